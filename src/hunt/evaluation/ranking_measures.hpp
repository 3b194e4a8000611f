// How well a ranking puts attacks before what is benign. What has the same score counts as in random order: each
// measure is its expected value over all orders. Nothing is undefined behaviour; what does not exist is NaN.
#pragma once

#include <cstddef>
#include <span>

namespace proclens {

/// The processes of one score. Counts may be weights (bootstrap samples draw a process more than once).
struct ScoreTie {
  double attacks = 0;
  double benign = 0;
};

// A ranking is a list of these, highest score first.

/// The area under the ROC curve: the probability that an attack's score is above a benign process's, half of it where
/// they are equal. NaN without attacks or without benign processes.
[[nodiscard]] double roc_area(std::span<const ScoreTie> ranking);

/// Average precision: the sum over scores of (recall there − recall above) · precision there, without interpolation, as
/// scikit-learn's average_precision_score. NaN without attacks.
[[nodiscard]] double average_precision(std::span<const ScoreTie> ranking);

/// The share of attacks among the first `first` processes, or among all if there are fewer. NaN without processes.
[[nodiscard]] double precision_at(std::span<const ScoreTie> ranking, double first);

/// The place of the first attack; 1 is the top. NaN without attacks.
[[nodiscard]] double first_attack_rank(std::span<const ScoreTie> ranking);

/// The processes at or above a score.
struct Alerts {
  double attacks = 0;
  double benign = 0;
  std::size_t ties = 0;  ///< how many scores of the ranking, from the highest
};

/// The fewest alerts that catch this share of the attacks, 0 < `recall` ≤ 1: those at or above the highest such score.
/// None without attacks.
[[nodiscard]] Alerts alerts_at_recall(std::span<const ScoreTie> ranking, double recall);

}  // namespace proclens

// How good scores are at putting attacks before benign processes, with errors.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hunt/evaluation/labelled_processes.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct EvaluationOptions {
  double recall = 0.9;           ///< the share of attacks that alerts must catch, above 0 and up to 1
  std::uint32_t samples = 1000;  ///< bootstrap samples that errors come from; 0: no errors
  std::uint64_t seed = 1;        ///< of the samples
  /// A group takes part in what is measured within groups when it has an attack and at least this many benign
  /// processes, 1 or more.
  std::uint32_t min_benign = 3;

  /// Throws Error (usage) saying which option is out of its range.
  void validate() const;
};

/// What is measured. Groups: recordings, hosts or days. "Together": every process once.
enum class Measure {
  auc_within_group,   ///< area under the ROC curve within a group, mean over groups
  auc_together,       ///< the same over all processes
  auc_within_name,    ///< the same among processes of one name, mean over names that have both, by their attacks
  average_precision,  ///< together
  base_rate,          ///< the share of attacks, which a random order reaches as average precision
  precision_at_10,    ///< the share of attacks among the first 10, together
  precision_at_50,
  first_rank,           ///< the place of a group's first attack, 1 at the top; median over groups
  first_rank_share,     ///< the same as a share of the group's processes
  first_in_top_3,       ///< the share of groups with an attack among the first 3
  alerts_per_host_day,  ///< processes at or above the score that catches `recall` of the attacks, per host and day
};
inline constexpr std::size_t kMeasures = 11;

struct Estimate {
  std::optional<double> value;  ///< nothing where the measure does not exist: no attacks, nothing benign, no times
  std::optional<double> error;  ///< standard deviation over bootstrap samples of the groups; nothing for one group
};
using Estimates = std::array<Estimate, kMeasures>;

struct GroupEvaluation {
  std::string name;
  std::uint64_t processes = 0;
  std::uint64_t attacks = 0;
  bool takes_part = false;  ///< EvaluationOptions::min_benign
  std::optional<double> auc;
  std::optional<double> first_rank;
};

/// The alerts that catch `recall` of all attacks.
struct AlertEvaluation {
  std::uint64_t attacks = 0;
  std::uint64_t benign = 0;
  std::uint64_t host_days = 0;  ///< pairs of host and day that the processes were started on
  std::optional<double>
      threshold;  ///< the lowest score of an alert; nothing: processes without a score are needed, too
};

struct ScoreEvaluation {
  std::string score;
  std::uint64_t missing = 0;  ///< processes without a number, which rank last
  Estimates estimates;
  Estimates gains;  ///< estimates minus those of the first score, with the errors of the differences
  AlertEvaluation alerts;
  std::vector<GroupEvaluation> groups;
};

/// Measures every score. Ties count as in random order, in expectation (ranking_measures.hpp).
///
/// Errors: groups are drawn with replacement, as many as there are; a process goes with the group of the entry that
/// counts for it, a host's day with the first such process. All scores are measured on the same samples; samples in
/// which a measure does not exist are passed over. The same for any number of threads.
/// Cost: O(n log n) for n entries; for each sample O(attacks · groups), and no more than O(n).
/// Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, chapters 6 and 8.
[[nodiscard]] std::vector<ScoreEvaluation> evaluate_scores(const Context& context, const LabelledProcesses& processes,
                                                           const EvaluationOptions& options);

}  // namespace proclens

// A score's rankings, made once, and the measures of any bootstrap sample of them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "hunt/evaluation/evaluation.hpp"
#include "hunt/evaluation/ranking_measures.hpp"

namespace proclens {

/// Entries of LabelledProcesses by falling score, counted. Scores that follow each other without an attack count as
/// one, which changes no measure: so a ranking is about as long as attacks times groups, not as processes.
struct Ranking {
  /// Entries of one score, group and kind.
  struct Run {
    std::uint32_t group;
    std::uint32_t entries;
    bool is_attack;
  };
  std::vector<Run> runs;
  std::vector<std::size_t> tie_end;  ///< one past the last run of each score
  std::vector<double> lowest;        ///< the score, or the lowest of those that count as one
};

/// How often each group is in a sample.
using GroupTimes = std::span<const std::uint32_t>;

/// A value for each measure, NaN where it does not exist.
using MeasuredValues = std::array<double, kMeasures>;

/// Borrows the processes, which must outlive it. May be used by several threads at once.
class ScoreRanking {
 public:
  /// @param score number of the score
  ScoreRanking(const LabelledProcesses& processes, std::size_t score, const EvaluationOptions& options);

  [[nodiscard]] const std::vector<GroupEvaluation>& groups() const noexcept { return groups_; }
  [[nodiscard]] MeasuredValues measure(GroupTimes times) const;
  /// Over all groups.
  [[nodiscard]] AlertEvaluation alerts() const;

 private:
  [[nodiscard]] static std::vector<ScoreTie> weigh(const Ranking& ranking, GroupTimes times);
  void measure_within_groups(GroupTimes times, MeasuredValues& values) const;
  [[nodiscard]] double auc_within_name(GroupTimes times) const;
  [[nodiscard]] double host_days(GroupTimes times) const;
  void evaluate_groups();

  const LabelledProcesses& processes_;
  std::span<const double> score_;
  const EvaluationOptions& options_;
  Ranking together_;
  std::vector<Ranking> of_name_;  ///< of names that have both attacks and benign processes
  std::vector<GroupEvaluation> groups_;
  std::vector<std::uint64_t> host_days_;  ///< by the group that they go with
};

}  // namespace proclens

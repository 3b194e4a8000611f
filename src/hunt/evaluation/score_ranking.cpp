#include "hunt/evaluation/score_ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

namespace proclens {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kTop = 3;

/// Counts entries into the runs of a ranking, one score after the other.
class RankingCounter {
 public:
  explicit RankingCounter(const LabelledProcesses& processes) : processes_(processes) {}

  [[nodiscard]] bool is_open() const { return !counts_.empty(); }
  void add(std::uint32_t entry) { ++counts_[{processes_.is_attack[entry], processes_.group[entry]}]; }
  /// Ends what counts as one score.
  void close(double lowest) {
    for (const auto& [key, entries] : counts_) {
      ranking_.runs.push_back({static_cast<std::uint32_t>(key.second), entries, key.first != 0});
    }
    counts_.clear();
    ranking_.tie_end.push_back(ranking_.runs.size());
    ranking_.lowest.push_back(lowest);
  }
  [[nodiscard]] Ranking take() { return std::move(ranking_); }

 private:
  const LabelledProcesses& processes_;
  std::map<std::pair<std::uint8_t, std::int32_t>, std::uint32_t> counts_;  ///< of what is open, by kind and group
  Ranking ranking_;
};

Ranking rank(const LabelledProcesses& processes, std::span<const double> score, std::vector<std::uint32_t> entries) {
  std::sort(entries.begin(), entries.end(), [&](std::uint32_t a, std::uint32_t b) { return score[a] > score[b]; });
  RankingCounter counter(processes);
  for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
    bool has_attack = false;
    for (; end < entries.size() && score[entries[end]] == score[entries[begin]]; ++end) {
      has_attack = has_attack || processes.is_attack[entries[end]] != 0;
    }
    if (has_attack && counter.is_open()) counter.close(score[entries[begin - 1]]);
    for (std::size_t i = begin; i < end; ++i) counter.add(entries[i]);
    if (has_attack) counter.close(score[entries[begin]]);
  }
  if (counter.is_open()) counter.close(score[entries.back()]);
  return counter.take();
}

/// The mean of the two values in the middle of a list; NaN for none.
double median(std::vector<double> values) {
  if (values.empty()) return kNotANumber;
  std::sort(values.begin(), values.end());
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

std::optional<double> optional(double value) { return std::isnan(value) ? std::nullopt : std::optional(value); }

/// Entries that count as processes, by their name; the unknown one is no name.
std::vector<std::vector<std::uint32_t>> entries_of_names(const LabelledProcesses& processes) {
  const auto highest = std::max_element(processes.name.begin(), processes.name.end());
  std::vector<std::vector<std::uint32_t>> entries(highest == processes.name.end() ? 0 : *highest + 1);
  for (std::uint32_t i = 0; i < processes.size(); ++i) {
    if (processes.counts_as_process[i] != 0 && processes.name[i] != kNotKnown) entries[processes.name[i]].push_back(i);
  }
  return entries;
}

/// How many pairs of host and day each group brings: a pair goes with the group of its first process.
std::vector<std::uint64_t> host_days_of_groups(const LabelledProcesses& processes) {
  std::vector<std::uint64_t> days(processes.groups.size());
  std::vector<std::uint8_t> seen(processes.size());  // there are no more pairs than entries
  for (std::size_t i = 0; i < processes.size(); ++i) {
    const std::int32_t day = processes.host_day[i];
    if (processes.counts_as_process[i] == 0 || day == kNotKnown || seen[day] != 0) continue;
    seen[day] = 1;
    ++days[processes.group[i]];
  }
  return days;
}

}  // namespace

ScoreRanking::ScoreRanking(const LabelledProcesses& processes, std::size_t score, const EvaluationOptions& options)
    : processes_(processes),
      score_(processes.scores[score].value),
      options_(options),
      host_days_(host_days_of_groups(processes)) {
  std::vector<std::uint32_t> entries;
  for (std::uint32_t i = 0; i < processes.size(); ++i) {
    if (processes.counts_as_process[i] != 0) entries.push_back(i);
  }
  together_ = rank(processes, score_, std::move(entries));
  for (std::vector<std::uint32_t>& named : entries_of_names(processes)) {
    const auto attacks =
        std::count_if(named.begin(), named.end(), [&](std::uint32_t i) { return processes.is_attack[i] != 0; });
    if (attacks == 0 || attacks == std::ssize(named)) continue;
    of_name_.push_back(rank(processes, score_, std::move(named)));
  }
  evaluate_groups();
}

std::vector<ScoreTie> ScoreRanking::weigh(const Ranking& ranking, GroupTimes times) {
  std::vector<ScoreTie> ties(ranking.tie_end.size());
  std::size_t at = 0;
  for (std::size_t tie = 0; tie < ties.size(); ++tie) {
    for (; at < ranking.tie_end[tie]; ++at) {
      const Ranking::Run& run = ranking.runs[at];
      (run.is_attack ? ties[tie].attacks : ties[tie].benign) += static_cast<double>(run.entries) * times[run.group];
    }
  }
  return ties;
}

void ScoreRanking::evaluate_groups() {
  const std::vector<std::uint32_t> once(processes_.groups.size(), 1);
  std::uint32_t begin = 0;
  for (std::size_t group = 0; group < processes_.groups.size(); ++group) {
    std::uint32_t end = begin;
    while (end < processes_.size() && static_cast<std::size_t>(processes_.group[end]) == group) ++end;
    std::vector<std::uint32_t> entries(end - begin);
    std::iota(entries.begin(), entries.end(), begin);
    const std::vector<ScoreTie> ties = weigh(rank(processes_, score_, std::move(entries)), once);
    GroupEvaluation evaluation;
    evaluation.name = processes_.groups[group];
    evaluation.processes = end - begin;
    for (const ScoreTie& tie : ties) evaluation.attacks += static_cast<std::uint64_t>(tie.attacks);
    evaluation.takes_part = evaluation.attacks > 0 && evaluation.processes - evaluation.attacks >= options_.min_benign;
    evaluation.auc = optional(roc_area(ties));
    evaluation.first_rank = optional(first_attack_rank(ties));
    groups_.push_back(std::move(evaluation));
    begin = end;
  }
}

void ScoreRanking::measure_within_groups(GroupTimes times, MeasuredValues& values) const {
  double area = 0;
  double in_top = 0;
  std::vector<double> ranks;
  std::vector<double> shares;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    const GroupEvaluation& evaluation = groups_[group];
    if (!evaluation.takes_part) continue;
    area += times[group] * *evaluation.auc;
    in_top += *evaluation.first_rank <= kTop ? times[group] : 0;
    ranks.insert(ranks.end(), times[group], *evaluation.first_rank);
    shares.insert(shares.end(), times[group], *evaluation.first_rank / static_cast<double>(evaluation.processes));
  }
  const auto count = static_cast<double>(ranks.size());  // 0/0 is NaN
  values[static_cast<std::size_t>(Measure::auc_within_group)] = area / count;
  values[static_cast<std::size_t>(Measure::first_in_top_3)] = in_top / count;
  values[static_cast<std::size_t>(Measure::first_rank)] = median(std::move(ranks));
  values[static_cast<std::size_t>(Measure::first_rank_share)] = median(std::move(shares));
}

double ScoreRanking::auc_within_name(GroupTimes times) const {
  double sum = 0;
  double attacks = 0;
  for (const Ranking& ranking : of_name_) {
    const std::vector<ScoreTie> ties = weigh(ranking, times);
    const double area = roc_area(ties);
    if (std::isnan(area)) continue;
    double weight = 0;
    for (const ScoreTie& tie : ties) weight += tie.attacks;
    sum += weight * area;
    attacks += weight;
  }
  return sum / attacks;
}

double ScoreRanking::host_days(GroupTimes times) const {
  double days = 0;
  for (std::size_t group = 0; group < host_days_.size(); ++group) {
    days += static_cast<double>(times[group] * host_days_[group]);
  }
  return days;
}

MeasuredValues ScoreRanking::measure(GroupTimes times) const {
  MeasuredValues values;
  const auto set = [&](Measure measure, double value) { values[static_cast<std::size_t>(measure)] = value; };
  const std::vector<ScoreTie> ties = weigh(together_, times);
  double attacks = 0;
  double all = 0;
  for (const ScoreTie& tie : ties) {
    attacks += tie.attacks;
    all += tie.attacks + tie.benign;
  }
  measure_within_groups(times, values);
  set(Measure::auc_together, roc_area(ties));
  set(Measure::auc_within_name, auc_within_name(times));
  set(Measure::average_precision, average_precision(ties));
  set(Measure::base_rate, attacks / all);
  set(Measure::precision_at_10, precision_at(ties, 10));
  set(Measure::precision_at_50, precision_at(ties, 50));
  const Alerts alerts = alerts_at_recall(ties, options_.recall);
  const double days = host_days(times);
  set(Measure::alerts_per_host_day, attacks == 0 || days == 0 ? kNotANumber : (alerts.attacks + alerts.benign) / days);
  return values;
}

AlertEvaluation ScoreRanking::alerts() const {
  const std::vector<std::uint32_t> once(processes_.groups.size(), 1);
  const Alerts alerts = alerts_at_recall(weigh(together_, once), options_.recall);
  AlertEvaluation evaluation;
  evaluation.attacks = static_cast<std::uint64_t>(alerts.attacks);
  evaluation.benign = static_cast<std::uint64_t>(alerts.benign);
  evaluation.host_days = std::accumulate(host_days_.begin(), host_days_.end(), std::uint64_t{0});
  if (alerts.ties == 0) return evaluation;
  const double threshold = together_.lowest[alerts.ties - 1];
  if (threshold > -std::numeric_limits<double>::infinity()) evaluation.threshold = threshold;
  return evaluation;
}

}  // namespace proclens

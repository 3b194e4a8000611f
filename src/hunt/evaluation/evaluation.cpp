#include "hunt/evaluation/evaluation.hpp"

#include <algorithm>
#include <cmath>

#include "core/parallel.hpp"
#include "core/random.hpp"
#include "hunt/evaluation/score_ranking.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kSampleStream = 0x6576616C75617465;  // tells these numbers from others of the same seed
constexpr std::size_t kSampleBlock = 8;

/// The values of each sample, of each score.
using SampledValues = std::vector<std::vector<MeasuredValues>>;

SampledValues measure_samples(const Context& context, const std::vector<ScoreRanking>& rankings, std::size_t groups,
                              const EvaluationOptions& options) {
  SampledValues values(rankings.size(), std::vector<MeasuredValues>(options.samples));
  const CounterRandom random(options.seed, kSampleStream);
  parallel_blocks(context, options.samples, kSampleBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t sample = begin; sample < end; ++sample) {
      std::vector<std::uint32_t> times(groups);
      for (std::size_t draw = 0; draw < groups; ++draw) ++times[random.below(sample * groups + draw, groups)];
      for (std::size_t score = 0; score < rankings.size(); ++score) {
        values[score][sample] = rankings[score].measure(times);
      }
    }
  });
  return values;
}

/// The standard deviation of what `value_of` gives for each sample, without the NaN; nothing for fewer than two.
template <class ValueOf>
std::optional<double> deviation(std::size_t samples, ValueOf value_of) {
  double sum = 0;
  double count = 0;
  for (std::size_t sample = 0; sample < samples; ++sample) {
    const double value = value_of(sample);
    if (std::isnan(value)) continue;
    sum += value;
    ++count;
  }
  if (count < 2) return std::nullopt;
  double squares = 0;
  for (std::size_t sample = 0; sample < samples; ++sample) {
    const double value = value_of(sample);
    if (!std::isnan(value)) squares += (value - sum / count) * (value - sum / count);
  }
  return std::sqrt(squares / (count - 1));
}

/// A value with its error. One group gives the same sample always, which is no error.
template <class ValueOf>
Estimate estimate(double value, std::size_t groups, std::size_t samples, ValueOf value_of) {
  if (std::isnan(value)) return {};
  return {value, groups < 2 ? std::nullopt : deviation(samples, value_of)};
}

/// How many groups a measure is taken over: what is measured within groups needs those that take part.
std::size_t groups_measured(Measure measure, const ScoreRanking& ranking) {
  switch (measure) {
    case Measure::auc_within_group:
    case Measure::first_rank:
    case Measure::first_rank_share:
    case Measure::first_in_top_3:
      return static_cast<std::size_t>(std::ranges::count_if(ranking.groups(), &GroupEvaluation::takes_part));
    default:
      return ranking.groups().size();
  }
}

}  // namespace

void EvaluationOptions::validate() const {
  if (!(recall > 0 && recall <= 1)) throw Error(Fault::usage, "the recall must be above 0 and at most 1");
  if (min_benign == 0) throw Error(Fault::usage, "a group needs at least one benign process to be measured");
}

std::vector<ScoreEvaluation> evaluate_scores(const Context& context, const LabelledProcesses& processes,
                                             const EvaluationOptions& options) {
  options.validate();
  const std::size_t groups = processes.groups.size();
  std::vector<ScoreRanking> rankings;
  for (std::size_t score = 0; score < processes.scores.size(); ++score)
    rankings.emplace_back(processes, score, options);
  const SampledValues samples = measure_samples(context, rankings, groups, options);
  const std::vector<std::uint32_t> once(groups, 1);
  const MeasuredValues first = rankings.front().measure(once);
  std::vector<ScoreEvaluation> evaluations;
  for (std::size_t score = 0; score < rankings.size(); ++score) {
    ScoreEvaluation evaluation;
    evaluation.score = processes.scores[score].name;
    evaluation.missing = processes.scores[score].missing;
    const MeasuredValues values = rankings[score].measure(once);
    for (std::size_t i = 0; i < kMeasures; ++i) {
      const auto value = [&](std::size_t sample) { return samples[score][sample][i]; };
      const auto gain = [&](std::size_t sample) { return samples[score][sample][i] - samples[0][sample][i]; };
      const std::size_t measured = groups_measured(static_cast<Measure>(i), rankings[score]);
      evaluation.estimates[i] = estimate(values[i], measured, options.samples, value);
      evaluation.gains[i] = estimate(values[i] - first[i], measured, options.samples, gain);
    }
    evaluation.alerts = rankings[score].alerts();
    evaluation.groups = rankings[score].groups();
    evaluations.push_back(std::move(evaluation));
  }
  return evaluations;
}

}  // namespace proclens

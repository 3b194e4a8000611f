// Evaluations beside a slow, obvious one, and where measures do not exist.
#include "hunt/evaluation/evaluation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <vector>

#include "core/random.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr double kNone = -std::numeric_limits<double>::infinity();

struct Entry {
  bool attack;
  std::int32_t group;
  double score;
  std::int32_t name = 0;
  std::int32_t host_day = 0;
};

LabelledProcesses made(std::vector<Entry> entries) {
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.group < b.group; });
  LabelledProcesses processes;
  processes.scores.push_back({"made", {}, 0});
  for (const Entry& entry : entries) {
    while (std::ssize(processes.groups) <= entry.group) {
      processes.groups.push_back("group " + std::to_string(processes.groups.size()));
    }
    processes.is_attack.push_back(entry.attack ? 1 : 0);
    processes.counts_as_process.push_back(1);
    processes.group.push_back(entry.group);
    processes.name.push_back(entry.name);
    processes.host_day.push_back(entry.host_day);
    processes.scores[0].value.push_back(entry.score);
  }
  return processes;
}

/// Many ties, some without a score, some that do not count as a process.
LabelledProcesses random_processes(std::uint64_t seed) {
  const CounterRandom random(seed, 17);
  std::vector<Entry> entries;
  std::uint64_t draw = 0;
  for (int i = 0; i < 150; ++i) {
    const bool attack = random.uniform(draw++) < 0.2;
    const auto group = static_cast<std::int32_t>(random.below(draw++, 7));
    const double score = static_cast<double>(random.below(draw++, 12)) + (attack ? 2 : 0);
    const auto name = static_cast<std::int32_t>(random.below(draw++, 9)) - 1;
    const auto host_day = static_cast<std::int32_t>(random.below(draw++, 15)) - 1;
    entries.push_back({attack, group, random.uniform(draw++) < 0.05 ? kNone : score, name, host_day});
  }
  LabelledProcesses processes = made(entries);
  for (std::size_t i = 0; i < processes.size(); i += 13) processes.counts_as_process[i] = 0;
  return processes;
}

double value(const ScoreEvaluation& evaluation, Measure measure) {
  const Estimate& estimate = evaluation.estimates[static_cast<std::size_t>(measure)];
  return estimate.value.value_or(std::numeric_limits<double>::quiet_NaN());
}

/// The share of pairs that attacks win, ties as half; NaN without pairs.
double obvious_area(const std::vector<Entry>& entries) {
  double won = 0;
  double pairs = 0;
  for (const Entry& attack : entries) {
    for (const Entry& benign : entries) {
      if (!attack.attack || benign.attack) continue;
      ++pairs;
      won += attack.score > benign.score ? 1 : attack.score == benign.score ? 0.5 : 0;
    }
  }
  return won / pairs;
}

/// Measures of a sample whose groups are copied as often as they are drawn: entries pair by pair.
struct Obvious {
  double within_group, together, within_name, alerts_per_host_day;
};

Obvious obvious(const LabelledProcesses& processes, const std::vector<std::uint32_t>& times,
                const EvaluationOptions& options) {
  std::map<std::int32_t, std::vector<Entry>> groups;
  std::map<std::int32_t, std::vector<Entry>> names;
  std::vector<Entry> together;
  std::set<std::int32_t> days_seen;
  double days = 0;
  for (std::size_t i = 0; i < processes.size(); ++i) {
    const Entry entry = {processes.is_attack[i] != 0, processes.group[i], processes.scores[0].value[i],
                         processes.name[i], processes.host_day[i]};
    groups[entry.group].push_back(entry);
    if (processes.counts_as_process[i] == 0) continue;
    if (entry.host_day >= 0 && days_seen.insert(entry.host_day).second) days += times[entry.group];
    together.insert(together.end(), times[entry.group], entry);
    if (entry.name >= 0) names[entry.name].insert(names[entry.name].end(), times[entry.group], entry);
  }
  const auto attacks_of = [](const std::vector<Entry>& entries) {
    return static_cast<double>(std::count_if(entries.begin(), entries.end(), [](const Entry& e) { return e.attack; }));
  };
  double area = 0;
  double count = 0;
  for (const auto& [group, entries] : groups) {
    const double attacks = attacks_of(entries);
    if (attacks == 0 || static_cast<double>(entries.size()) - attacks < options.min_benign) continue;
    area += times[group] * obvious_area(entries);
    count += times[group];
  }
  double named = 0;
  double named_attacks = 0;
  for (const auto& [name, entries] : names) {
    const double attacks = attacks_of(entries);
    if (attacks == 0 || attacks == static_cast<double>(entries.size())) continue;
    named += attacks * obvious_area(entries);
    named_attacks += attacks;
  }
  // The highest threshold that catches enough attacks, found by trying every score.
  double fewest = std::numeric_limits<double>::infinity();
  for (const Entry& threshold : together) {
    double caught = 0;
    double alerts = 0;
    for (const Entry& entry : together) {
      if (entry.score < threshold.score) continue;
      ++alerts;
      caught += entry.attack ? 1 : 0;
    }
    if (caught >= options.recall * attacks_of(together) - 1e-9) fewest = std::min(fewest, alerts);
  }
  return {area / count, obvious_area(together), named / named_attacks, fewest / days};
}

TEST(Evaluation, IsThatOfTheObviousOne) {
  const Context context;
  EvaluationOptions options;
  options.samples = 0;
  options.recall = 0.75;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const LabelledProcesses processes = random_processes(seed);
    const ScoreEvaluation evaluation = evaluate_scores(context, processes, options)[0];
    const Obvious expected = obvious(processes, std::vector<std::uint32_t>(processes.groups.size(), 1), options);
    EXPECT_NEAR(value(evaluation, Measure::auc_within_group), expected.within_group, 1e-12) << seed;
    EXPECT_NEAR(value(evaluation, Measure::auc_together), expected.together, 1e-12) << seed;
    EXPECT_NEAR(value(evaluation, Measure::auc_within_name), expected.within_name, 1e-12) << seed;
    EXPECT_NEAR(value(evaluation, Measure::alerts_per_host_day), expected.alerts_per_host_day, 1e-12) << seed;
    EXPECT_FALSE(evaluation.estimates[0].error);
  }
}

TEST(Evaluation, ErrorsAreTheDeviationOverSamplesOfGroups) {
  const Context context;
  EvaluationOptions options;
  options.samples = 200;
  const LabelledProcesses processes = random_processes(5);
  const ScoreEvaluation evaluation = evaluate_scores(context, processes, options)[0];
  // Other samples of the same groups, drawn here; two deviations of 4,000 and 200 samples differ by a tenth at most.
  const CounterRandom random(99, 3);
  const std::size_t groups = processes.groups.size();
  std::vector<Obvious> sampled;
  for (std::size_t sample = 0; sample < 4000; ++sample) {
    std::vector<std::uint32_t> times(groups);
    for (std::size_t i = 0; i < groups; ++i) ++times[random.below(sample * groups + i, groups)];
    sampled.push_back(obvious(processes, times, options));
  }
  const auto expect_deviation = [&](Measure measure, double Obvious::*of) {
    std::vector<double> values;
    for (const Obvious& sample : sampled) {
      if (std::isfinite(sample.*of)) values.push_back(sample.*of);  // samples without attacks of a name have none
    }
    double sum = 0;
    double squares = 0;
    for (const double one : values) sum += one;
    const double mean = sum / static_cast<double>(values.size());
    for (const double one : values) squares += (one - mean) * (one - mean);
    const double expected = std::sqrt(squares / static_cast<double>(values.size()));
    const Estimate& estimate = evaluation.estimates[static_cast<std::size_t>(measure)];
    ASSERT_TRUE(estimate.error);
    EXPECT_NEAR(*estimate.error / expected, 1, 0.2) << static_cast<int>(measure);
  };
  expect_deviation(Measure::auc_within_group, &Obvious::within_group);
  expect_deviation(Measure::auc_together, &Obvious::together);
  expect_deviation(Measure::auc_within_name, &Obvious::within_name);
  expect_deviation(Measure::alerts_per_host_day, &Obvious::alerts_per_host_day);
}

TEST(Evaluation, IsTheSameForAnyNumberOfThreads) {
  LabelledProcesses processes = random_processes(8);
  processes.scores.push_back(processes.scores[0]);
  for (std::size_t i = 0; i < processes.size(); i += 2) processes.scores[1].value[i] += 1;
  const auto numbers = [&](int threads) {
    const Context context({.threads = threads});
    std::vector<double> all;
    for (const ScoreEvaluation& evaluation : evaluate_scores(context, processes, {})) {
      for (const Estimates& estimates : {evaluation.estimates, evaluation.gains}) {
        for (const Estimate& estimate : estimates) {
          all.push_back(estimate.value.value_or(-1));
          all.push_back(estimate.error.value_or(-1));
        }
      }
    }
    return all;
  };
  const std::vector<double> one = numbers(1);
  EXPECT_EQ(numbers(2), one);
  EXPECT_EQ(numbers(5), one);
}

TEST(Evaluation, GainsArePaired) {
  const Context context;
  LabelledProcesses processes = random_processes(2);
  processes.scores.push_back(processes.scores[0]);
  for (double& score : processes.scores[1].value) score = 3 * score + 1;  // the same order
  const std::vector<ScoreEvaluation> evaluations = evaluate_scores(context, processes, {});
  for (std::size_t i = 0; i < kMeasures; ++i) {
    EXPECT_EQ(evaluations[1].gains[i].value, 0.0);
    EXPECT_EQ(evaluations[1].gains[i].error, 0.0);
    EXPECT_EQ(evaluations[1].estimates[i].error, evaluations[0].estimates[i].error);
  }
}

TEST(Evaluation, MonotoneTransformationsOfAScoreChangeNothing) {
  const Context context;
  LabelledProcesses processes = random_processes(3);
  const ScoreEvaluation before = evaluate_scores(context, processes, {})[0];
  for (double& score : processes.scores[0].value) score = std::exp(score / 4);
  const ScoreEvaluation after = evaluate_scores(context, processes, {})[0];
  for (std::size_t i = 0; i < kMeasures; ++i) EXPECT_EQ(after.estimates[i].value, before.estimates[i].value);
}

TEST(Evaluation, OneGroupHasNoErrors) {
  const Context context;
  const auto evaluation =
      evaluate_scores(context, made({{true, 0, 3}, {false, 0, 1}, {false, 0, 2}, {false, 0, 3}, {false, 0, 0}}), {})[0];
  EXPECT_DOUBLE_EQ(value(evaluation, Measure::auc_within_group), 3.5 / 4);
  EXPECT_DOUBLE_EQ(value(evaluation, Measure::first_rank), 1.5);
  EXPECT_DOUBLE_EQ(value(evaluation, Measure::alerts_per_host_day), 2);
  for (const Estimate& estimate : evaluation.estimates) EXPECT_FALSE(estimate.error);
}

TEST(Evaluation, WithoutAttacksOnlyTheBaseRateIsThere) {
  const Context context;
  const auto evaluation = evaluate_scores(context, made({{false, 0, 3}, {false, 0, 1}, {false, 1, 2}}), {})[0];
  EXPECT_EQ(value(evaluation, Measure::base_rate), 0);
  EXPECT_EQ(value(evaluation, Measure::precision_at_10), 0);
  for (const Measure measure : {Measure::auc_within_group, Measure::auc_together, Measure::auc_within_name,
                                Measure::average_precision, Measure::first_rank, Measure::alerts_per_host_day}) {
    EXPECT_TRUE(std::isnan(value(evaluation, measure))) << static_cast<int>(measure);
  }
  EXPECT_FALSE(evaluation.alerts.threshold);
}

TEST(Evaluation, WithoutBenignProcessesThereIsNoArea) {
  const Context context;
  const auto evaluation = evaluate_scores(context, made({{true, 0, 3}, {true, 0, 1}, {true, 1, 2}}), {})[0];
  EXPECT_EQ(value(evaluation, Measure::average_precision), 1);
  EXPECT_EQ(value(evaluation, Measure::base_rate), 1);
  EXPECT_TRUE(std::isnan(value(evaluation, Measure::auc_together)));
  EXPECT_TRUE(std::isnan(value(evaluation, Measure::auc_within_group)));
}

TEST(Evaluation, EqualScoresAreAsGoodAsChance) {
  const Context context;
  std::vector<Entry> entries;
  for (std::int32_t i = 0; i < 40; ++i) entries.push_back({i % 5 == 0, i % 2, 7});
  const auto evaluation = evaluate_scores(context, made(entries), {})[0];
  EXPECT_DOUBLE_EQ(value(evaluation, Measure::auc_within_group), 0.5);
  EXPECT_DOUBLE_EQ(value(evaluation, Measure::auc_together), 0.5);
  EXPECT_DOUBLE_EQ(value(evaluation, Measure::auc_within_name), 0.5);
  EXPECT_DOUBLE_EQ(value(evaluation, Measure::average_precision), 0.2);
  EXPECT_EQ(evaluation.alerts.benign, 32U);
}

TEST(Evaluation, ProcessesWithoutAScoreRankLast) {
  const Context context;
  const auto evaluation =
      evaluate_scores(context, made({{true, 0, kNone}, {false, 0, -1e300}, {false, 0, 4}, {false, 0, kNone}}), {})[0];
  EXPECT_DOUBLE_EQ(value(evaluation, Measure::auc_together), 0.5 / 3);
  EXPECT_EQ(evaluation.alerts.benign, 3U);
  EXPECT_FALSE(evaluation.alerts.threshold);  // no score catches it
}

TEST(Evaluation, SmallGroupsAreListedAndTakeNoPart) {
  const Context context;
  const std::vector<Entry> entries = {{true, 0, 2},  {false, 0, 1}, {false, 0, 3}, {false, 0, 0},
                                      {true, 1, 1},  {false, 1, 5}, {false, 1, 6},  // two benign processes
                                      {false, 2, 1}, {false, 2, 2}, {false, 2, 3}};
  const auto evaluation = evaluate_scores(context, made(entries), {})[0];
  ASSERT_EQ(evaluation.groups.size(), 3U);
  EXPECT_TRUE(evaluation.groups[0].takes_part);
  EXPECT_FALSE(evaluation.groups[1].takes_part);
  EXPECT_EQ(evaluation.groups[1].auc, 0.0);
  EXPECT_FALSE(evaluation.groups[2].auc);
  EXPECT_DOUBLE_EQ(value(evaluation, Measure::auc_within_group), 2.0 / 3);
  EXPECT_FALSE(evaluation.estimates[static_cast<std::size_t>(Measure::auc_within_group)].error) << "of one group";
  EXPECT_FALSE(evaluation.estimates[static_cast<std::size_t>(Measure::first_rank)].error);
  EXPECT_TRUE(evaluation.estimates[static_cast<std::size_t>(Measure::auc_together)].error);
  EXPECT_DOUBLE_EQ(value(evaluate_scores(context, made(entries), {.min_benign = 2})[0], Measure::auc_within_group),
                   1.0 / 3);
}

TEST(Evaluation, RefusesOptionsOutOfRange) {
  const Context context;
  const LabelledProcesses processes = random_processes(1);
  for (const double recall : {0.0, -1.0, 1.01, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(static_cast<void>(evaluate_scores(context, processes, {.recall = recall})), Error) << recall;
  }
  EXPECT_THROW(static_cast<void>(evaluate_scores(context, processes, {.min_benign = 0})), Error);
}

}  // namespace
}  // namespace proclens

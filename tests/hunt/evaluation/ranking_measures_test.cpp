// The measures of a ranking with ties are those of its orders, one by one, on average.
#include "hunt/evaluation/ranking_measures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "core/random.hpp"

namespace proclens {
namespace {

/// One process after the other, best first; true: an attack.
using Order = std::vector<bool>;

/// All orders that the ties allow, each as often as the others.
std::vector<Order> all_orders(const std::vector<ScoreTie>& ranking) {
  std::vector<Order> orders = {{}};
  for (const ScoreTie& tie : ranking) {
    std::vector<int> members(static_cast<std::size_t>(tie.attacks + tie.benign));
    std::iota(members.begin(), members.end(), 0);
    std::vector<Order> longer;
    do {
      for (Order order : orders) {
        for (const int member : members) order.push_back(member < tie.attacks);
        longer.push_back(order);
      }
    } while (std::next_permutation(members.begin(), members.end()));
    orders = std::move(longer);
  }
  return orders;
}

double mean_over_orders(const std::vector<ScoreTie>& ranking, const std::function<double(const Order&)>& measure) {
  double sum = 0;
  const std::vector<Order> orders = all_orders(ranking);
  for (const Order& order : orders) sum += measure(order);
  return sum / static_cast<double>(orders.size());
}

/// The share of pairs of an attack and a benign process in which the attack comes first.
double pairs_won(const Order& order) {
  double won = 0;
  double pairs = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = 0; j < order.size(); ++j) {
      if (!order[i] || order[j]) continue;
      ++pairs;
      won += i < j ? 1 : 0;
    }
  }
  return won / pairs;
}

double share_of_first(const Order& order, std::size_t first) {
  const auto end = order.begin() + std::min<std::ptrdiff_t>(first, std::ssize(order));
  return static_cast<double>(std::count(order.begin(), end, true)) / static_cast<double>(end - order.begin());
}

double place_of_first(const Order& order) {
  return static_cast<double>(std::find(order.begin(), order.end(), true) - order.begin() + 1);
}

/// From recall and precision at each score, cut out of the list anew each time.
double obvious_average_precision(const std::vector<ScoreTie>& ranking) {
  double sum = 0;
  double recall_above = 0;
  double attacks = 0;
  for (const ScoreTie& tie : ranking) attacks += tie.attacks;
  for (std::size_t end = 1; end <= ranking.size(); ++end) {
    double found = 0;
    double all = 0;
    for (std::size_t i = 0; i < end; ++i) {
      found += ranking[i].attacks;
      all += ranking[i].attacks + ranking[i].benign;
    }
    sum += (found / attacks - recall_above) * found / all;
    recall_above = found / attacks;
  }
  return sum;
}

/// At most nine processes in ties of up to four, with an attack and a benign process at least.
std::vector<ScoreTie> random_ranking(std::uint64_t seed) {
  const CounterRandom random(seed, 31);
  std::vector<ScoreTie> ranking;
  std::uint64_t draw = 0;
  for (std::size_t tie = 0; tie < 2 + random.below(draw++, 2); ++tie) {
    ranking.push_back({static_cast<double>(random.below(draw++, 3)), static_cast<double>(random.below(draw++, 2))});
    if (ranking.back().attacks + ranking.back().benign == 0) ranking.back().benign = 1;
  }
  ranking.push_back({1, 1});
  std::swap(ranking.back(), ranking[random.below(draw, ranking.size())]);
  return ranking;
}

TEST(RankingMeasures, AreThoseOfAllOrdersOnAverage) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const std::vector<ScoreTie> ranking = random_ranking(seed);
    EXPECT_NEAR(roc_area(ranking), mean_over_orders(ranking, pairs_won), 1e-12) << seed;
    EXPECT_NEAR(first_attack_rank(ranking), mean_over_orders(ranking, place_of_first), 1e-12) << seed;
    EXPECT_NEAR(average_precision(ranking), obvious_average_precision(ranking), 1e-12) << seed;
    for (const std::size_t first : {1, 2, 3, 50}) {
      const auto share = [&](const Order& order) { return share_of_first(order, first); };
      EXPECT_NEAR(precision_at(ranking, static_cast<double>(first)), mean_over_orders(ranking, share), 1e-12) << seed;
    }
  }
}

TEST(RankingMeasures, WeightsAreRepetitions) {
  const std::vector<ScoreTie> ranking = {{2, 1}, {0, 3}, {1, 0}, {0, 2}};
  std::vector<ScoreTie> thrice = ranking;
  for (ScoreTie& tie : thrice) tie = {3 * tie.attacks, 3 * tie.benign};
  EXPECT_DOUBLE_EQ(roc_area(thrice), roc_area(ranking));
  EXPECT_DOUBLE_EQ(average_precision(thrice), average_precision(ranking));
  EXPECT_DOUBLE_EQ(precision_at(thrice, 12), precision_at(ranking, 4));
}

TEST(RankingMeasures, ScoresThatNobodyHasChangeNothing) {
  const std::vector<ScoreTie> ranking = {{1, 1}, {0, 2}, {2, 1}};
  const std::vector<ScoreTie> with_empty = {{0, 0}, {1, 1}, {0, 0}, {0, 2}, {2, 1}, {0, 0}};
  EXPECT_EQ(roc_area(with_empty), roc_area(ranking));
  EXPECT_EQ(average_precision(with_empty), average_precision(ranking));
  EXPECT_EQ(precision_at(with_empty, 3), precision_at(ranking, 3));
  EXPECT_EQ(first_attack_rank(with_empty), first_attack_rank(ranking));
  EXPECT_EQ(alerts_at_recall(with_empty, 0.5).benign, alerts_at_recall(ranking, 0.5).benign);
}

TEST(RankingMeasures, AllTiedIsAsGoodAsChance) {
  const std::vector<ScoreTie> ranking = {{4, 12}};
  EXPECT_DOUBLE_EQ(roc_area(ranking), 0.5);
  EXPECT_DOUBLE_EQ(average_precision(ranking), 0.25);
  EXPECT_DOUBLE_EQ(precision_at(ranking, 10), 0.25);
}

TEST(RankingMeasures, WithoutAttacksOrBenignProcessesThereIsNoArea) {
  const std::vector<ScoreTie> only_benign = {{0, 2}, {0, 1}};
  const std::vector<ScoreTie> only_attacks = {{2, 0}, {1, 0}};
  EXPECT_TRUE(std::isnan(roc_area(only_benign)));
  EXPECT_TRUE(std::isnan(average_precision(only_benign)));
  EXPECT_TRUE(std::isnan(first_attack_rank(only_benign)));
  EXPECT_EQ(precision_at(only_benign, 10), 0);
  EXPECT_EQ(alerts_at_recall(only_benign, 1).ties, 0U);
  EXPECT_TRUE(std::isnan(roc_area(only_attacks)));
  EXPECT_EQ(average_precision(only_attacks), 1);
  EXPECT_TRUE(std::isnan(precision_at({}, 10)));
}

TEST(RankingMeasures, AlertsAreTheFewestThatReachTheRecall) {
  const std::vector<ScoreTie> ranking = {{2, 0}, {0, 5}, {5, 1}, {2, 9}, {1, 0}};
  for (int wanted = 1; wanted <= 10; ++wanted) {
    const Alerts alerts = alerts_at_recall(ranking, wanted / 10.0);
    EXPECT_GE(alerts.attacks, wanted);
    EXPECT_LT(alerts.attacks - ranking[alerts.ties - 1].attacks, wanted);  // without the last score too few
  }
  EXPECT_EQ(alerts_at_recall(ranking, 0.7).benign, 6);
  EXPECT_EQ(alerts_at_recall(ranking, 0.71).benign, 15);
}

}  // namespace
}  // namespace proclens

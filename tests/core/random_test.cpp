#include "core/random.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace proclens {
namespace {

TEST(CounterRandom, IsAFunctionOfSeedStreamAndIndex) {
  const CounterRandom random(7, 3);
  EXPECT_EQ(random.bits(11), CounterRandom(7, 3).bits(11));
  EXPECT_NE(random.bits(11), CounterRandom(7, 4).bits(11));
  EXPECT_NE(random.bits(11), CounterRandom(8, 3).bits(11));
  EXPECT_NE(random.bits(11), random.bits(12));
}

TEST(CounterRandom, UniformNumbersHaveTheRightMomentsAndDoNotRepeat) {
  const CounterRandom random(1, 0);
  constexpr int kDraws = 200000;
  double sum = 0;
  double squares = 0;
  std::set<double> seen;
  for (int i = 0; i < kDraws; ++i) {
    const double x = random.uniform(i);
    ASSERT_GE(x, 0);
    ASSERT_LT(x, 1);
    sum += x;
    squares += x * x;
    seen.insert(x);
  }
  EXPECT_NEAR(sum / kDraws, 0.5, 0.005);
  EXPECT_NEAR(squares / kDraws, 1.0 / 3, 0.005);
  EXPECT_EQ(seen.size(), kDraws);
}

TEST(CounterRandom, BelowCoversItsRangeEvenly) {
  const CounterRandom random(5, 9);
  std::vector<int> hits(10);
  for (int i = 0; i < 100000; ++i) ++hits[random.below(i, 10)];
  for (const int count : hits) EXPECT_NEAR(count, 10000, 500);
}

TEST(CounterRandom, NormalNumbersHaveTheRightMoments) {
  const CounterRandom random(2, 2);
  double sum = 0;
  double squares = 0;
  double fourth = 0;
  constexpr int kDraws = 200000;
  for (int i = 0; i < kDraws; ++i) {
    const double x = random.normal(i);
    sum += x;
    squares += x * x;
    fourth += x * x * x * x;
  }
  EXPECT_NEAR(sum / kDraws, 0, 0.01);
  EXPECT_NEAR(squares / kDraws, 1, 0.02);
  EXPECT_NEAR(fourth / kDraws, 3, 0.15);
}

}  // namespace
}  // namespace proclens

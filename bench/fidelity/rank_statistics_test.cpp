#include "fidelity/rank_statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace proclens {
namespace {

TEST(Spearman, IsOneForAnyIncreasingFunction) {
  const std::vector<float> x = {0.1F, 0.5F, 0.2F, 0.9F, 0.7F};
  std::vector<float> y = x;
  for (float& value : y) value = std::exp(10 * value);
  EXPECT_DOUBLE_EQ(spearman(x, y), 1.0);
  for (float& value : y) value = -value;
  EXPECT_DOUBLE_EQ(spearman(x, y), -1.0);
}

// Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: by hand 4.5 / sqrt(4.5 · 5).
TEST(Spearman, GivesTiesTheirMeanRank) {
  EXPECT_NEAR(spearman(std::vector<float>{1, 2, 2, 3}, std::vector<float>{1, 3, 2, 4}), 4.5 / std::sqrt(22.5), 1e-15);
}

TEST(Spearman, IsNotANumberForAConstant) {
  EXPECT_TRUE(std::isnan(spearman(std::vector<float>{1, 1, 1}, std::vector<float>{1, 2, 3})));
}

class Neighbourhoods : public testing::Test {
 protected:
  Neighbourhoods() : distances(2, 4) {
    const float rows[2][4] = {{0, 3, 1, 1}, {2, 1, 0, 5}};
    for (std::size_t q = 0; q < 2; ++q) std::copy_n(rows[q], 4, distances.row(q).begin());
  }
  Matrix<float> distances;
  std::vector<std::uint32_t> queries = {0, 2};
};

TEST_F(Neighbourhoods, LeaveTheQueryOutAndBreakTiesByNumber) {
  const Matrix<std::uint32_t> nearest = nearest_bags(distances, queries, 2);
  EXPECT_EQ(std::vector<std::uint32_t>(nearest.row(0).begin(), nearest.row(0).end()),
            (std::vector<std::uint32_t>{2, 3}));
  EXPECT_EQ(std::vector<std::uint32_t>(nearest.row(1).begin(), nearest.row(1).end()),
            (std::vector<std::uint32_t>{1, 0}));
}

TEST_F(Neighbourhoods, AreComparedAsSets) {
  const Matrix<std::uint32_t> truth = nearest_bags(distances, queries, 2);
  EXPECT_DOUBLE_EQ(found_share(truth, truth), 1.0);
  Matrix<std::uint32_t> found = truth;
  std::swap(found(0, 0), found(0, 1));
  found(1, 0) = 3;
  EXPECT_DOUBLE_EQ(found_share(truth, found), 0.75);
}

TEST_F(Neighbourhoods, CountTheFirstOfTheSameName) {
  const std::vector<std::string> names = {"a.exe", "b.exe", "a.exe", "b.exe"};
  EXPECT_DOUBLE_EQ(same_name_share(nearest_bags(distances, queries, 2), queries, names), 0.5);
}

}  // namespace
}  // namespace proclens

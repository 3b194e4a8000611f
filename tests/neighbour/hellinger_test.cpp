// Neighbours by Hellinger distance against all distances, computed densely and sorted.
#include "proclens/hellinger.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

constexpr std::uint32_t kNone = Neighbours::kNone;

/// Bags of up to 12 features, of which a few are as common as a program's name and most are rare.
SparseRows random_bags(std::size_t bags, std::size_t features, std::uint64_t stream) {
  const CounterRandom random(stream, 5);
  SparseRows rows;
  rows.columns = features;
  for (std::size_t i = 0; i < bags; ++i) {
    std::vector<std::uint32_t> columns;
    for (std::uint64_t e = 0; e < random.below(100 * i, 13); ++e) {
      const double u = random.uniform(100 * i + e + 1);
      columns.push_back(static_cast<std::uint32_t>(u * u * u * static_cast<double>(features)));
    }
    std::ranges::sort(columns);
    columns.erase(std::ranges::unique(columns).begin(), columns.end());
    for (const std::uint32_t column : columns) {
      rows.column.push_back(column);
      rows.value.push_back(0.01 + static_cast<double>(column % 7) * random.uniform(100 * i + 50 + column % 40));
    }
    rows.row_start.push_back(rows.column.size());
  }
  return rows;
}

std::vector<long double> dense_shares(const SparseRows& rows, std::size_t i) {
  std::vector<long double> shares(rows.columns);
  long double total = 0;
  for (const double value : rows.row_values(i)) total += value;
  for (std::size_t e = 0; e < rows.row_columns(i).size(); ++e)
    shares[rows.row_columns(i)[e]] = rows.row_values(i)[e] / total;
  return shares;
}

/// The distances of one bag to all others that it shares a feature with, sorted: the oracle.
std::vector<std::pair<double, std::uint32_t>> all_distances(const SparseRows& queries, std::size_t i,
                                                            const SparseRows& references, std::size_t self) {
  const auto ours = dense_shares(queries, i);
  std::vector<std::pair<double, std::uint32_t>> all;
  for (std::size_t j = 0; j < references.rows(); ++j) {
    if (j == self) continue;
    const auto theirs = dense_shares(references, j);
    long double square = 0;
    bool share = false;
    for (std::size_t c = 0; c < ours.size(); ++c) {
      const long double difference = std::sqrt(ours[c]) - std::sqrt(theirs[c]);
      square += difference * difference;
      share = share || (ours[c] > 0 && theirs[c] > 0);
    }
    if (share) all.emplace_back(static_cast<double>(std::sqrt(square / 2)), static_cast<std::uint32_t>(j));
  }
  std::ranges::sort(all);
  return all;
}

/// Equal distances in the same places, and each listed neighbour at the listed distance.
void expect_row(const Neighbours& found, std::size_t i, const std::vector<std::pair<double, std::uint32_t>>& all) {
  for (std::size_t k = 0; k < found.index.columns(); ++k) {
    if (k >= all.size()) {
      ASSERT_EQ(found.index(i, k), kNone) << i << ' ' << k;
      ASSERT_EQ(found.distance(i, k), std::numeric_limits<float>::infinity());
      continue;
    }
    ASSERT_NEAR(found.distance(i, k), all[k].first, 1e-6) << "bag " << i << ", neighbour " << k;
    const auto at = std::ranges::find(all, found.index(i, k), &std::pair<double, std::uint32_t>::second);
    ASSERT_NE(at, all.end());
    ASSERT_NEAR(at->first, found.distance(i, k), 1e-6);
    ASSERT_TRUE(k == 0 || found.index(i, k) != found.index(i, k - 1));
  }
}

TEST(Hellinger, RowsAreSquareRootsOfShares) {
  SparseRows weighted;
  weighted.columns = 4;
  weighted.row_start = {0, 3, 3, 4};
  weighted.column = {0, 1, 3, 2};
  weighted.value = {1, 0, 3, 1e300};
  const SparseRows rows = hellinger_rows(weighted);
  EXPECT_EQ(rows.row_start, (std::vector<std::size_t>{0, 2, 2, 3}));
  EXPECT_EQ(rows.column, (std::vector<std::uint32_t>{0, 3, 2}));
  EXPECT_EQ(rows.value, (std::vector<double>{0.5, std::sqrt(0.75), 1}));
}

TEST(Hellinger, NeighboursAreThoseOfAllDistancesSorted) {
  for (const std::size_t bags : {1U, 2U, 30U, 300U, 900U}) {
    for (const std::size_t features : {3U, 60U, 2000U}) {
      const SparseRows weighted = random_bags(bags, features, bags);
      const Neighbours found = hellinger_neighbours(Context(), hellinger_rows(weighted), 14);
      for (std::size_t i = 0; i < bags; i += 1 + bags / 100)
        expect_row(found, i, all_distances(weighted, i, weighted, i));
    }
  }
}

TEST(Hellinger, ReferencesOfQueriesIncludeTheirEquals) {
  const SparseRows references = random_bags(400, 200, 1);
  SparseRows queries = random_bags(60, 200, 2);
  queries.column.insert(queries.column.end(), references.row_columns(3).begin(), references.row_columns(3).end());
  for (const double value : references.row_values(3)) queries.value.push_back(7 * value);  // the same shares
  queries.row_start.push_back(queries.column.size());
  const Neighbours found = hellinger_references(Context(), hellinger_rows(queries), hellinger_rows(references), 14);
  for (std::size_t i = 0; i < 61; ++i) expect_row(found, i, all_distances(queries, i, references, 400));
  ASSERT_FALSE(references.row_columns(3).empty());
  EXPECT_NEAR(found.distance(60, 0), 0, 1e-7);
}

TEST(Hellinger, TiesGoToTheLowerIndex) {
  // One common feature, and one of each bag's own: all pairs are equally far apart.
  SparseRows weighted;
  weighted.columns = 301;
  for (std::uint32_t i = 0; i < 300; ++i) {
    weighted.column.insert(weighted.column.end(), {i, 300});
    weighted.value.insert(weighted.value.end(), {1, 1});
    weighted.row_start.push_back(weighted.column.size());
  }
  const Neighbours found = hellinger_neighbours(Context(), hellinger_rows(weighted), 5);
  for (std::uint32_t k = 0; k < 5; ++k) {
    EXPECT_EQ(found.index(0, k), k + 1);
    EXPECT_EQ(found.index(299, k), k);
    EXPECT_NEAR(found.distance(7, k), std::sqrt(0.5), 1e-7);
  }
}

TEST(Hellinger, BagsWithoutMassOrWithoutACommonFeatureHaveNoNeighbours) {
  SparseRows weighted;
  weighted.columns = 4;
  weighted.row_start = {0, 1, 1, 2, 3, 4};
  weighted.column = {0, 1, 2, 2};
  weighted.value = {1, 1, 5, 1e-300};
  const Neighbours found = hellinger_neighbours(Context(), hellinger_rows(weighted), 3);
  for (const std::size_t alone : {0U, 1U, 2U}) EXPECT_EQ(found.index(alone, 0), kNone);
  EXPECT_EQ(found.index(3, 0), 4U);
  EXPECT_EQ(found.distance(3, 0), 0);
  EXPECT_EQ(found.index(3, 1), kNone);
  EXPECT_EQ(hellinger_neighbours(Context(), hellinger_rows(weighted), 0).index.columns(), 0U);
}

TEST(Hellinger, SharesThatUnderflowWhenMultipliedCountOnce) {
  SparseRows weighted;
  weighted.columns = 3;
  weighted.row_start = {0, 3, 6};
  weighted.column = {0, 1, 2, 0, 1, 2};
  weighted.value = {1, 5e-324, 5e-324, 1, 5e-324, 5e-324};
  const Neighbours found = hellinger_neighbours(Context(), hellinger_rows(weighted), 3);
  EXPECT_EQ(found.index(0, 0), 1U);
  EXPECT_EQ(found.index(0, 1), kNone);
}

TEST(Hellinger, AnyNumberOfThreadsGivesTheSameBits) {
  const SparseRows rows = hellinger_rows(random_bags(1500, 500, 8));
  const Neighbours one = hellinger_neighbours(Context({.threads = 1}), rows, 14);
  for (const int threads : {2, 5}) {
    const Neighbours many = hellinger_neighbours(Context({.threads = threads}), rows, 14);
    EXPECT_EQ(many.index, one.index);
    EXPECT_EQ(many.distance, one.distance);
  }
}

TEST(Hellinger, RefusesRowsThatAreNotInOrderAndOtherFeatures) {
  SparseRows rows = hellinger_rows(random_bags(10, 20, 3));
  EXPECT_THROW((void)hellinger_references(Context(), hellinger_rows(random_bags(10, 21, 3)), rows, 3),
               std::invalid_argument);
  rows.column.front() = 99;
  EXPECT_THROW((void)hellinger_neighbours(Context(), rows, 3), std::invalid_argument);
}

}  // namespace
}  // namespace proclens

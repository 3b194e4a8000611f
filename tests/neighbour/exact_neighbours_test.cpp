#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "embed/random_bags.hpp"
#include "embed/wasserstein_distance.hpp"
#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

constexpr std::uint32_t kNone = Neighbours::kNone;
constexpr float kFar = std::numeric_limits<float>::infinity();

/// Bags in groups that share most features, and vectors in as many directions, so that distances differ and bounds are
/// effective.
struct Example {
  BagDistributions bags;
  Matrix<float> vectors;
  Matrix<std::uint32_t> candidates;
};

Example make_example(std::size_t u, std::size_t c, std::uint64_t stream) {
  const CounterRandom random(5, stream);
  constexpr std::size_t kGroups = 6;
  constexpr std::size_t kFeatures = 120;
  Example example;
  example.vectors = random_vectors(kFeatures, 24, stream);
  // Features of a group have a common direction.
  for (std::size_t j = 0; j < kFeatures; ++j) example.vectors(j, j % kGroups) += 3;
  SparseRows weighted;
  weighted.columns = kFeatures;
  std::uint64_t next = 0;
  for (std::size_t i = 0; i < u; ++i) {
    for (std::uint32_t j = 0; j < kFeatures; ++j) {
      const bool own = j % kGroups == i % kGroups;
      if (random.uniform(next++) > (own ? 0.6 : 0.03)) continue;
      weighted.column.push_back(j);
      weighted.value.push_back(0.05 + random.uniform(next++));
    }
    weighted.row_start.push_back(weighted.column.size());
  }
  example.bags = bag_distributions(weighted);
  example.candidates = Matrix<std::uint32_t>(u, c);
  for (std::uint32_t i = 0; i < u; ++i) {
    // Its own group first, then others, slightly shuffled.
    std::vector<std::pair<double, std::uint32_t>> order;
    for (std::uint32_t j = 0; j < u; ++j) {
      if (j == i) continue;
      order.emplace_back((j % kGroups == i % kGroups ? 0.0 : 0.7) + random.uniform(next++), j);
    }
    std::sort(order.begin(), order.end());
    for (std::size_t k = 0; k < c; ++k) example.candidates(i, k) = order[k].second;
  }
  return example;
}

bool lists(const Example& example, std::size_t i, std::size_t j) {
  return std::ranges::count(example.candidates.row(i), static_cast<std::uint32_t>(j)) > 0;
}

/// The distances of all bags that a bag lists or that list it, sorted.
Neighbours by_brute_force(const Example& example, std::size_t k) {
  const auto space = wasserstein_space(Context(), example.bags, example.vectors);
  WassersteinDistance distance(space);
  const std::size_t u = example.candidates.rows();
  Neighbours result{Matrix<std::uint32_t>(u, k, kNone), Matrix<float>(u, k, kFar)};
  for (std::size_t i = 0; i < u; ++i) {
    if (example.candidates(i, 0) == kNone) continue;
    std::vector<std::pair<float, std::uint32_t>> found;
    for (std::uint32_t j = 0; j < u; ++j) {
      if (lists(example, i, j) || lists(example, j, i)) found.emplace_back(static_cast<float>(distance(i, j)), j);
    }
    std::sort(found.begin(), found.end());
    for (std::size_t rank = 0; rank < std::min(k, found.size()); ++rank) {
      result.index(i, rank) = found[rank].second;
      result.distance(i, rank) = found[rank].first;
    }
  }
  return result;
}

constexpr std::size_t kAllCosts = std::size_t{1} << 30;

Neighbours find(const Example& example, std::size_t k, std::size_t max_cost_bytes = kAllCosts,
                const Context& context = Context(), ExactSearchCounts* counts = nullptr) {
  ExactNeighbourOptions options;
  options.neighbours = k;
  options.max_cost_bytes = max_cost_bytes;
  return exact_neighbours(context, example.candidates, example.bags, example.vectors, options, counts);
}

void expect_same(const Neighbours& actual, const Neighbours& expected) {
  ASSERT_EQ(actual.index, expected.index);
  for (std::size_t i = 0; i < actual.index.rows(); ++i) {
    for (std::size_t k = 0; k < actual.index.columns(); ++k) {
      if (expected.index(i, k) == kNone) continue;
      // Ground costs from products of other shapes may round differently.
      ASSERT_NEAR(actual.distance(i, k), expected.distance(i, k), 1e-6);
    }
  }
}

TEST(ExactNeighbours, EqualBruteForce) {
  const auto example = make_example(150, 40, 1);
  const auto expected = by_brute_force(example, 10);
  ExactSearchCounts counts;
  expect_same(find(example, 10, kAllCosts, Context(), &counts), expected);
  EXPECT_EQ(counts.pairs, counts.bounded + counts.started + counts.solved);
  EXPECT_GT(counts.bounded, 0U);
  EXPECT_GT(counts.started, 0U);
  EXPECT_LT(counts.solved, counts.pairs);
}

TEST(ExactNeighbours, DoNotDependOnWhereTheCostsComeFrom) {
  const auto example = make_example(120, 30, 2);
  const auto from_all = find(example, 7);
  const auto bag_by_bag = find(example, 7, 0);
  expect_same(bag_by_bag, from_all);
}

TEST(ExactNeighbours, AreTheSameForAnyNumberOfThreads) {
  const auto example = make_example(130, 24, 3);
  ExactSearchCounts of_one;
  const auto one = find(example, 6, kAllCosts, Context({.threads = 1}), &of_one);
  for (const int threads : {2, 5}) {
    ExactSearchCounts of_many;
    const auto many = find(example, 6, kAllCosts, Context({.threads = threads}), &of_many);
    EXPECT_EQ(many.index, one.index);
    EXPECT_EQ(many.distance, one.distance);
    EXPECT_EQ(of_many.solved, of_one.solved);
  }
}

TEST(ExactNeighbours, ExactTiesGoToTheLowerIndex) {
  Example example = make_example(60, 20, 4);
  // Every bag four times over.
  SparseRows repeated;
  repeated.columns = example.bags.rows.columns;
  for (std::size_t i = 0; i < 60; ++i) {
    const auto columns = example.bags.rows.row_columns(i / 4);
    const auto values = example.bags.rows.row_values(i / 4);
    repeated.column.insert(repeated.column.end(), columns.begin(), columns.end());
    repeated.value.insert(repeated.value.end(), values.begin(), values.end());
    repeated.row_start.push_back(repeated.column.size());
  }
  example.bags.rows = repeated;
  for (std::uint32_t i = 0; i < 60; ++i) {
    for (std::uint32_t k = 0; k < 20; ++k) example.candidates(i, k) = (i + 59 - k) % 60;
  }
  const auto found = find(example, 5);
  for (std::size_t i = 0; i < 60; ++i) {
    for (std::size_t k = 0; k + 1 < 5; ++k) {
      const float here = found.distance(i, k);
      const float next = found.distance(i, k + 1);
      ASSERT_LE(here, next);
      ASSERT_TRUE(here < next || found.index(i, k) < found.index(i, k + 1));
    }
  }
  expect_same(found, by_brute_force(example, 5));
}

TEST(ExactNeighbours, UnusedEntriesAreEmpty) {
  Example example = make_example(30, 8, 5);
  for (std::size_t k = 2; k < 8; ++k) example.candidates(3, k) = kNone;
  const auto found = find(example, 25);
  for (std::size_t i = 0; i < 30; ++i) {
    std::size_t partners = 0;
    for (std::size_t j = 0; j < 30; ++j) partners += lists(example, i, j) || lists(example, j, i) ? 1 : 0;
    for (std::size_t k = 0; k < 25; ++k) {
      EXPECT_EQ(found.index(i, k) != kNone, k < partners);
      EXPECT_EQ(found.distance(i, k) < kFar, k < partners);
    }
  }
}

TEST(ExactNeighbours, ABagWithoutCandidatesHasNoneButMayBeOne) {
  Example example = make_example(40, 12, 8);
  for (std::size_t i = 20; i < 40; ++i) {
    for (std::size_t k = 0; k < 12; ++k) example.candidates(i, k) = kNone;
  }
  const auto found = find(example, 6);
  expect_same(found, by_brute_force(example, 6));
  EXPECT_TRUE(std::ranges::any_of(found.index.row(0), [](std::uint32_t j) { return j >= 20 && j != kNone; }));
}

TEST(ExactNeighbours, BagWithoutMassNeitherHasNorIsANeighbour) {
  Example example = make_example(30, 29, 6);
  SparseRows& rows = example.bags.rows;
  const std::size_t begin = rows.row_start[4];
  const std::size_t end = rows.row_start[5];
  rows.column.erase(rows.column.begin() + static_cast<std::ptrdiff_t>(begin),
                    rows.column.begin() + static_cast<std::ptrdiff_t>(end));
  rows.value.erase(rows.value.begin() + static_cast<std::ptrdiff_t>(begin),
                   rows.value.begin() + static_cast<std::ptrdiff_t>(end));
  for (std::size_t i = 5; i < rows.row_start.size(); ++i) rows.row_start[i] -= end - begin;
  const auto found = find(example, 29);
  for (std::size_t i = 0; i < 30; ++i) {
    const auto row = found.index.row(i);
    EXPECT_EQ(std::count(row.begin(), row.end(), kNone), i == 4 ? 29 : 1);
    EXPECT_EQ(std::count(row.begin(), row.end(), 4U), 0);
  }
}

TEST(ExactNeighbours, RejectWhatDoesNotFit) {
  Example example = make_example(10, 4, 7);
  const auto attempt = [&] { (void)find(example, 3); };
  EXPECT_NO_THROW(attempt());
  example.candidates(2, 1) = 2;
  EXPECT_THROW(attempt(), std::invalid_argument);
  example.candidates(2, 1) = 10;
  EXPECT_THROW(attempt(), std::invalid_argument);
  example.candidates = Matrix<std::uint32_t>(9, 4, kNone);
  EXPECT_THROW(attempt(), std::invalid_argument);
}

TEST(ExactNeighbours, NoBagsNoNeighbours) {
  ExactSearchCounts counts;
  const auto found = exact_neighbours(Context(), {}, {}, {}, {}, &counts);
  EXPECT_EQ(found.index.rows(), 0U);
  EXPECT_EQ(counts.pairs, 0U);
}

}  // namespace
}  // namespace proclens

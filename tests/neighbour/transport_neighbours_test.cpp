#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
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

/// Weighted bags in groups that share most of their features, and vectors in as many directions.
struct Example {
  SparseRows weighted;
  Matrix<float> vectors;
};

Example make_example(std::size_t u, std::uint64_t stream) {
  const CounterRandom random(11, stream);
  constexpr std::size_t kGroups = 5;
  constexpr std::size_t kFeatures = 80;
  Example example;
  example.vectors = random_vectors(kFeatures, 16, stream);
  for (std::size_t j = 0; j < kFeatures; ++j) example.vectors(j, j % kGroups) += 3;
  example.weighted.columns = kFeatures;
  std::uint64_t next = 0;
  for (std::size_t i = 0; i < u; ++i) {
    for (std::uint32_t j = 0; j < kFeatures; ++j) {
      const bool own = j % kGroups == i % kGroups;
      if (random.uniform(next++) > (own ? 0.6 : 0.05)) continue;
      example.weighted.column.push_back(j);
      example.weighted.value.push_back(0.05 + random.uniform(next++));
    }
    example.weighted.row_start.push_back(example.weighted.column.size());
  }
  return example;
}

/// The exact distances from bag i to all others, ascending.
std::vector<std::pair<float, std::uint32_t>> others_by_distance(WassersteinDistance& distance, std::size_t u,
                                                                std::uint32_t i) {
  std::vector<std::pair<float, std::uint32_t>> others;
  for (std::uint32_t j = 0; j < u; ++j) {
    if (j != i) others.emplace_back(static_cast<float>(distance(i, j)), j);
  }
  std::sort(others.begin(), others.end());
  return others;
}

/// Exact costs, and all bags as candidates.
TransportNeighbourOptions all_pairs(std::size_t k) {
  TransportNeighbourOptions options = TransportNeighbourOptions::exact();
  options.neighbours = k;
  options.candidates = 1000;
  return options;
}

TEST(TransportNeighbours, AmongAllBagsAreThoseOfBruteForce) {
  const Example example = make_example(90, 1);
  const WassersteinSpace space = wasserstein_space(Context(), bag_distributions(example.weighted), example.vectors);
  WassersteinDistance distance(space);
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{1} << 20}) {
    TransportNeighbourOptions options = all_pairs(7);
    options.max_cost_bytes = bytes;
    ExactSearchCounts counts;
    const Neighbours found =
        transport_neighbours(Context(), example.weighted, example.vectors, options, nullptr, &counts);
    EXPECT_EQ(counts.pairs, 90U * 89 / 2);
    EXPECT_LT(counts.solved, counts.pairs);
    for (std::uint32_t i = 0; i < 90; ++i) {
      const auto expected = others_by_distance(distance, 90, i);
      for (std::size_t k = 0; k < 7; ++k) {
        ASSERT_EQ(found.index(i, k), expected[k].second);
        ASSERT_NEAR(found.distance(i, k), expected[k].first, 1e-6);
      }
    }
  }
}

TEST(TransportNeighbours, WithCommonMassInItsPlaceCostNoLess) {
  const Example example = make_example(90, 2);
  const WassersteinSpace space = wasserstein_space(Context(), bag_distributions(example.weighted), example.vectors);
  WassersteinDistance distance(space);
  TransportNeighbourOptions options = all_pairs(89);
  options.common_mass_stays = true;
  const Neighbours found = transport_neighbours(Context(), example.weighted, example.vectors, options);
  bool any_costs_more = false;
  for (std::uint32_t i = 0; i < 90; ++i) {
    for (std::size_t k = 0; k < 89; ++k) {
      const double exact = distance(i, found.index(i, k));
      ASSERT_GE(found.distance(i, k), exact - 1e-6);
      ASSERT_LE(found.distance(i, k), 1.2 * exact);
      any_costs_more |= found.distance(i, k) > 1.001 * exact;
    }
  }
  EXPECT_TRUE(any_costs_more);
}

TEST(TransportNeighbours, BetweenOrthogonalFeaturesAreTheMassThatDiffers) {
  // All costs are 1, a metric, so common mass rightly stays.
  Example example = make_example(60, 3);
  example.vectors = Matrix<float>(80, 80);
  for (std::size_t j = 0; j < 80; ++j) example.vectors(j, j) = 2;
  TransportNeighbourOptions options;
  options.mass = 1;
  options.neighbours = 9;
  const Neighbours found = transport_neighbours(Context(), example.weighted, example.vectors, options);
  const SparseRows shares = bag_distributions(example.weighted).rows;
  const auto dense = [&](std::size_t bag) {
    std::vector<double> row(80);
    for (std::size_t e = shares.row_start[bag]; e < shares.row_start[bag + 1]; ++e) {
      row[shares.column[e]] = shares.value[e];
    }
    return row;
  };
  for (std::size_t i = 0; i < 60; ++i) {
    const std::vector<double> one = dense(i);
    for (std::size_t k = 0; k < 9; ++k) {
      const std::vector<double> other = dense(found.index(i, k));
      double differs = 0;
      for (std::size_t j = 0; j < 80; ++j) differs += std::max(0.0, one[j] - other[j]);
      ASSERT_NEAR(found.distance(i, k), differs, 1e-6);
    }
  }
}

TEST(TransportNeighbours, AreAsFarFromEachOther) {
  const Example example = make_example(200, 4);
  for (const TransportNeighbourOptions& options : {TransportNeighbourOptions(), TransportNeighbourOptions::exact()}) {
    const Neighbours found = transport_neighbours(Context(), example.weighted, example.vectors, options);
    std::size_t mutual = 0;
    for (std::uint32_t i = 0; i < 200; ++i) {
      for (std::size_t k = 0; k < options.neighbours; ++k) {
        const auto back = found.index.row(found.index(i, k));
        const auto at = std::ranges::find(back, i);
        if (at == back.end()) continue;
        ++mutual;
        const auto rank = static_cast<std::size_t>(at - back.begin());
        ASSERT_EQ(found.distance(i, k), found.distance(found.index(i, k), rank));
      }
    }
    EXPECT_GT(mutual, 1000U);
  }
}

TEST(TransportNeighbours, AreTheSameForAnyNumberOfThreads) {
  const Example example = make_example(300, 5);
  for (TransportNeighbourOptions options : {TransportNeighbourOptions(), TransportNeighbourOptions::exact()}) {
    options.candidates = 16;
    const Neighbours one = transport_neighbours(Context({.threads = 1}), example.weighted, example.vectors, options);
    for (const int threads : {2, 5}) {
      const Neighbours many =
          transport_neighbours(Context({.threads = threads}), example.weighted, example.vectors, options);
      EXPECT_EQ(many.index, one.index);
      EXPECT_EQ(many.distance, one.distance);
    }
  }
}

double recall(const Example& example, const Neighbours& found) {
  const std::size_t u = example.weighted.rows();
  const WassersteinSpace space = wasserstein_space(Context(), bag_distributions(example.weighted), example.vectors);
  WassersteinDistance distance(space);
  const std::size_t k = found.index.columns();
  std::ptrdiff_t hits = 0;
  for (std::uint32_t i = 0; i < u; ++i) {
    const auto others = others_by_distance(distance, u, i);
    for (std::size_t n = 0; n < k; ++n) hits += std::ranges::count(found.index.row(i), others[n].second);
  }
  return static_cast<double>(hits) / static_cast<double>(u * k);
}

TEST(TransportNeighbours, FindMoreWithMoreCandidates) {
  const Example example = make_example(250, 6);
  TransportNeighbourOptions options = TransportNeighbourOptions::exact();
  options.neighbours = 6;
  options.candidates = 8;
  options.max_candidates = 8;
  const double few = recall(example, transport_neighbours(Context(), example.weighted, example.vectors, options));
  options.max_candidates = 128;
  const double grown = recall(example, transport_neighbours(Context(), example.weighted, example.vectors, options));
  EXPECT_LT(few, 0.95);
  EXPECT_GT(grown, 0.97);
}

TEST(TransportNeighbours, OfOtherBagsAreReferences) {
  const Example example = make_example(120, 7);
  // References are the first 80 bags; queries are the last 50, of which 10 are references, too.
  const auto rows = [&](std::size_t begin, std::size_t end) {
    SparseRows part;
    part.columns = example.weighted.columns;
    for (std::size_t i = begin; i < end; ++i) {
      const auto columns = example.weighted.row_columns(i);
      const auto values = example.weighted.row_values(i);
      part.column.insert(part.column.end(), columns.begin(), columns.end());
      part.value.insert(part.value.end(), values.begin(), values.end());
      part.row_start.push_back(part.column.size());
    }
    return part;
  };
  const Neighbours found = transport_references(Context(), rows(70, 120), rows(0, 80), example.vectors, all_pairs(5));
  const WassersteinSpace space = wasserstein_space(Context(), bag_distributions(example.weighted), example.vectors);
  WassersteinDistance distance(space);
  ASSERT_EQ(found.index.rows(), 50U);
  for (std::uint32_t q = 0; q < 50; ++q) {
    std::vector<std::pair<float, std::uint32_t>> expected;
    for (std::uint32_t j = 0; j < 80; ++j) expected.emplace_back(static_cast<float>(distance(70 + q, j)), j);
    std::sort(expected.begin(), expected.end());
    for (std::size_t k = 0; k < 5; ++k) {
      ASSERT_EQ(found.index(q, k), expected[k].second);
      ASSERT_NEAR(found.distance(q, k), expected[k].first, 1e-6);
    }
  }
}

TEST(TransportNeighbours, OfFewBagsOrNoneAreFewOrNone) {
  Example example = make_example(4, 8);
  example.weighted.row_start.push_back(example.weighted.column.size());  // a bag without mass
  const Neighbours found = transport_neighbours(Context(), example.weighted, example.vectors);
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t k = 0; k < 14; ++k) EXPECT_EQ(found.index(i, k) != kNone, i < 4 && k < 3);
  }
  SparseRows none;
  none.columns = example.weighted.columns;
  EXPECT_EQ(transport_neighbours(Context(), none, example.vectors).index.rows(), 0U);
  EXPECT_EQ(transport_references(Context(), none, example.weighted, example.vectors).index.rows(), 0U);
  EXPECT_EQ(transport_references(Context(), example.weighted, none, example.vectors).index(0, 0), kNone);
}

TEST(TransportNeighbours, EqualBagsAreAtDistance0) {
  Example example = make_example(20, 9);
  const std::vector<std::uint32_t> column = example.weighted.column;
  const std::vector<double> value = example.weighted.value;
  example.weighted.column.insert(example.weighted.column.end(), column.begin(), column.end());
  for (const double weight : value) example.weighted.value.push_back(3 * weight);  // other weights, the same shares
  for (std::size_t i = 1; i <= 20; ++i) {
    example.weighted.row_start.push_back(column.size() + example.weighted.row_start[i]);
  }
  for (const TransportNeighbourOptions& options : {TransportNeighbourOptions(), TransportNeighbourOptions::exact()}) {
    const Neighbours found = transport_neighbours(Context(), example.weighted, example.vectors, options);
    for (std::uint32_t i = 0; i < 40; ++i) {
      EXPECT_EQ(found.index(i, 0), (i + 20) % 40);
      EXPECT_NEAR(found.distance(i, 0), 0, 1e-12);
    }
  }
}

TEST(TransportNeighbours, RejectWhatDoesNotFit) {
  const Example example = make_example(10, 10);
  const auto attempt = [&](const TransportNeighbourOptions& options) {
    (void)transport_neighbours(Context(), example.weighted, example.vectors, options);
  };
  EXPECT_NO_THROW(attempt({}));
  TransportNeighbourOptions no_mass;
  no_mass.mass = 0;
  EXPECT_THROW(attempt(no_mass), std::invalid_argument);
  TransportNeighbourOptions no_features;
  no_features.max_bag_features = 0;
  EXPECT_THROW(attempt(no_features), std::invalid_argument);
  EXPECT_THROW((void)transport_neighbours(Context(), example.weighted, Matrix<float>(3, 2)), std::invalid_argument);
}

}  // namespace
}  // namespace proclens

// Distinct bags with multiplicities give the same as the expanded dataset, computed without collapsing: weights,
// embedding, clusters and topics.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/random.hpp"
#include "proclens/clustering.hpp"
#include "proclens/context.hpp"
#include "proclens/distinct_bags.hpp"
#include "proclens/information_weights.hpp"
#include "proclens/topics.hpp"
#include "proclens/vocabulary_vectors.hpp"
#include "proclens/wasserstein_embedding.hpp"

namespace proclens {
namespace {

constexpr std::size_t kFamilies = 4;
constexpr std::size_t kFeatures = 60;
constexpr std::size_t kObjects = 400;

/// Objects of four families, each loading most of its family's features and some common ones; many are equal.
SparseRows random_objects(std::uint64_t seed) {
  const CounterRandom random(seed, 1);
  SparseRows counts;
  counts.columns = kFeatures;
  for (std::size_t object = 0; object < kObjects; ++object) {
    const std::uint64_t family = random.below(3 * object, kFamilies);
    const std::uint64_t variant = random.below(3 * object + 1, 12);
    for (std::uint32_t feature = 0; feature < kFeatures; ++feature) {
      const bool own = feature % kFamilies == family;
      const double chance = CounterRandom(seed, 100 + family * 16 + variant).uniform(feature);
      if (chance > (own ? 0.3 : 0.93)) continue;
      if (!own && chance < 0.88) continue;
      counts.column.push_back(feature);
      counts.value.push_back(1 + static_cast<double>(CounterRandom(seed, variant).below(feature, 2)));
    }
    counts.row_start.push_back(counts.column.size());
  }
  return counts;
}

/// One row per object, although many are equal.
Bags uncollapsed(const SparseRows& objects) { return {objects, std::vector<std::uint32_t>(objects.rows(), 1)}; }

double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * b[i];
  return sum;
}

class MultiplicityTest : public testing::TestWithParam<Reference> {
 protected:
  const SparseRows objects = random_objects(11);
  const DistinctBags distinct = distinct_bags(Context(), objects);
  const Bags rows = uncollapsed(objects);
  const std::vector<double> weights = information_weights(Context(), distinct.bags);
  const SparseRows weighted = weighted_bags(distinct.bags, weights);
  const SparseRows weighted_rows = weighted_bags(rows, information_weights(Context(), rows));
};

TEST_P(MultiplicityTest, TheDatasetHasRepetitions) { EXPECT_LT(distinct.bags.distinct(), kObjects / 4); }

TEST_P(MultiplicityTest, WeightsAreThoseOfTheExpandedDataset) {
  const std::vector<double> expected = information_weights(Context(), rows);
  for (std::size_t j = 0; j < kFeatures; ++j) EXPECT_NEAR(weights[j], expected[j], 1e-9 * (1 + expected[j])) << j;
}

TEST_P(MultiplicityTest, DistancesAreThoseOfTheExpandedDataset) {
  WassersteinOptions options;
  options.reference = GetParam();
  options.components = 16;
  options.reference_points = 8;
  const auto collapsed =
      wasserstein_embedding(Context(), weighted, distinct.bags.multiplicity,
                            vocabulary_vectors(Context(), weighted, distinct.bags.multiplicity), options);
  const auto expanded_rows =
      wasserstein_embedding(Context(), weighted_rows, rows.multiplicity,
                            vocabulary_vectors(Context(), weighted_rows, rows.multiplicity), options);
  for (std::size_t i = 0; i < kObjects; i += 7) {
    for (std::size_t j = 0; j < kObjects; j += 11) {
      const double here =
          dot(collapsed.embedding.vectors.row(distinct.bag_of[i]), collapsed.embedding.vectors.row(distinct.bag_of[j]));
      const double there = dot(expanded_rows.embedding.vectors.row(i), expanded_rows.embedding.vectors.row(j));
      ASSERT_NEAR(here, there, 1e-3) << i << " " << j;
    }
  }
}

TEST_P(MultiplicityTest, ClustersAndTopicsAreThoseOfTheExpandedDataset) {
  // A position for every distinct bag, near its family's.
  const CounterRandom random(5, 5);
  Matrix<float> positions(distinct.bags.distinct(), 2);
  for (std::size_t bag = 0; bag < positions.rows(); ++bag) {
    const std::uint32_t first = distinct.bags.counts.row_columns(bag)[0] % kFamilies;
    positions(bag, 0) = static_cast<float>(10.0 * first + random.normal(2 * bag));
    positions(bag, 1) = static_cast<float>(random.normal(2 * bag + 1));
  }
  Matrix<float> object_positions(kObjects, 2);
  for (std::size_t i = 0; i < kObjects; ++i) {
    for (std::size_t axis = 0; axis < 2; ++axis) object_positions(i, axis) = positions(distinct.bag_of[i], axis);
  }
  const Clustering collapsed = cluster_points(Context(), positions, distinct.bags.multiplicity);
  const Clustering expanded_rows = cluster_points(Context(), object_positions, rows.multiplicity);
  ASSERT_EQ(collapsed.clusters, expanded_rows.clusters);
  ASSERT_GT(collapsed.clusters, 1);
  for (std::size_t i = 0; i < kObjects; ++i) {
    EXPECT_EQ(collapsed.label[distinct.bag_of[i]], expanded_rows.label[i]) << i;
    EXPECT_EQ(collapsed.nearest_cluster[distinct.bag_of[i]], expanded_rows.nearest_cluster[i]) << i;
    EXPECT_FLOAT_EQ(collapsed.strength[distinct.bag_of[i]], expanded_rows.strength[i]) << i;
  }
  const auto topics =
      cluster_topics(Context(), weighted, distinct.bags.multiplicity, collapsed.label, collapsed.clusters);
  const auto expected =
      cluster_topics(Context(), weighted_rows, rows.multiplicity, expanded_rows.label, expanded_rows.clusters);
  ASSERT_EQ(topics.size(), expected.size());
  for (std::size_t cluster = 0; cluster < topics.size(); ++cluster) {
    ASSERT_EQ(topics[cluster].size(), expected[cluster].size());
    for (std::size_t rank = 0; rank < topics[cluster].size(); ++rank) {
      EXPECT_EQ(topics[cluster][rank].feature, expected[cluster][rank].feature);
      EXPECT_EQ(topics[cluster][rank].objects, expected[cluster][rank].objects);
      EXPECT_NEAR(topics[cluster][rank].difference, expected[cluster][rank].difference, 1e-9);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(References, MultiplicityTest, testing::Values(Reference::spread, Reference::centre));

}  // namespace
}  // namespace proclens

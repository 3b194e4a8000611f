#include "cluster/layers.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "cluster/obvious_clustering.hpp"
#include "cluster/random_map.hpp"
#include "proclens/clustering.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

using Sets = std::vector<std::set<std::size_t>>;

/// The points of each label.
Sets sets_of(const ClusterLayer& layer) {
  Sets sets(static_cast<std::size_t>(layer.clusters));
  for (std::size_t i = 0; i < layer.label.size(); ++i) {
    if (layer.label[i] >= 0) sets[static_cast<std::size_t>(layer.label[i])].insert(i);
  }
  return sets;
}

std::uint64_t objects_in(const std::set<std::size_t>& points, const std::vector<std::uint32_t>& multiplicity) {
  std::uint64_t sum = 0;
  for (const std::size_t point : points) sum += multiplicity[point];
  return sum;
}

/// Three islands of three islets of three heaps: 27 clusters whose hierarchy is obvious.
RandomMap archipelago() {
  const CounterRandom draw(3, 5);
  constexpr std::size_t kEach = 40;
  RandomMap map{Matrix<float>(27 * kEach, 2), std::vector<std::uint32_t>(27 * kEach, 1)};
  const float triangle[3][2] = {{0, 0}, {1, 0}, {0.5F, 0.9F}};
  for (std::size_t i = 0; i < 27 * kEach; ++i) {
    const std::size_t heap = i / kEach;
    for (std::size_t k = 0; k < 2; ++k) {
      map.points(i, k) = 400 * triangle[heap / 9][k] + 60 * triangle[heap / 3 % 3][k] + 10 * triangle[heap % 3][k] +
                         static_cast<float>(draw.normal(2 * i + k));
    }
  }
  return map;
}

TEST(Layers, FollowThePlainStructureOfAMap) {
  const RandomMap map = archipelago();
  const Clustering clustering = cluster_points(Context(), map.points, map.multiplicity, {.min_cluster_size = 15});
  ASSERT_EQ(clustering.clusters, 27);
  ASSERT_EQ(clustering.layers.size(), 2);
  EXPECT_EQ(clustering.layers[0].clusters, 9);
  for (const auto& islet : sets_of(clustering.layers[0])) {
    EXPECT_GE(islet.size(), 110);
    for (const std::size_t point : islet) EXPECT_EQ(point / 120, *islet.begin() / 120);
  }
}

TEST(Layers, AreNestedGrowCoarserAndEndInTheLabels) {
  std::size_t max_layers = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const RandomMap map = random_map(
        seed, {.points = 500 + 300 * seed, .heaps = 5 + 15 * seed, .max_objects = seed % 2 == 0 ? 1U : 300U});
    const Clustering clustering = cluster_points(Context(), map.points, map.multiplicity);
    max_layers = std::max(max_layers, clustering.layers.size());
    ASSERT_LE(clustering.layers.size(), 5);
    EXPECT_EQ(clustering.layers.back().label, clustering.label);
    for (std::size_t i = 0; i + 1 < clustering.layers.size(); ++i) {
      const Sets coarse = sets_of(clustering.layers[i]);
      const Sets fine = sets_of(clustering.layers[i + 1]);
      EXPECT_LT(coarse.size(), fine.size());
      EXPECT_GE(coarse.size(), 7);
      std::uint64_t min_coarse = ~std::uint64_t{0};
      std::uint64_t min_fine = ~std::uint64_t{0};
      for (const auto& cluster : coarse) {
        min_coarse = std::min(min_coarse, objects_in(cluster, map.multiplicity));
      }
      std::set<std::int32_t> parents;
      for (const auto& cluster : fine) {
        min_fine = std::min(min_fine, objects_in(cluster, map.multiplicity));
        std::set<std::int32_t> within;
        for (const std::size_t point : cluster) within.insert(clustering.layers[i].label[point]);
        EXPECT_EQ(within.size(), 1) << "a finer cluster lies in one coarser one or in none";
        parents.insert(within.begin(), within.end());
      }
      EXPECT_GT(min_coarse, min_fine);
      parents.erase(-1);
      EXPECT_EQ(parents.size(), coarse.size()) << "every coarser cluster holds a finer one";
    }
  }
  EXPECT_GE(max_layers, 3);
}

TEST(Layers, AreMadeOfClustersOfTheCondensedTree) {
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    const RandomMap map = random_map(seed, {.points = 260, .heaps = 24, .max_objects = 20});
    const Clustering clustering = cluster_points(Context(), map.points, map.multiplicity, {.min_cluster_size = 5});
    const ObviousClustering obvious(map.points, map.multiplicity, 5, 5);
    std::set<std::set<std::size_t>> known;
    for (const auto& cluster : obvious.clusters) known.insert(cluster.members);
    for (const ClusterLayer& layer : clustering.layers) {
      for (const auto& points : sets_of(layer)) {
        std::set<std::size_t> positions;
        for (const std::size_t point : points) positions.insert(obvious.position_of[point]);
        EXPECT_TRUE(known.contains(positions));
      }
    }
    EXPECT_GT(clustering.layers.size(), 1);
  }
}

TEST(Layers, OfFewClustersIsOne) {
  const RandomMap map = random_map(2, {.points = 300, .heaps = 4});
  const Clustering clustering = cluster_points(Context(), map.points, map.multiplicity, {.min_cluster_size = 20});
  EXPECT_GE(clustering.clusters, 2);
  EXPECT_EQ(clustering.layers.size(), 1);
}

}  // namespace
}  // namespace proclens

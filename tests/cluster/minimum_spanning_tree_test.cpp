#include "cluster/minimum_spanning_tree.hpp"

#include <gtest/gtest.h>

#include "cluster/core_distances.hpp"
#include "cluster/obvious_clustering.hpp"
#include "cluster/random_map.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

/// The same map for the code under test and for the obvious version.
struct Both {
  Both(std::uint64_t seed, const RandomMapOptions& options, std::size_t min_samples)
      : map(random_map(seed, options)),
        tree(make_point_tree(map.points, map.multiplicity)),
        core(squared_core_distances(Context(), tree, min_samples)),
        obvious(map.points, map.multiplicity, 10, min_samples) {}

  RandomMap map;
  PointTree tree;
  std::vector<double> core;
  ObviousClustering obvious;
};

void expect_agreement(const Both& both) {
  for (std::size_t position = 0; position < both.tree.positions(); ++position) {
    EXPECT_EQ(both.core[position], both.obvious.core[both.tree.number[position]]);
  }
  const std::vector<SpanningEdge> edges = minimum_spanning_tree(Context(), both.tree, both.core);
  ASSERT_EQ(edges.size(), both.obvious.edges.size());
  for (std::size_t i = 0; i < edges.size(); ++i) {
    EXPECT_EQ(edges[i].squared_reach, both.obvious.edges[i].reach);
    EXPECT_EQ(both.tree.number[edges[i].from], both.obvious.edges[i].from);
    EXPECT_EQ(both.tree.number[edges[i].to], both.obvious.edges[i].to);
  }
}

TEST(MinimumSpanningTree, IsEdgeForEdgeTheObviousOne) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    expect_agreement(Both(seed, {.points = 200, .heaps = 5}, 1));
    expect_agreement(Both(seed, {.points = 150, .heaps = 4, .max_objects = 30}, 10));
    expect_agreement(Both(seed, {.points = 150, .heaps = 2, .grid = 0.5}, 4));
    expect_agreement(Both(seed, {.points = 60, .heaps = 2, .max_objects = 3}, 1000));
  }
}

TEST(MinimumSpanningTree, OfARegularGrid) {
  Matrix<float> points(144, 2);
  for (std::size_t i = 0; i < 144; ++i) {
    points(i, 0) = static_cast<float>(i * 7 % 12);
    points(i, 1) = static_cast<float>(i / 12);
  }
  const std::vector<std::uint32_t> one(144, 1);
  const PointTree tree = make_point_tree(points, one);
  const std::vector<SpanningEdge> edges =
      minimum_spanning_tree(Context(), tree, squared_core_distances(Context(), tree, 2));
  ASSERT_EQ(edges.size(), 143);
  for (const SpanningEdge& edge : edges) EXPECT_EQ(edge.squared_reach, 1);
}

TEST(MinimumSpanningTree, OfOnePositionOrNoneHasNoEdges) {
  const PointTree none = make_point_tree(Matrix<float>(0, 2), {});
  EXPECT_TRUE(minimum_spanning_tree(Context(), none, {}).empty());
  const PointTree one = make_point_tree(Matrix<float>(2, 2), std::vector<std::uint32_t>{3, 4});
  EXPECT_EQ(squared_core_distances(Context(), one, 10), std::vector<double>{0});
  EXPECT_TRUE(minimum_spanning_tree(Context(), one, {0}).empty());
}

TEST(MinimumSpanningTree, IsTheSameForAnyNumberOfThreads) {
  const RandomMap map = random_map(1, {.points = 4000, .heaps = 30, .grid = 0.02, .max_objects = 5});
  const auto find = [&](const Context& context) {
    const PointTree tree = make_point_tree(map.points, map.multiplicity);
    std::vector<std::tuple<double, std::uint32_t, std::uint32_t>> edges;
    for (const SpanningEdge& edge : minimum_spanning_tree(context, tree, squared_core_distances(context, tree, 10))) {
      edges.emplace_back(edge.squared_reach, edge.from, edge.to);
    }
    return edges;
  };
  const auto alone = find(Context({.threads = 1}));
  for (const int threads : {2, 5}) {
    EXPECT_EQ(find(Context({.threads = threads})), alone);
  }
}

}  // namespace
}  // namespace proclens

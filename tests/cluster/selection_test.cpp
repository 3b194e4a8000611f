#include <gtest/gtest.h>

#include <vector>

#include "cluster/excess_of_mass.hpp"
#include "proclens/clustering.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

TEST(SelectLeaves, TakesTheClustersThatDoNotSplitButNeverTheRoot) {
  CondensedTree tree;
  for (const std::uint32_t parent : {0U, 0U, 0U, 1U, 1U, 4U, 4U}) tree.clusters.push_back({parent, 1, 10});
  EXPECT_EQ(select_leaves(tree), (std::vector<std::uint32_t>{2, 3, 5, 6}));
  tree.clusters.resize(1);
  EXPECT_TRUE(select_leaves(tree).empty());
}

/// Two pairs of groups of 8 points: those of the first pair are as close as its points are, so only leaves tell them
/// apart.
TEST(ClusterPoints, LeavesAreFinerThanTheClustersOfTheLargestExcessOfMass) {
  Matrix<float> points(32, 2);
  const float centre[4] = {0, 1.3F, 50, 52};
  for (std::size_t i = 0; i < 32; ++i) {
    points(i, 0) = centre[i / 8] + 0.1F * static_cast<float>(i % 8);
    points(i, 1) = 0.01F * static_cast<float>(i % 3);
  }
  const std::vector<std::uint32_t> multiplicity(32, 1);
  ClusterOptions options{.min_cluster_size = 5, .min_samples = 2};
  const Clustering coarse = cluster_points(Context(), points, multiplicity, options);
  options.selection = ClusterSelection::leaf;
  const Clustering leaves = cluster_points(Context(), points, multiplicity, options);
  EXPECT_EQ(leaves.clusters, 4);
  EXPECT_LE(coarse.clusters, leaves.clusters);
  for (std::size_t i = 0; i < 32; ++i) {
    for (std::size_t j = 0; j < 32; ++j) {
      if (leaves.label[i] < 0 || leaves.label[i] != leaves.label[j]) continue;
      EXPECT_EQ(i / 8, j / 8);
      EXPECT_EQ(coarse.label[i], coarse.label[j]) << "a leaf lies within one cluster";
    }
  }
  EXPECT_EQ(leaves.layers.back().label, leaves.label);
}

}  // namespace
}  // namespace proclens

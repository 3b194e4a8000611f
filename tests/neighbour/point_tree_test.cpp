#include "neighbour/point_tree.hpp"

#include <gtest/gtest.h>

#include <set>

#include "cluster/random_map.hpp"

namespace proclens {
namespace {

TEST(PointTree, FoldsCoincidentPointsAndKeepsTheirObjects) {
  const RandomMap map = random_map(2, {.points = 500, .heaps = 3, .grid = 1, .max_objects = 9});
  const PointTree tree = make_point_tree(map.points, map.multiplicity);
  ASSERT_LT(tree.positions(), 400);
  std::vector<std::uint64_t> objects(tree.positions());
  std::vector<std::uint32_t> in_order_of_appearance;
  for (std::size_t i = 0; i < map.multiplicity.size(); ++i) {
    const std::uint32_t position = tree.position_of[i];
    EXPECT_EQ(tree.position[position], (Position{map.points(i, 0) + 0.0F, map.points(i, 1) + 0.0F}));
    objects[position] += map.multiplicity[i];
    if (tree.number[position] == in_order_of_appearance.size()) in_order_of_appearance.push_back(position);
    EXPECT_LT(tree.number[position], in_order_of_appearance.size());
  }
  EXPECT_EQ(objects, tree.objects);
  EXPECT_EQ(in_order_of_appearance.size(), tree.positions());
}

TEST(PointTree, EveryNodeHoldsItsChildrenAndBoundsItsPositions) {
  const RandomMap map = random_map(3, {.points = 333, .heaps = 4});
  const PointTree tree = make_point_tree(map.points, map.multiplicity);
  EXPECT_EQ(tree.nodes[0].begin, 0);
  EXPECT_EQ(tree.nodes[0].end, tree.positions());
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const auto& node = tree.nodes[i];
    ASSERT_LT(node.begin, node.end);
    for (std::uint32_t position = node.begin; position < node.end; ++position) {
      EXPECT_EQ(squared_distance_to_box(tree.position[position], node), 0);
    }
    if (tree.is_leaf(i)) continue;
    EXPECT_EQ(tree.nodes[2 * i + 1].begin, node.begin);
    EXPECT_EQ(tree.nodes[2 * i + 1].end, tree.nodes[2 * i + 2].begin);
    EXPECT_EQ(tree.nodes[2 * i + 2].end, node.end);
  }
}

TEST(PointTree, VisitsEveryPositionWithinADistance) {
  const RandomMap map = random_map(6, {.points = 400, .heaps = 5});
  const PointTree tree = make_point_tree(map.points, map.multiplicity);
  for (const double squared : {0.0, 0.3, 4.0, 1e4}) {
    const Position from = tree.position[7];
    std::set<std::uint32_t> found;
    visit_near(
        tree, from, [&](std::uint32_t, double distance) { return distance <= squared; },
        [&](std::uint32_t position, double distance) {
          EXPECT_EQ(distance, squared_distance(from, tree.position[position]));
          if (distance <= squared) {
            EXPECT_TRUE(found.insert(position).second);
          }
        });
    std::set<std::uint32_t> expected;
    for (std::uint32_t position = 0; position < tree.positions(); ++position) {
      if (squared_distance(from, tree.position[position]) <= squared) expected.insert(position);
    }
    EXPECT_EQ(found, expected);
  }
}

TEST(PointTree, OfNothing) {
  const PointTree tree = make_point_tree(Matrix<float>(0, 2), {});
  EXPECT_EQ(tree.positions(), 0);
}

}  // namespace
}  // namespace proclens

// A kd-tree over the distinct positions of points in the plane; a list of those of points in other spaces.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "proclens/matrix.hpp"

namespace proclens {

/// Coordinates in the plane. Zeros are always +0, so that equal positions have equal bytes.
struct Position {
  float x = 0;
  float y = 0;
  bool operator==(const Position&) const = default;
};

/// Squared Euclidean distance; the same for (a, b) and (b, a), and 0 only if a = b. Rounded identically wherever it is
/// inlined, since equal distances must compare equal: hence the explicit fma.
[[nodiscard]] inline double squared_distance(Position a, Position b) noexcept {
  const double dx = static_cast<double>(a.x) - static_cast<double>(b.x);
  const double dy = static_cast<double>(a.y) - static_cast<double>(b.y);
  return std::fma(dx, dx, dy * dy);
}

/// The p distinct positions of u points. In the plane they are ordered so that neighbours are close together: they are
/// the leaves of a balanced kd-tree, so every node is a range of positions. In other spaces a single leaf holds them
/// all. `number` is the order in which the points first came to them; ties are broken by the lower number.
struct PointTree {
  struct Node {
    float min_x, min_y, max_x, max_y;
    std::uint32_t begin, end;  ///< its positions
  };
  std::vector<Position> position;          ///< p; empty unless the points are in the plane
  Matrix<float> coordinates;               ///< p × d; empty if the points are in the plane
  std::vector<std::uint64_t> objects;      ///< p, the multiplicities of the points there, summed
  std::vector<std::uint32_t> number;       ///< p, a permutation of 0 … p − 1
  std::vector<std::uint32_t> position_of;  ///< u, per point
  std::vector<Node> nodes;                 ///< a complete binary tree: the children of i are 2i + 1 and 2i + 2

  [[nodiscard]] std::size_t positions() const noexcept { return objects.size(); }
  [[nodiscard]] bool is_leaf(std::size_t node) const noexcept { return 2 * node + 1 >= nodes.size(); }
};

/// The squared Euclidean distance of two positions of the tree, with the same properties.
[[nodiscard]] inline double squared_distance(const PointTree& tree, std::uint32_t a, std::uint32_t b) noexcept {
  if (tree.coordinates.empty()) return squared_distance(tree.position[a], tree.position[b]);
  double sum = 0;
  for (std::size_t k = 0; k < tree.coordinates.columns(); ++k) {
    const double difference = static_cast<double>(tree.coordinates(a, k)) - static_cast<double>(tree.coordinates(b, k));
    sum = std::fma(difference, difference, sum);
  }
  return sum;
}

/// Collapses coincident points and builds the tree. `points` is u × d, finite, d at least 1 (a line lies in the plane);
/// `multiplicity` has u entries.
[[nodiscard]] PointTree make_point_tree(const MatrixView<float>& points, std::span<const std::uint32_t> multiplicity);

/// Squared distance from `from` to the box of `node`: at most that to any position in it, even after rounding.
[[nodiscard]] inline double squared_distance_to_box(Position from, const PointTree::Node& node) noexcept {
  return squared_distance(from,
                          {std::clamp(from.x, node.min_x, node.max_x), std::clamp(from.y, node.min_y, node.max_y)});
}

/// Visits the positions near a place in the plane, near boxes first. `enter(node, d²)` returns whether a node may
/// contain anything of interest, d² being the squared distance to its box; `visit(position, d²)` is called for every
/// position in the leaves entered.
template <class Enter, class Visit>
void visit_near(const PointTree& tree, Position from, Enter&& enter, Visit&& visit) {
  struct Pending {
    std::uint32_t node;
    double distance;
  };
  std::array<Pending, 64> pending;  // at most two per level of the tree, which has fewer than 32 levels
  std::size_t count = 0;
  pending[count++] = {0, squared_distance_to_box(from, tree.nodes[0])};
  while (count > 0) {
    const Pending next = pending[--count];
    if (!enter(next.node, next.distance)) continue;
    if (tree.is_leaf(next.node)) {
      const PointTree::Node& leaf = tree.nodes[next.node];
      for (std::uint32_t position = leaf.begin; position < leaf.end; ++position) {
        visit(position, squared_distance(from, tree.position[position]));
      }
      continue;
    }
    Pending near{2 * next.node + 1, squared_distance_to_box(from, tree.nodes[2 * next.node + 1])};
    Pending far{2 * next.node + 2, squared_distance_to_box(from, tree.nodes[2 * next.node + 2])};
    if (far.distance < near.distance) std::swap(near, far);
    pending[count++] = far;
    pending[count++] = near;
  }
}

/// The same for the places near one of the tree's positions, in any space.
template <class Enter, class Visit>
void visit_near(const PointTree& tree, std::uint32_t from, Enter&& enter, Visit&& visit) {
  if (tree.coordinates.empty()) return visit_near(tree, tree.position[from], enter, visit);
  if (!enter(0, 0.0)) return;
  for (std::uint32_t position = 0; position < tree.positions(); ++position) {
    visit(position, squared_distance(tree, from, position));
  }
}

}  // namespace proclens

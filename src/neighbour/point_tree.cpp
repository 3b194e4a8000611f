#include "neighbour/point_tree.hpp"

#include <numeric>

namespace proclens {
namespace {

constexpr std::size_t kLeafPositions = 8;

bool precedes(Position a, Position b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

/// Distinct positions, numbered by the first point at each.
struct DistinctPositions {
  std::vector<Position> position;
  std::vector<std::uint64_t> objects;
  std::vector<std::uint32_t> position_of;
};

DistinctPositions collapse(const MatrixView<float>& points, std::span<const std::uint32_t> multiplicity) {
  std::vector<Position> position(points.rows());
  for (std::size_t i = 0; i < position.size(); ++i) position[i] = {points(i, 0) + 0.0F, points(i, 1) + 0.0F};
  std::vector<std::uint32_t> order(position.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return position[a] == position[b] ? a < b : precedes(position[a], position[b]);
  });
  std::vector<std::uint32_t> first_point(position.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool again = i > 0 && position[order[i]] == position[order[i - 1]];
    first_point[order[i]] = again ? first_point[order[i - 1]] : order[i];
  }
  DistinctPositions positions;
  positions.position_of.resize(position.size());
  for (std::size_t i = 0; i < position.size(); ++i) {
    if (first_point[i] == i) {
      positions.position_of[i] = static_cast<std::uint32_t>(positions.position.size());
      positions.position.push_back(position[i]);
      positions.objects.push_back(0);
    } else {
      positions.position_of[i] = positions.position_of[first_point[i]];
    }
    positions.objects[positions.position_of[i]] += multiplicity[i];
  }
  return positions;
}

PointTree::Node bounding_node(const std::vector<Position>& position, std::span<const std::uint32_t> order,
                              std::uint32_t begin, std::uint32_t end) {
  const Position first = position[order[begin]];
  PointTree::Node node{first.x, first.y, first.x, first.y, begin, end};
  for (std::uint32_t i = begin; i < end; ++i) {
    const Position at = position[order[i]];
    node.min_x = std::min(node.min_x, at.x);
    node.min_y = std::min(node.min_y, at.y);
    node.max_x = std::max(node.max_x, at.x);
    node.max_y = std::max(node.max_y, at.y);
  }
  return node;
}

std::size_t node_count(std::size_t positions) {
  std::size_t leaves = 1;
  while (positions > kLeafPositions * leaves) leaves *= 2;
  return 2 * leaves - 1;
}

/// Repeatedly halves the positions along the longer side of their bounding box; returns the nodes and reorders `order`.
std::vector<PointTree::Node> halve(const std::vector<Position>& position, std::vector<std::uint32_t>& order) {
  std::vector<PointTree::Node> nodes(node_count(position.size()));
  nodes[0] = bounding_node(position, order, 0, static_cast<std::uint32_t>(order.size()));
  for (std::size_t i = 0; 2 * i + 1 < nodes.size(); ++i) {
    const PointTree::Node& node = nodes[i];
    const bool wide = node.max_x - node.min_x >= node.max_y - node.min_y;
    const std::uint32_t middle = node.begin + (node.end - node.begin) / 2;
    std::nth_element(order.begin() + node.begin, order.begin() + middle, order.begin() + node.end,
                     [&](std::uint32_t a, std::uint32_t b) {
                       const Position p = position[a];
                       const Position q = position[b];
                       return wide ? precedes(p, q) : precedes({p.y, p.x}, {q.y, q.x});
                     });
    nodes[2 * i + 1] = bounding_node(position, order, node.begin, middle);
    nodes[2 * i + 2] = bounding_node(position, order, middle, node.end);
  }
  return nodes;
}

}  // namespace

PointTree make_point_tree(const MatrixView<float>& points, std::span<const std::uint32_t> multiplicity) {
  const DistinctPositions positions = collapse(points, multiplicity);
  PointTree tree;
  if (positions.position.empty()) return tree;
  tree.number.resize(positions.position.size());
  std::iota(tree.number.begin(), tree.number.end(), 0U);
  tree.nodes = halve(positions.position, tree.number);
  std::vector<std::uint32_t> slot_of(tree.number.size());
  for (std::size_t slot = 0; slot < tree.number.size(); ++slot) {
    slot_of[tree.number[slot]] = static_cast<std::uint32_t>(slot);
    tree.position.push_back(positions.position[tree.number[slot]]);
    tree.objects.push_back(positions.objects[tree.number[slot]]);
  }
  tree.position_of.reserve(positions.position_of.size());
  for (const std::uint32_t number : positions.position_of) tree.position_of.push_back(slot_of[number]);
  return tree;
}

}  // namespace proclens

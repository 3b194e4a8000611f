#include "neighbour/point_tree.hpp"

#include <numeric>
#include <utility>

namespace proclens {
namespace {

constexpr std::size_t kLeafPositions = 8;

bool precedes(Position a, Position b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

/// Which points are at the same position; positions are numbered by the first point at each.
struct DistinctPositions {
  std::vector<std::uint32_t> first_point;
  std::vector<std::uint64_t> objects;
  std::vector<std::uint32_t> position_of;
};

/// @param precedes, equal of two points
template <class Precedes, class Equal>
DistinctPositions collapse(std::span<const std::uint32_t> multiplicity, Precedes precedes_point, Equal equal) {
  std::vector<std::uint32_t> order(multiplicity.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order,
                    [&](std::uint32_t a, std::uint32_t b) { return equal(a, b) ? a < b : precedes_point(a, b); });
  std::vector<std::uint32_t> first_there(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool again = i > 0 && equal(order[i], order[i - 1]);
    first_there[order[i]] = again ? first_there[order[i - 1]] : order[i];
  }
  DistinctPositions positions;
  positions.position_of.resize(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    if (first_there[i] == i) {
      positions.position_of[i] = static_cast<std::uint32_t>(positions.first_point.size());
      positions.first_point.push_back(i);
      positions.objects.push_back(0);
    } else {
      positions.position_of[i] = positions.position_of[first_there[i]];
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

PointTree plane_tree(const MatrixView<float>& points, std::span<const std::uint32_t> multiplicity) {
  std::vector<Position> at(points.rows());
  for (std::size_t i = 0; i < at.size(); ++i) {
    at[i] = {points(i, 0) + 0.0F, points.columns() == 2 ? points(i, 1) + 0.0F : 0.0F};
  }
  const DistinctPositions distinct = collapse(
      multiplicity, [&](std::uint32_t a, std::uint32_t b) { return precedes(at[a], at[b]); },
      [&](std::uint32_t a, std::uint32_t b) { return at[a] == at[b]; });
  std::vector<Position> position;
  for (const std::uint32_t point : distinct.first_point) position.push_back(at[point]);
  PointTree tree;
  tree.number.resize(position.size());
  std::iota(tree.number.begin(), tree.number.end(), 0U);
  tree.nodes = halve(position, tree.number);
  std::vector<std::uint32_t> slot_of(tree.number.size());
  for (std::size_t slot = 0; slot < tree.number.size(); ++slot) {
    slot_of[tree.number[slot]] = static_cast<std::uint32_t>(slot);
    tree.position.push_back(position[tree.number[slot]]);
    tree.objects.push_back(distinct.objects[tree.number[slot]]);
  }
  tree.position_of.reserve(distinct.position_of.size());
  for (const std::uint32_t number : distinct.position_of) tree.position_of.push_back(slot_of[number]);
  return tree;
}

PointTree single_leaf(const MatrixView<float>& points, std::span<const std::uint32_t> multiplicity) {
  Matrix<float> at(points.rows(), points.columns());
  for (std::size_t i = 0; i < at.rows(); ++i) {
    std::ranges::transform(points.row(i), at.row(i).begin(), [](float x) { return x + 0.0F; });
  }
  DistinctPositions distinct = collapse(
      multiplicity,
      [&](std::uint32_t a, std::uint32_t b) { return std::ranges::lexicographical_compare(at.row(a), at.row(b)); },
      [&](std::uint32_t a, std::uint32_t b) { return std::ranges::equal(at.row(a), at.row(b)); });
  PointTree tree;
  tree.number.resize(distinct.first_point.size());
  std::iota(tree.number.begin(), tree.number.end(), 0U);
  tree.coordinates = Matrix<float>(distinct.first_point.size(), points.columns());
  for (std::size_t i = 0; i < distinct.first_point.size(); ++i) {
    std::ranges::copy(at.row(distinct.first_point[i]), tree.coordinates.row(i).begin());
  }
  tree.nodes = {{0, 0, 0, 0, 0, static_cast<std::uint32_t>(tree.number.size())}};
  tree.objects = std::move(distinct.objects);
  tree.position_of = std::move(distinct.position_of);
  return tree;
}

}  // namespace

PointTree make_point_tree(const MatrixView<float>& points, std::span<const std::uint32_t> multiplicity) {
  if (points.rows() == 0) return {};
  return points.columns() <= 2 ? plane_tree(points, multiplicity) : single_leaf(points, multiplicity);
}

}  // namespace proclens

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "cluster/condensed_tree.hpp"
#include "cluster/core_distances.hpp"
#include "cluster/excess_of_mass.hpp"
#include "cluster/grouping.hpp"
#include "cluster/layers.hpp"
#include "cluster/merge_tree.hpp"
#include "cluster/minimum_spanning_tree.hpp"
#include "cluster/nearest_cluster.hpp"
#include "cluster/strengths.hpp"
#include "core/require_valid.hpp"
#include "neighbour/point_tree.hpp"
#include "proclens/clustering.hpp"

namespace proclens {
namespace {

void check_arguments(const MatrixView<float>& points, std::span<const std::uint32_t> multiplicity,
                     const ClusterOptions& options) {
  require_valid("cluster_points", options.validate());
  if (points.columns() == 0 && points.rows() > 0) throw std::invalid_argument("cluster_points: points have no column");
  if (multiplicity.size() != points.rows()) {
    throw std::invalid_argument("cluster_points: one multiplicity per point is needed");
  }
  for (std::size_t i = 0; i < points.rows(); ++i) {
    if (!std::ranges::all_of(points.row(i), [](float x) { return std::isfinite(x); })) {
      throw std::invalid_argument("cluster_points: points must be finite");
    }
  }
  if (std::ranges::find(multiplicity, 0U) != multiplicity.end()) {
    throw std::invalid_argument("cluster_points: multiplicities must be at least 1");
  }
}

/// Expands values per position to values per point.
template <class T>
std::vector<T> per_point(const PointTree& tree, const std::vector<T>& per_position) {
  std::vector<T> result;
  result.reserve(tree.position_of.size());
  for (const std::uint32_t position : tree.position_of) result.push_back(per_position[position]);
  return result;
}

std::vector<std::int32_t> point_labels(const PointTree& tree, const CondensedTree& condensed,
                                       const Grouping& grouping) {
  std::vector<std::int32_t> label;
  label.reserve(tree.position_of.size());
  for (const std::uint32_t position : tree.position_of) label.push_back(grouping.label[condensed.cluster_of[position]]);
  return label;
}

}  // namespace

std::vector<std::string> ClusterOptions::validate() const {
  std::vector<std::string> problems;
  check_option(min_cluster_size >= 2, "min_cluster_size", min_cluster_size, "at least 2", problems);
  return problems;
}

Clustering cluster_points(const Context& context, const MatrixView<float>& points,
                          std::span<const std::uint32_t> multiplicity, const ClusterOptions& options) {
  check_arguments(points, multiplicity, options);
  const std::size_t min_samples = options.min_samples != 0 ? options.min_samples : options.min_cluster_size;
  const PointTree tree = make_point_tree(points, multiplicity);
  const std::vector<double> squared_core = squared_core_distances(context, tree, min_samples);
  const std::vector<SpanningEdge> edges = minimum_spanning_tree(context, tree, squared_core);
  const std::vector<Merge> merges = make_merge_tree(tree, squared_core, edges);
  const CondensedTree condensed = make_condensed_tree(tree, squared_core, merges, options.min_cluster_size);

  const std::vector<std::uint32_t> selected = options.selection == ClusterSelection::leaf
                                                  ? select_leaves(condensed)
                                                  : select_clusters(condensed, excess_of_mass(tree, condensed));
  const Grouping grouping = make_grouping(tree, condensed, selected);
  const std::vector<std::int32_t> nearest = nearest_clusters(condensed, grouping);

  Clustering result;
  result.clusters = static_cast<std::int32_t>(grouping.cluster.size());
  result.label = point_labels(tree, condensed, grouping);
  result.strength = per_point(tree, strengths(condensed, grouping, nearest));
  result.nearest_cluster = per_point(tree, nearest);
  for (const Grouping& layer : make_layers(tree, condensed, grouping)) {
    result.layers.push_back({point_labels(tree, condensed, layer), static_cast<std::int32_t>(layer.cluster.size())});
  }
  return result;
}

}  // namespace proclens

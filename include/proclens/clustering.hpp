// HDBSCAN over weighted points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// Which clusters of the condensed tree become the result.
enum class ClusterSelection {
  excess_of_mass,  ///< the disjoint ones that persist longest (Campello, Moulavi, Sander 2013)
  leaf,            ///< those that do not split any further: more and smaller ones, as fine as min_cluster_size allows
};

struct ClusterOptions {
  ClusterSelection selection = ClusterSelection::excess_of_mass;

  /// The smallest group, in objects, that counts as a cluster: a point of multiplicity m counts m times. At least 2.
  std::size_t min_cluster_size = 10;

  /// A point's density is measured by the distance within which it has this many other objects. Larger values make more
  /// points noise. 0 means min_cluster_size.
  std::size_t min_samples = 0;

  /// What is wrong with the options, one sentence each; empty if nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// A coarser or finer grouping of the same points, for the labels of one zoom level.
struct ClusterLayer {
  std::vector<std::int32_t> label;  ///< per point, −1 for none
  std::int32_t clusters = 0;        ///< numbered by decreasing number of objects
};

/// One entry per input point throughout; coincident points always get equal values.
struct Clustering {
  /// Labels run from 0 to clusters − 1, by decreasing number of objects, then by first point.
  std::int32_t clusters = 0;
  std::vector<std::int32_t> label;  ///< −1 for noise
  /// 0 … 1. Members: how firmly they belong (1: among the densest). Noise: the share of `nearest_cluster`'s peak
  /// density at which it would join.
  std::vector<float> strength;
  /// Members: their own; noise: the cluster reached over the shortest steps; −1 only if there are no clusters.
  std::vector<std::int32_t> nearest_cluster;
  std::vector<ClusterLayer> layers;  ///< 1 to 5, coarse to fine and nested; the finest equals `label`
};

/// Clusters u points that stand for Σ multiplicity objects, as if each point were repeated: HDBSCAN over the
/// condensed tree of mutual reachability distances (Campello, Moulavi, Sander 2013). The root is never
/// selected, so there are either no clusters or at least two. docs/clusters.md has the conventions, the rules for equal
/// distances, and the layers; labels follow the Python package fast_hdbscan. Exact, deterministic, and the same for any
/// number of threads; ties go to the earlier point. Cost O(u · log u) on typical maps; in more than two dimensions,
/// where every point is compared with every other, O(u² · d · log u). No recursion, so a chain of a million points is
/// safe. Throws std::invalid_argument if an argument violates its description or the options are invalid, and
/// `Cancelled`.
/// @param points u × d, finite, d at least 1   @param multiplicity u, each ≥ 1
[[nodiscard]] Clustering cluster_points(const Context& context, const MatrixView<float>& points,
                                        std::span<const std::uint32_t> multiplicity,
                                        const ClusterOptions& options = {});

}  // namespace proclens

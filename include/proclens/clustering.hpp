// HDBSCAN over weighted points in the plane.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

struct ClusterOptions {
  /// The smallest group that counts as a cluster, in objects: a point of multiplicity m counts m times. At least 2.
  std::size_t min_cluster_size = 10;

  /// How many other objects the distance that counts as a point's density has to reach. Larger values make more points
  /// noise. 0: as many as min_cluster_size.
  std::size_t min_samples = 0;

  /// What is wrong, a sentence for each option; empty when nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// A coarser or finer grouping of the same points, for labels at one zoom level.
struct ClusterLayer {
  std::vector<std::int32_t> label;  ///< per point, −1 for none
  std::int32_t clusters = 0;        ///< numbered by falling number of objects
};

/// Everything is per point of the input; coincident points always get the same.
struct Clustering {
  std::int32_t clusters = 0;  ///< labels run from 0 to clusters − 1, by falling number of objects, then by first point
  std::vector<std::int32_t> label;  ///< −1 for noise
  std::vector<float> strength;      ///< 0 … 1: how firmly a member belongs (1: among its densest); for noise,
                                    ///< the share of `nearest_cluster`'s density at which it would join it
  std::vector<std::int32_t> nearest_cluster;  ///< the own one for members, for noise the one reached over the shortest
                                              ///< steps; −1 only if there are no clusters
  std::vector<float> outlier_score;           ///< GLOSH, 0 … 1
  std::vector<ClusterLayer> layers;           ///< 1 to 5, coarse to fine and nested; the finest equals `label`
};

/// Clusters u points that stand for Σ multiplicity objects, as if each were repeated: excess of mass over the condensed
/// tree of the mutual reachability distance (Campello, Moulavi, Sander 2013), never the root, so there are no clusters
/// or at least two. Conventions, the rules between equal distances and the layers are those of docs/clusters.md; labels
/// follow the Python package fast_hdbscan. Exact, deterministic, the same for any number of threads; where distances
/// are equal, earlier points go first. Cost O(u · log u) for maps of practice. Uses no recursion, so a chain of a
/// million points is safe. Throws std::invalid_argument unless the arguments are as said here, `Cancelled`.
/// @param points u × 2, finite   @param multiplicity u, each ≥ 1
[[nodiscard]] Clustering cluster_points(const Context& context, const MatrixView<float>& points,
                                        std::span<const std::uint32_t> multiplicity,
                                        const ClusterOptions& options = {});

}  // namespace proclens

// HDBSCAN over weighted points in the plane.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.hpp"

namespace proclens {

struct ClusterOptions {
  std::size_t min_cluster_size = 10;  ///< in objects: a point of multiplicity m counts m times; at least 2
  std::size_t min_samples = 0;        ///< 0: as min_cluster_size
};

/// A coarser or finer grouping of the same points, for labels at one zoom level.
struct ClusterLayer {
  std::vector<std::int32_t> label;  ///< per point, −1 for none
  std::int32_t clusters = 0;
};

struct Clustering {
  std::int32_t clusters = 0;        ///< labels run from 0 to clusters − 1
  std::vector<std::int32_t> label;  ///< per point, −1 for noise
  std::vector<float>
      strength;  ///< 0 … 1: how firmly a member belongs; for noise, how close it came to `nearest_cluster`
  std::vector<std::int32_t> nearest_cluster;  ///< the own one for members; −1 only if there are no clusters
  std::vector<float> outlier_score;           ///< GLOSH, 0 … 1
  std::vector<ClusterLayer> layers;  ///< coarse to fine, read off the condensed tree; the finest equals `label`
};

/// Clusters u distinct points that stand for Σ multiplicity objects, as if each were repeated: excess of mass over the
/// condensed tree of the mutual reachability distance. Uses no recursion, so a chain of a million points is safe.
/// @param points u × 2, finite   @param multiplicity u, each ≥ 1
[[nodiscard]] Clustering cluster_points(const Matrix<float>& points, std::span<const std::uint32_t> multiplicity,
                                        const ClusterOptions& options = {});

}  // namespace proclens

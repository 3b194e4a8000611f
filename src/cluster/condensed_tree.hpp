// The merge tree seen from the root, where only groups of a minimum size count as clusters.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "cluster/merge_tree.hpp"
#include "neighbour/point_tree.hpp"

namespace proclens {

/// A cluster, from the split that creates it to its end. λ = 1/distance throughout.
struct CondensedCluster {
  std::uint32_t parent = 0;   ///< the root is its own parent
  double birth = 0;           ///< λ of the split that creates it; 0 for the root. Always finite
  std::uint64_t objects = 0;  ///< that belong to it or to one of its descendants
};

/// From the root towards smaller distances, a cluster loses positions one group at a time, until it splits into two
/// clusters or ends.
struct CondensedTree {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::vector<CondensedCluster> clusters;  ///< the root first, every cluster after its parent
  std::vector<std::uint32_t> cluster_of;   ///< per position, the last cluster it belongs to
  /// Per position, the cluster its first object connects to: `cluster_of`, or a descendant that most of the position's
  /// objects do not belong to.
  std::vector<std::uint32_t> connects_to;
  /// Per position, the λ at which it leaves that cluster; ∞ where more than `min_samples` objects coincide.
  std::vector<double> departure;
  /// Per position that leaves a cluster which persists: the position in that cluster to which its group is connected;
  /// otherwise kNone.
  std::vector<std::uint32_t> way_back;
};

/// @param squared_core per position   @param min_cluster_size at least 2
/// Both sides of a split must have at least min_cluster_size objects. A position with `kTooManyForOneSide` objects or
/// more that becomes connected only at the distance of a split stays in the cluster that splits. A position still in a
/// cluster when all others have left stays until 1/(its core distance). Cost O(p), no recursion. Source: Campello,
/// Moulavi, Sander 2013.
[[nodiscard]] CondensedTree make_condensed_tree(const PointTree& tree, const std::vector<double>& squared_core,
                                                const std::vector<Merge>& merges, std::uint64_t min_cluster_size);

}  // namespace proclens

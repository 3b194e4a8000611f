// The merges seen from above, where only groups of some size count as clusters.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "cluster/merge_tree.hpp"
#include "neighbour/point_tree.hpp"

namespace proclens {

/// A cluster between the split that it comes from and its end. λ = 1/distance throughout.
struct CondensedCluster {
  std::uint32_t parent = 0;   ///< the root is its own
  double birth = 0;           ///< λ of the split that it comes from; 0 for the root. Always finite
  std::uint64_t objects = 0;  ///< that belong to it or to a cluster in it
};

/// Walking from the root towards small distances, a cluster loses places one group at a time, until it splits into two
/// clusters or ends.
struct CondensedTree {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::vector<CondensedCluster> clusters;  ///< the root first, every cluster after its parent
  std::vector<std::uint32_t> cluster_of;   ///< per place, the last cluster that it belongs to
  std::vector<std::uint32_t> connects_to;  ///< per place, the cluster that its first object connects to: `cluster_of`,
                                           ///< or one in it that most of the place's objects have no part in
  std::vector<double> departure;        ///< per place, the λ at which it leaves that; ∞ for more coincident objects
                                        ///< than `min_samples`
  std::vector<std::uint32_t> way_back;  ///< per place that leaves a cluster which goes on: the place there to which
                                        ///< its group is connected; otherwise kNone
};

/// @param squared_core per place   @param min_cluster_size at least 2
/// A split needs both sides to hold that many. A place of `kTooManyForOneSide` objects or more that becomes connected
/// only at the distance of a split stays in the cluster that splits. A place that is still in a cluster when all others
/// have gone stays until 1/(its core distance). Cost O(p), no recursion. Source: Campello, Moulavi, Sander 2013.
[[nodiscard]] CondensedTree make_condensed_tree(const PointTree& tree, const std::vector<double>& squared_core,
                                                const std::vector<Merge>& merges, std::uint64_t min_cluster_size);

}  // namespace proclens

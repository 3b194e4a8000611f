// Which cluster a noise point is closest to joining.
#pragma once

#include <cstdint>
#include <vector>

#include "cluster/condensed_tree.hpp"
#include "cluster/grouping.hpp"

namespace proclens {

/// Per place the label of its own cluster or, for noise, of the one it reaches first: from the place through the
/// spanning tree, always over the shortest edge that leads out of what is reached so far, until a cluster is met. No
/// other cluster can be reached over shorter steps. −1 for all if there are no clusters. Cost O(p).
[[nodiscard]] std::vector<std::int32_t> nearest_clusters(const CondensedTree& condensed, const Grouping& grouping);

}  // namespace proclens

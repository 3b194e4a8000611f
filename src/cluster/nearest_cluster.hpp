// The cluster that a noise point is closest to joining.
#pragma once

#include <cstdint>
#include <vector>

#include "cluster/condensed_tree.hpp"
#include "cluster/grouping.hpp"

namespace proclens {

/// For each position the label of its own cluster or, for noise, of the cluster it reaches first: a walk from the
/// position through the spanning tree, always over the shortest edge out of what has been reached, until it meets a
/// cluster. No other cluster can be reached over shorter steps. −1 for all if there are no clusters. Cost O(p).
[[nodiscard]] std::vector<std::int32_t> nearest_clusters(const CondensedTree& condensed, const Grouping& grouping);

}  // namespace proclens

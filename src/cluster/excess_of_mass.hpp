// Selects clusters from the condensed tree.
#pragma once

#include <cstdint>
#include <vector>

#include "cluster/condensed_tree.hpp"
#include "neighbour/point_tree.hpp"

namespace proclens {

/// The excess of mass of every cluster: Σ over its objects of (λ at which the object leaves it − λ of its birth). ∞ if
/// it persists down to more than `min_samples` coincident objects; never NaN.
[[nodiscard]] std::vector<double> excess_of_mass(const PointTree& tree, const CondensedTree& condensed);

/// The disjoint clusters, never the root, with the largest total excess of mass; a cluster is preferred to its
/// descendants if they are worth the same. Ascending. Empty if the root never splits. Source: Campello, Moulavi, Sander
/// 2013, section 3.
[[nodiscard]] std::vector<std::uint32_t> select_clusters(const CondensedTree& condensed,
                                                         const std::vector<double>& excess);

/// The clusters that do not split, except the root. Ascending; empty if the root never splits.
[[nodiscard]] std::vector<std::uint32_t> select_leaves(const CondensedTree& condensed);

}  // namespace proclens

// Which clusters of the condensed tree to report.
#pragma once

#include <cstdint>
#include <vector>

#include "cluster/condensed_tree.hpp"
#include "neighbour/point_tree.hpp"

namespace proclens {

/// The excess of mass of every cluster: Σ over its objects of (λ at which the object leaves it − λ of its birth). ∞ if
/// it lasts to coincident objects that are more than `min_samples`; never NaN.
[[nodiscard]] std::vector<double> excess_of_mass(const PointTree& tree, const CondensedTree& condensed);

/// The clusters, none containing another and never the root, with the greatest excess of mass together; a cluster is
/// preferred to clusters inside it that are worth the same. Ascending. Empty if the root never splits.
/// Source: Campello, Moulavi, Sander 2013, section 3.
[[nodiscard]] std::vector<std::uint32_t> select_clusters(const CondensedTree& condensed,
                                                         const std::vector<double>& excess);

}  // namespace proclens

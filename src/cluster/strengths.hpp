// Membership strengths.
#pragma once

#include <cstdint>
#include <vector>

#include "cluster/condensed_tree.hpp"
#include "cluster/grouping.hpp"

namespace proclens {

// Where more than min_samples objects coincide, the density is infinite, and relative to that everything else would be
// 0. So the largest finite λ is the reference, and those objects get the maximum.

/// For each position, with c its cluster or the nearest one, and λ the density at which it leaves the last cluster of
/// the condensed tree it belongs to: min(1, λ / peak of c). For members this is fast_hdbscan's membership strength;
/// noise is below the members of c: it would join c at that share of its peak. 0 if there are no clusters.
/// @param nearest labels from `nearest_clusters`
[[nodiscard]] std::vector<float> strengths(const CondensedTree& condensed, const Grouping& grouping,
                                           const std::vector<std::int32_t>& nearest);

}  // namespace proclens

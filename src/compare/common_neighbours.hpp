// How alike the surroundings of an item are on two maps.
#pragma once

#include <cstddef>
#include <vector>

#include "compare/matched_items.hpp"
#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// Per pair of points, the share of common neighbours of the items there: of an item's k nearest other items on A, how
/// many are among its k nearest on B. All items of a pair have the same share.
///
/// The nearest items are those at the item's own point, then those at the neighbouring points as the maps record them,
/// nearest first, as far as both maps have them. Items at one point are equally near: where not all of them fit into
/// the k, each counts with the share that does, and a common neighbour with the smaller of its two shares. If a map
/// records fewer than k items, k is what both record.
/// @return for each pair 0 … 1; NaN if an item has no neighbours on one of the maps
[[nodiscard]] std::vector<float> common_neighbours(const Context& context, const PointPairs& pairs,
                                                   const NeighboursView& a, const NeighboursView& b, std::size_t k);

}  // namespace proclens

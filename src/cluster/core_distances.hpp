// Core distances: how far each position has to reach to see enough other objects.
#pragma once

#include <vector>

#include "neighbour/point_tree.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// The squared core distance of each position: the smallest d² such that at least `min_samples` objects, not counting
/// one of its own, lie within d. It is 0 where more than `min_samples` objects coincide. If there are fewer objects in
/// all, the distance to the farthest. Exact; cost O(p · log p) for typical min_samples. Source: Campello, Moulavi,
/// Sander 2013; as in fast_hdbscan, an object does not count itself.
[[nodiscard]] std::vector<double> squared_core_distances(const Context& context, const PointTree& tree,
                                                         std::size_t min_samples);

}  // namespace proclens

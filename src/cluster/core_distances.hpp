// How far each place has to reach to see enough others.
#pragma once

#include <vector>

#include "neighbour/point_tree.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// Per place the squared core distance: the least d² such that `min_samples` objects other than one of its own lie
/// within d. So 0 where more than `min_samples` objects coincide. With fewer objects in all, the distance to the
/// farthest. Exact; cost O(p · log p) for the min_samples of practice.
/// Source: Campello, Moulavi, Sander 2013; that an object does not count itself is fast_hdbscan's way.
[[nodiscard]] std::vector<double> squared_core_distances(const Context& context, const PointTree& tree,
                                                         std::size_t min_samples);

}  // namespace proclens

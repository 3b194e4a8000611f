// Coarser views of the same clusters, for labels when the map is seen from afar.
#pragma once

#include <cstdint>
#include <vector>

#include "cluster/condensed_tree.hpp"
#include "cluster/grouping.hpp"
#include "neighbour/point_tree.hpp"

namespace proclens {

/// Groupings from coarse to fine; the last one is `finest`. Nested: two layers' clusters are disjoint or one contains
/// the other, the coarser one the finer.
///
/// A coarser layer with least size M takes only those splits above the clusters of `finest` as real whose two sides
/// have at least M objects, and the groups between the last real splits and the next finer ones as clusters. So each of
/// its clusters has at least M objects, and 1 + (number of real splits) is how many there are: M is chosen by that
/// number, which falls geometrically from the finest layer's to about 8, by a factor near 3 a layer, over at most 5
/// layers. Where the tree has no such splits there are fewer layers, possibly only `finest`.
[[nodiscard]] std::vector<Grouping> make_layers(const PointTree& tree, const CondensedTree& condensed,
                                                const Grouping& finest);

}  // namespace proclens

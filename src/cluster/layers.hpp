// Coarser versions of the same clusters, for labels when zoomed out.
#pragma once

#include <cstdint>
#include <vector>

#include "cluster/condensed_tree.hpp"
#include "cluster/grouping.hpp"
#include "neighbour/point_tree.hpp"

namespace proclens {

/// Groupings from coarse to fine; the last one is `finest`. Nested: clusters of two layers are either disjoint or the
/// coarser one contains the finer.
///
/// A coarser layer with minimum size M uses only those splits above the clusters of `finest` whose two sides both have
/// at least M objects; its clusters are the groups into which these splits divide the map. So each has at least M
/// objects, and there is one more cluster than there are such splits. M is chosen by that number, which decreases
/// geometrically from the finest layer's to about 8, by a factor of about 3 per layer, over at most 5 layers. If the
/// tree lacks such splits there are fewer layers, possibly only `finest`.
[[nodiscard]] std::vector<Grouping> make_layers(const PointTree& tree, const CondensedTree& condensed,
                                                const Grouping& finest);

}  // namespace proclens

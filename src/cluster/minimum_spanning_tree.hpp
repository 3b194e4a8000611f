// The lightest tree that connects all places.
#pragma once

#include <cstdint>
#include <vector>

#include "neighbour/point_tree.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// An edge that the side of `from` chose. Its length is the mutual reachability distance, the greatest of the distance
/// between the two and their core distances.
struct SpanningEdge {
  double squared_reach = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

/// A minimum spanning tree under mutual reachability: p − 1 edges, ascending by length, then by the numbers of `from`
/// and `to`.
///
/// Equal lengths are common (every place whose core distance is the longest of the three makes some) and decide to
/// which of two clusters the place between them goes, so the choice is fixed, in the manner of fast_hdbscan. Borůvka's
/// rounds: every component takes its shortest edge out; of those the one from the lowest number; of those the one to
/// the nearest place; of those the one to the lowest number. The components' edges are added in the order of their
/// lowest numbers, unless the two ends have become connected in this round.
///
/// Exact, the same for any number of threads; each round searches the kd-tree once per place that may still hold its
/// component's shortest edge. @param squared_core per place
[[nodiscard]] std::vector<SpanningEdge> minimum_spanning_tree(const Context& context, const PointTree& tree,
                                                              const std::vector<double>& squared_core);

}  // namespace proclens

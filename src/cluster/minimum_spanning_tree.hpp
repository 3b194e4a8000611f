// The minimum spanning tree of all positions under mutual reachability.
#pragma once

#include <cstdint>
#include <vector>

#include "neighbour/point_tree.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// An edge chosen by the component of `from`. Its length is the mutual reachability distance: the largest of the
/// distance between the two positions and their core distances.
struct SpanningEdge {
  double squared_reach = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

/// The minimum spanning tree under mutual reachability: p − 1 edges, ascending by length, then by the numbers of `from`
/// and `to`.
///
/// Equal lengths are common (every position whose core distance is the largest of the three creates some) and decide
/// which of two clusters gets the position between them, so the choice is fixed, following fast_hdbscan. Borůvka's
/// rounds: every component chooses its shortest outgoing edge; of those the one from the lowest number; of those the
/// one to the nearest position; of those the one to the lowest number. The edges are added in the order of the
/// components' lowest numbers, unless their ends have become connected in this round.
///
/// Exact, and the same for any number of threads; each round searches the kd-tree once per position that may still have
/// its component's shortest edge.
/// @param squared_core per position
[[nodiscard]] std::vector<SpanningEdge> minimum_spanning_tree(const Context& context, const PointTree& tree,
                                                              const std::vector<double>& squared_core);

}  // namespace proclens

// The order in which positions merge.
#pragma once

#include <cstdint>
#include <vector>

#include "cluster/minimum_spanning_tree.hpp"
#include "neighbour/point_tree.hpp"

namespace proclens {

/// Objects at the same position are connected to each other only at its core distance. If the position first meets
/// others at exactly that distance, one object makes the connection and the rest follow. Whatever splits at that
/// distance, most of three or more objects are then in neither part.
inline constexpr std::uint64_t kTooManyForOneSide = 3;

/// Two groups merge. Groups are numbered: first the p positions, then the merges in order.
struct Merge {
  std::uint32_t left = 0;   ///< the group of `from`
  std::uint32_t right = 0;  ///< the group of `to`
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double squared_reach = 0;     ///< the squared distance at which they merge
  std::uint64_t objects = 0;    ///< in both together
  std::uint64_t left_size = 0;  ///< objects that count, at this distance, towards being a cluster
  std::uint64_t right_size = 0;
};

/// The single-linkage tree: one merge per edge of the spanning tree, in the same order.
///
/// A group's size at a merge is its number of objects, excluding positions of three or more objects that are connected
/// only at that same distance. Otherwise groups would count as clusters that appear and vanish at one distance, merely
/// because equal distances have to be processed in some order.
[[nodiscard]] std::vector<Merge> make_merge_tree(const PointTree& tree, const std::vector<double>& squared_core,
                                                 const std::vector<SpanningEdge>& edges);

}  // namespace proclens

// The order in which places grow together.
#pragma once

#include <cstdint>
#include <vector>

#include "cluster/minimum_spanning_tree.hpp"
#include "neighbour/point_tree.hpp"

namespace proclens {

/// The objects of a place are themselves connected only at its core distance. Where a place first meets others at
/// exactly that distance, one object makes the connection and the rest follow: whatever is split there, most of three
/// or more objects are in none of the parts.
inline constexpr std::uint64_t kTooManyForOneSide = 3;

/// Two groups become one. Groups are numbered: first the p places, then the merges in their order.
struct Merge {
  std::uint32_t left = 0;   ///< the group of `from`
  std::uint32_t right = 0;  ///< the group of `to`
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double squared_reach = 0;     ///< where it happens
  std::uint64_t objects = 0;    ///< in both together
  std::uint64_t left_size = 0;  ///< what counts, at this very distance, towards being a cluster
  std::uint64_t right_size = 0;
};

/// The single-linkage tree, one merge per edge of the spanning tree and in its order.
///
/// A group's size at a merge is its number of objects, but without the places of three or more objects that are
/// connected only at that very distance. Otherwise groups would count as clusters that come into being and vanish at
/// one and the same distance, merely because equal distances have to be taken in some order.
[[nodiscard]] std::vector<Merge> make_merge_tree(const PointTree& tree, const std::vector<double>& squared_core,
                                                 const std::vector<SpanningEdge>& edges);

}  // namespace proclens

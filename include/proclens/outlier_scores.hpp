// How far an object is from the objects most like it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "proclens/neighbours.hpp"

namespace proclens {

/// The square root of the distance d from an object to its k-th nearest other object, at most 1: 0 where k others have
/// the same bag, near 1 where hardly k others have anything in common with it. The score of Ramaswamy, Rastogi and Shim
/// (2000), with objects counted as if bags were repeated; d is half the square of a distance between unit vectors or a
/// mean of such, so its root is in proportion to that distance. Where fewer than k other objects are known, the
/// farthest of them counts; 0 where none is.
/// @param index bags, nearest first; Neighbours::kNone, which only kNone may follow   @param distance to each,
/// ascending
/// @param multiplicity objects of every bag
/// @param twins other objects with the object's own bag, which are at distance 0 and not in `index`
/// @param k at least 1
[[nodiscard]] float outlier_score(std::span<const std::uint32_t> index, std::span<const float> distance,
                                  std::span<const std::uint32_t> multiplicity, std::uint64_t twins, std::size_t k);

/// The score of each of u bags among the others. Throws std::invalid_argument if the sizes do not match or k is 0.
/// @param neighbours of the u bags   @param multiplicity u, each ≥ 1
[[nodiscard]] std::vector<float> outlier_scores(const NeighboursView& neighbours,
                                                std::span<const std::uint32_t> multiplicity, std::size_t k);

}  // namespace proclens

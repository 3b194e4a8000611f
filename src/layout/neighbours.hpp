// The nearest neighbours of every distinct bag.
#pragma once

#include <cstdint>

#include "core/matrix.hpp"
#include "embed/embedding.hpp"

namespace proclens {

/// For each of u points its k nearest others (the point itself is not among them), nearest first, ties by index.
/// A point with fewer than k others to connect to has `kNone` with distance +inf in the places left over.
struct Neighbours {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  Matrix<std::uint32_t> index;  ///< u × k
  Matrix<float> distance;       ///< u × k, ≥ 0, ascending
};

/// Exact nearest neighbours by brute force in blocks. Points with a zero vector have no neighbours and are nobody's.
/// @param k at most u − 1 are found
[[nodiscard]] Neighbours nearest_neighbours(const Embedding& embedding, std::size_t k);

}  // namespace proclens

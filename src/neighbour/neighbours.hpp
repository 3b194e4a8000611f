// The nearest neighbours of every distinct bag.
#pragma once

#include <cstdint>

#include "core/matrix.hpp"
#include "embed/embedding.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// For each of u points its k nearest others (the point itself is not among them), nearest first, ties by index.
/// A point with fewer than k others to connect to has `kNone` with distance +inf in the places left over.
struct Neighbours {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  Matrix<std::uint32_t> index;  ///< u × k
  Matrix<float> distance;       ///< u × k, ≥ 0, ascending
};

/// Whether point i lies anywhere: its vector is not zero and, for 1 − dot, not shorter than 2⁻²³ either. Single
/// precision cannot tell 1 minus such a dot product from 1, so that its neighbours would be the first points there are.
[[nodiscard]] bool has_direction(const Embedding& embedding, std::size_t i);

/// Exact nearest neighbours by brute force: blocks of dot products in single precision, of which each point keeps a few
/// more candidates than it needs; their distances are then computed in double precision, the same bits for (i, j) as
/// for (j, i), and sorted. Only a neighbour whose distance differs from the k-th by less than single precision resolves
/// (about 1e-6) can be mistaken for another.
///
/// Points without a direction have no neighbours and are nobody's. Distances that are negative by rounding are 0.
/// Costs u²·d multiplications; memory is one copy of the vectors, the result and 1 MB a thread.
/// @param k at most u − 1 are found; the matrices have k columns all the same
/// @throws std::invalid_argument when a vector holds an infinity or a NaN
[[nodiscard]] Neighbours nearest_neighbours(const Context& context, const Embedding& embedding, std::size_t k);

}  // namespace proclens

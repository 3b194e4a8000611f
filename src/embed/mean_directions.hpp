// A good start for the randomised SVD of transport images.
#pragma once

#include <span>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// The left singular vectors of the matrix whose row i is row_factors[i] times the mean of bag i's points, Σ_j
/// a_ij·y_j: u × at most min(d, u), by descending singular value; those below a millionth of the largest are dropped.
///
/// Transport preserves the mean: Σ_k √q_k·(√q_k·T_i(x_k)) is this mean under every reference, so the means are the
/// images times a fixed matrix of d columns, but cost next to nothing to compute. Their singular vectors span most of
/// what the leading singular vectors of the images span (a bag's mean alone finds four out of five true neighbours),
/// and as the start of subspace iteration they save a whole iteration compared with random vectors.
/// @param distributions u × w
/// @param points w × d
[[nodiscard]] Matrix<float> mean_directions(const Context& context, const SparseRows& distributions,
                                            const Matrix<float>& points, std::span<const float> row_factors);

}  // namespace proclens

// Orthonormal bases of blocks of vectors, and their inner products.
#pragma once

#include <cstddef>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// Zᵀ·Z (l × l, symmetric), accumulated in double precision over fixed blocks of rows. T is float or double.
template <class T>
[[nodiscard]] Matrix<double> gram(const Context& context, const Matrix<T>& z);

/// Replaces the columns of a tall n × l matrix by an orthonormal basis of their span, by Cholesky QR with pivoting:
/// ZᵀZ, scaled to a unit diagonal, = P·L·Lᵀ·Pᵀ, and Z ← Z·P·L⁻ᵀ, repeated if the smallest pivot was so small that
/// rounding shows. Columns that depend on the others up to rounding become zero columns at the end. Orthonormal to
/// about 1e-9, or the rounding of T.
///
/// Two passes of Cholesky QR are as accurate as Householder QR (Yamamoto, Nakatsukasa, Yanagisawa, Fukaya 2015) and,
/// unlike it, consist of matrix products; pivoting makes it rank-revealing.
/// @return the rank: the number of non-zero columns
template <class T>
std::size_t orthonormalise(const Context& context, Matrix<T>& z);

}  // namespace proclens

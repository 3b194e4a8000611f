// The leading singular vectors of a matrix that is only known by its products.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "embed/svd/linear_operator.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

struct TruncatedSvdOptions {
  std::size_t components = 128;   ///< k, how many singular vectors are wanted
  std::size_t oversampling = 32;  ///< further directions carried along; more of them make the last ones wanted better
  std::size_t power_iterations = 1;  ///< products with AᵀA; each multiplies the error of the k-th vector by about
                                     ///< (σ at k + oversampling / σ_k)²
  bool right_vectors = true;         ///< whether `right` is wanted
  std::uint64_t seed = 42;           ///< of the random start
};

template <class T>
struct TruncatedSvd {
  Matrix<T> scaled_left;                ///< rows × k, U·Σ
  Matrix<T> right;                      ///< columns × k, V, with orthonormal columns; 0 × k when not wanted
  std::vector<double> singular_values;  ///< k, descending, ≥ 0, known to about 1e-8 of the largest
};

/// A ≈ U·Σ·Vᵀ by randomised subspace iteration. k is `components`, or the smaller side of A when that is less. Past the
/// rank of A the columns of U·Σ are zero up to rounding, and those of V are either zero or any that complete the basis.
///
/// A basis Z of l = components + oversampling directions starts as Aᵀ·Ω, Ω random, and is multiplied by AᵀA
/// `power_iterations` times, made orthonormal each time; then Rayleigh–Ritz on the right: with
/// (A·Z)ᵀ(A·Z) = W·Λ·Wᵀ, V = Z·W and U·Σ = A·Z·W. So U·Σ is A·V up to rounding even where Z has not converged: what is
/// computed for a row of A depends on V and that row alone, and other rows can be placed beside it by V.
/// Who knows where the leading left singular vectors lie hands in `start`, rows × any number of columns, the most
/// important first: its columns take the place of random ones.
/// When l reaches a side of A the result is exact up to rounding and the random start is not used.
///
/// Signs: in every column of `scaled_left` the entry of largest magnitude (ties: the first) is positive.
/// Costs 2 + 2·power_iterations products of l vectors with A or Aᵀ, and 1 + power_iterations
/// orthonormalisations.
/// Source: Halko, Martinsson, Tropp 2011, algorithm 4.4, with the roles of rows and columns exchanged.
template <class T>
[[nodiscard]] TruncatedSvd<T> truncated_svd(const Context& context, const LinearOperator<T>& a,
                                            const TruncatedSvdOptions& options = {}, const Matrix<T>& start = {});

/// Flips the sign of every column of `scaled_left` whose entry of largest magnitude (ties: the first) is negative, and
/// of the same column of `right`, which may be empty. For callers that have rescaled rows of `scaled_left`.
template <class T>
void orient_signs(Matrix<T>& scaled_left, Matrix<T>& right);

}  // namespace proclens

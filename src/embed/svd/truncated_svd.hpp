// The leading singular vectors of a matrix accessible only through its products.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "embed/svd/linear_operator.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

struct TruncatedSvdOptions {
  std::size_t components = 128;   ///< k, the number of singular vectors; capped at the smaller side of A
  std::size_t oversampling = 32;  ///< extra directions carried along; more make the last components more accurate
  /// Products with AᵀA; each multiplies the error of the k-th vector by about (σ at k + oversampling / σ_k)².
  std::size_t power_iterations = 1;
  /// After how many of these products the basis is made orthonormal again, which costs more than a product with a
  /// sparse A. At least 1; if more, the start is not made orthonormal either. Directions are lost to rounding if
  /// (σ_1/σ at k + oversampling)^(2·products + 1) comes near 1e8.
  std::size_t products_per_basis = 1;
  bool right_vectors = true;  ///< whether to compute `right`
  std::uint64_t seed = 42;    ///< of the random start; unused if l reaches a side of A
};

template <class T>
struct TruncatedSvd {
  Matrix<T> scaled_left;                ///< rows × k, U·Σ
  Matrix<T> right;                      ///< columns × k, V, with orthonormal columns; 0 × k if not computed
  std::vector<double> singular_values;  ///< k, descending, ≥ 0, accurate to about 1e-8 of the largest
};

/// A ≈ U·Σ·Vᵀ by randomised subspace iteration. k is `components`, or the smaller side of A if that is less. Beyond the
/// rank of A the columns of U·Σ are zero up to rounding, and those of V are either zero or complete the basis.
///
/// A basis Z of l = components + oversampling directions starts as Aᵀ·Ω, Ω random, and is multiplied by AᵀA
/// `power_iterations` times, orthonormalised after every `products_per_basis`; then Rayleigh–Ritz on the right: with
/// (A·Z)ᵀ(A·Z) = W·Λ·Wᵀ, V = Z·W and U·Σ = A·Z·W. So U·Σ equals A·V up to rounding even if Z has not converged: the
/// result for a row of A depends only on V and that row, and V projects further rows into the same space. `start`, rows
/// × any number of columns, the most important first, is for callers that know roughly where the leading left singular
/// vectors lie: its columns replace random ones. If l reaches a side of A, the result is exact up to rounding and the
/// random start is not used.
///
/// Signs: in every column of `scaled_left` the entry of largest magnitude (ties: the first) is positive.
/// Costs 2 + 2·power_iterations products of l vectors with A or Aᵀ, and power_iterations / products_per_basis
/// orthonormalisations, with one more for the start if there is one for each product, or no product.
/// Source: Halko, Martinsson, Tropp 2011, algorithm 4.4, with rows and columns exchanged.
template <class T>
[[nodiscard]] TruncatedSvd<T> truncated_svd(const Context& context, const LinearOperator<T>& a,
                                            const TruncatedSvdOptions& options = {}, const Matrix<T>& start = {});

/// V and Σ as truncated_svd() finds them, in a form in which each row belongs to a column of A.
template <class T>
struct SquaredRight {
  Matrix<T> vectors;                    ///< columns × k, Aᵀ·A·V, which is V·Σ² once V has converged; any signs
  std::vector<double> singular_values;  ///< k, descending, ≥ 0
};

/// Aᵀ·A·V: the result for a column of A depends only on A·V and that column, and is zero if that is. One product more
/// with Aᵀ than truncated_svd(), but neither U·Σ nor V is formed. `options.right_vectors` is ignored.
template <class T>
[[nodiscard]] SquaredRight<T> squared_right(const Context& context, const LinearOperator<T>& a,
                                            const TruncatedSvdOptions& options);

/// Flips the sign of every column of `scaled_left` whose entry of largest magnitude (ties: the first) is negative, and
/// of the same column of `right`, which may be empty. For callers that have rescaled rows of `scaled_left`.
template <class T>
void orient_signs(Matrix<T>& scaled_left, Matrix<T>& right);

}  // namespace proclens

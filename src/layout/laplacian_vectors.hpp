// The slowest ways in which a graph can vary: the first eigenvectors of its normalised Laplacian.
#pragma once

#include <cstdint>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

struct LaplacianOptions {
  double tolerance = 1e-4;  ///< of ‖L·v − λ·v‖ for a unit vector v, as a share of the smallest λ
  int max_products = 4000;  ///< products of the graph with a block of vectors before giving up
  std::uint64_t seed = 42;
};

struct LaplacianVectors {
  std::vector<double> values;  ///< eigenvalues, ascending, without the 0 of the constant vector
  Matrix<double> vectors;      ///< u × count, orthonormal columns; each column's largest entry is positive
  double residual = 0;         ///< the largest ‖L·v − λ·v‖
  int products = 0;            ///< of the graph with a block of vectors
};

/// The `count` eigenvectors with the smallest positive eigenvalues of L = I − D^(−½)·W·D^(−½), where W is the graph's
/// weights and D its row sums.
///
/// The eigenvector to the eigenvalue 0 is D^(½)·1 and is projected out. Up to 128 points symmetric_eigen() solves the
/// dense problem. Beyond, a block of 16 vectors is multiplied by a Chebyshev polynomial of S = I − L that is small on
/// [−1, c] and grows fast above c, then rotated to the best approximations within its span (Rayleigh and Ritz), which
/// also give the next c (Zhou, Saad, Tiago, Chelikowsky 2006). Chosen over Lanczos since kNN graphs of clustered data
/// crowd hundreds of eigenvalues near 0: Lanczos would have to keep, and keep orthogonal, about as many vectors. If
/// `max_products` do not reach the tolerance, the best approximations so far are returned; they are smooth over the
/// graph all the same.
///
/// @param graph connected, symmetric, weights > 0. A count ≥ u leaves the columns beyond u − 1 at zero.
[[nodiscard]] LaplacianVectors laplacian_vectors(const Context& context, const SparseRows& graph, std::size_t count,
                                                 const LaplacianOptions& options = {});

}  // namespace proclens

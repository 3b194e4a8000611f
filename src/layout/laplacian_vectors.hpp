// The slowest modes of a graph: the first eigenvectors of its normalised Laplacian.
#pragma once

#include <cstdint>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

struct LaplacianOptions {
  double tolerance = 1e-4;  ///< of ‖L·v − λ·v‖ for a unit vector v, relative to the smallest λ. Above 0
  int max_products = 4000;  ///< products of the graph with a block of vectors before giving up. At least 1
  std::uint64_t seed = 42;  ///< of the random start; unused for up to 128 points
};

struct LaplacianVectors {
  std::vector<double> values;  ///< eigenvalues, ascending, without the 0 of the constant vector
  Matrix<double> vectors;      ///< u × count, orthonormal columns; each column's largest entry is positive
  double residual = 0;         ///< the largest ‖L·v − λ·v‖
  int products = 0;            ///< of the graph with a block of vectors
};

/// The `count` eigenvectors with the smallest positive eigenvalues of L = I − D^(−½)·W·D^(−½), where W contains the
/// graph's weights and D its row sums.
///
/// The eigenvector for the eigenvalue 0 is D^(½)·1 and is projected out. For up to 128 points symmetric_eigen() solves
/// the dense problem. Beyond that, a block of 16 vectors is multiplied by a Chebyshev polynomial of S = I − L that is
/// small on [−1, c] and grows fast above c, then rotated to the best approximations within its span (Rayleigh–Ritz),
/// which also give the next c (Zhou, Saad, Tiago, Chelikowsky 2006). Preferred to Lanczos because kNN graphs of
/// clustered data have hundreds of eigenvalues near 0: Lanczos would have to keep, and keep orthogonal, about as many
/// vectors. If `max_products` products do not reach the tolerance, the best approximations so far are returned; they
/// are still smooth over the graph.
///
/// @param graph connected, symmetric, weights > 0. If count ≥ u, the columns beyond u − 1 are zero.
[[nodiscard]] LaplacianVectors laplacian_vectors(const Context& context, const SparseRows& graph, std::size_t count,
                                                 const LaplacianOptions& options = {});

}  // namespace proclens

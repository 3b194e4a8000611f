// Moves points about the plane until the map shows the graph: UMAP's stochastic gradient descent.
#pragma once

#include <cstdint>

#include "core/matrix.hpp"
#include "layout/find_ab.hpp"

namespace proclens {

struct OptimiseOptions {
  CurveParameters curve{1.5769434603113077, 0.8950608779914887};  ///< of min_dist 0.1, spread 1
  int epochs = 500;
  double negative_sample_rate = 5;  ///< points pushed away for each neighbour pulled
  double learning_rate = 1;         ///< falls to 0 over the epochs, in a straight line
  std::uint64_t seed = 42;
};

/// Improves `positions` (u × 2) so that points joined in the graph lie close and others apart.
/// @param graph u × u, symmetric, weights > 0, nothing on the diagonal. Every point should have an edge: one without
///        is not pulled anywhere, pushes others and stays where it is.
void optimise_layout(const SparseRows& graph, const OptimiseOptions& options, Matrix<float>& positions);

}  // namespace proclens

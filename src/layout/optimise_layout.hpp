// Moves points in the plane until the map reflects the graph: UMAP's stochastic gradient descent.
#pragma once

#include <cstdint>

#include "layout/find_ab.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

struct OptimiseOptions {
  CurveParameters curve{1.5769434603113077, 0.8950608779914887};  ///< by find_ab(); here for min_dist 0.1, spread 1
  int epochs = 500;  ///< rounds; each pulls the edges that are due and pushes every point. 0 changes nothing
  double negative_sample_rate = 5;  ///< points pushed away per neighbour pulled, on average. At least 0
  double learning_rate = 1;         ///< size of the first steps; decreases linearly to 0 over the epochs
  std::uint64_t seed = 42;          ///< of the order of edges and of the choice of points to push
};

/// Improves `positions` (u × 2) so that points joined in the graph are close together and others apart.
///
/// With y = x_i − x_j, d = ‖y‖ and the curve's a and b, an edge pulls both of its ends together by, and a point is
/// pushed away from another by (McInnes, Healy, Melville 2018, section 3.2; each coordinate within ±4)
///   2ab·d^(2b−2) / (1 + a·d^(2b)) · y      and      2b / ((0.001 + d²)(1 + a·d^(2b))) · y,
/// times the learning rate. An edge is sampled in the share weight / largest weight of the epochs, once from each end.
///
/// Four things differ from umap-learn; docs/layout.md has the figures.
/// - Edges are processed in the order of an `EdgePlan`: 16 disjoint ones at a time, the tasks of a round in parallel.
/// Pulls see all earlier pulls, as they must: an edge moves both ends alike, so that a cluster's centre stays put.
/// - Pushes come after an epoch's pulls and use the positions at the start of the epoch, so points are independent.
/// - Every point is pushed equally strongly: the mean number of pulls per point times `negative_sample_rate`.
/// umap-learn pushes a point whenever it is the head of a sampled edge, so hubs are pushed more than others, which is
/// not what UMAP's loss asks for (Damrich, Hamprecht 2021).
/// - With a share t of the epochs left, there are 1/√t times as many pushes, each √t times as strong.
///
/// Deterministic: the same bytes for any number of threads. Costs O(epochs · edges); memory: 10 bytes per edge end.
/// @param graph u × u, symmetric, weights > 0, nothing on the diagonal. A point without an edge is only pushed.
void optimise_layout(const Context& context, const SparseRows& graph, const OptimiseOptions& options,
                     Matrix<float>& positions);

}  // namespace proclens

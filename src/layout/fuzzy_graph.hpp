// The weighted graph that the map represents: which points belong together, and how strongly.
#pragma once

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// The symmetric graph of membership strengths: every point has a fuzzy set of its neighbours (strengths from
/// `smooth_distances`), and an edge is in the graph if it is in the set of either end: w = p + q − p·q (the
/// probabilistic t-conorm). umap-learn's fuzzy simplicial set (McInnes, Healy, Melville 2018, algorithms 1 and 2) with
/// a mix ratio of 1.
/// @param neighbourhood number of points including the point itself; at least 2. Uses the first neighbourhood − 1
///        columns.
/// @return u × u, exactly symmetric, weights in (0, 1], empty diagonal
[[nodiscard]] SparseRows fuzzy_graph(const Context& context, const NeighboursView& neighbours,
                                     std::size_t neighbourhood);

/// The graph without the edges that would not be sampled even once in `epochs` epochs: those weaker than strongest /
/// epochs. umap-learn drops the same edges before computing the initial layout; this keeps nearly separate parts from
/// being joined by a few weak edges.
[[nodiscard]] SparseRows without_weak_edges(const SparseRows& graph, int epochs);

}  // namespace proclens

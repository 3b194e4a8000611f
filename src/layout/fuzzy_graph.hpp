// Who belongs together, and how strongly: the weighted graph that the map has to show.
#pragma once

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// The symmetric graph of membership strengths: every point makes a fuzzy set of its neighbours (strengths of
/// `smooth_distances`), and an edge is in the graph if it is in either end's set: w = p + q − p·q (the probabilistic
/// t-conorm). umap-learn's fuzzy simplicial set (McInnes, Healy, Melville 2018, algorithms 1 and 2) with a mix ratio
/// of 1.
/// @param neighbourhood points counted, the point itself included; at least 2. Uses the first neighbourhood − 1
/// columns.
/// @return u × u, symmetric to the bit, weights in (0, 1], nothing on the diagonal
[[nodiscard]] SparseRows fuzzy_graph(const Context& context, const NeighboursView& neighbours,
                                     std::size_t neighbourhood);

/// The graph without the edges that would not be drawn once in `epochs` epochs: those weaker than the strongest /
/// epochs. umap-learn drops the same before it looks for a start; it keeps weak graphs from hanging together by a
/// thread.
[[nodiscard]] SparseRows without_weak_edges(const SparseRows& graph, int epochs);

}  // namespace proclens

// Where the points start: spread out by the slowest modes of the graph.
#pragma once

#include <cstdint>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// A start for the optimiser, u × 2, in [0, 10] on both axes.
///
/// Each connected component is drawn by the two eigenvectors of `laplacian_vectors`, scaled to a square whose area is
/// proportional to its number of points. The largest component lies in the middle, the others around it in a spiral in
/// order of their size (ties by their lowest point), at the golden angle, so that none covers another. Normal noise of
/// 0.0001 keeps points with equal coordinates from staying together. Deterministic for the seed.
/// @param graph symmetric, weights > 0
[[nodiscard]] Matrix<float> spectral_start(const Context& context, const SparseRows& graph, std::uint64_t seed);

}  // namespace proclens

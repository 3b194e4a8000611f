// The initial layout: points spread out along the slowest modes of the graph.
#pragma once

#include <cstdint>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// An initial layout for the optimiser, u × 2, in [0, 10] on both axes.
///
/// Each connected component is laid out by the first two vectors of `laplacian_vectors`, scaled to a square whose area
/// is proportional to its number of points. The largest component is in the middle, the others spiral around it by
/// decreasing size (ties by their lowest point), at the golden angle, so that they do not overlap. Normal noise of
/// 0.0001 separates points with equal coordinates. Deterministic for a given seed.
/// @param graph symmetric, weights > 0
[[nodiscard]] Matrix<float> spectral_start(const Context& context, const SparseRows& graph, std::uint64_t seed);

}  // namespace proclens

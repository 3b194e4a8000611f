// Finds the distribution that every bag is transported to.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "embed/unit_vectors.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"
#include "proclens/wasserstein_embedding.hpp"

namespace proclens {

/// The centres of a weighted k-means of the vocabulary, and the share of all mass that each holds. A point's mass is
/// what the objects put on it, every object 1 in all: Σ_i m_i·a_ij. k-means++ start (Arthur and Vassilvitskii 2007),
/// then Lloyd's iterations until no point changes its centre, at most 100.
/// @param distributions u × w over the points of `vectors`
/// @param max_points r; there are fewer when fewer points have mass, none when no bag has any
[[nodiscard]] ReferenceDistribution spread_reference(const Context& context, const SparseRows& distributions,
                                                     std::span<const std::uint32_t> multiplicity,
                                                     const UnitVectors& vectors, std::size_t max_points,
                                                     std::uint64_t seed);

/// What vectorizers' WassersteinVectorizer takes: r points of equal mass scattered around one centre. r is the median
/// number of features of an object (the lower whole number of it, at least 1). The centre is the direction of −v·V,
/// with v ≥ 0 the first right singular vector of the L1-normalised bags, objects counted, and V the vocabulary vectors
/// as they are, not scaled to unit length. Every coordinate of the centre gets normal noise of standard deviation 0.01,
/// and the points are scaled to length 1.
///
/// The sign: the singular vector that SciPy's svds hands to vectorizers has gone through a QR step that makes its first
/// entry negative, so the reference there stands opposite the bags. That matters, since images are scaled by their
/// distance from the reference; it is reproduced.
/// @param weighted u × v
/// @param vectors v × d
[[nodiscard]] ReferenceDistribution centre_reference(const Context& context, const SparseRowsView& weighted,
                                                     std::span<const std::uint32_t> multiplicity,
                                                     const MatrixView<float>& vectors, std::uint64_t seed);

}  // namespace proclens

// The distribution that every bag is transported to.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "embed/unit_vectors.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"
#include "proclens/wasserstein_embedding.hpp"

namespace proclens {

/// The centres of a weighted k-means of the vocabulary, and each centre's share of the total mass. A point's mass is
/// Σ_i m_i·a_ij: every object distributes a mass of 1. k-means++ start (Arthur and Vassilvitskii 2007), then Lloyd's
/// iterations until no point changes its centre, at most 100.
/// @param distributions u × w over the points of `vectors`
/// @param max_points r; the result has fewer if fewer points have mass, and none if no bag has any
[[nodiscard]] ReferenceDistribution spread_reference(const Context& context, const SparseRows& distributions,
                                                     std::span<const std::uint32_t> multiplicity,
                                                     const UnitVectors& vectors, std::size_t max_points,
                                                     std::uint64_t seed);

/// The reference of vectorizers' WassersteinVectorizer: r points of equal mass scattered around one centre. r is the
/// median number of features of an object (rounded down, at least 1). The centre is the direction of −v·V, where v ≥ 0
/// is the first right singular vector of the L1-normalised bags, weighted by multiplicity, and V the vocabulary
/// vectors, not scaled to unit length. Every coordinate of the centre gets normal noise of standard deviation 0.01, and
/// the points are scaled to length 1.
///
/// The sign: SciPy's svds passes its result through a QR step that makes the first entry of the singular vector
/// negative, so in vectorizers the reference lies opposite the bags. This matters, since images are scaled by their
/// distance from the reference, and is reproduced here.
/// @param weighted u × v
/// @param vectors v × d
[[nodiscard]] ReferenceDistribution centre_reference(const Context& context, const SparseRowsView& weighted,
                                                     std::span<const std::uint32_t> multiplicity,
                                                     const MatrixView<float>& vectors, std::uint64_t seed);

}  // namespace proclens

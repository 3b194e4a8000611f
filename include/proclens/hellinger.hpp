// The Hellinger distance between bags: bags are compared by the features that they share, without vectors.
#pragma once

#include <cstddef>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// The square roots of each row's shares: row i holds √(b_ij / Σ_j b_ij), so rows have length 1, and the Hellinger
/// distance of two bags is H(a, b) = √(1 − a·b) = ‖a − b‖/√2 of their rows: 0 for the same shares, 1 for bags without a
/// common feature (Hellinger 1909; umap-learn's metric "hellinger" on rows that sum to 1). A bag without mass has an
/// empty row.
/// @param weighted u × v, finite entries ≥ 0; throws std::invalid_argument otherwise
[[nodiscard]] SparseRows hellinger_rows(const SparseRowsView& weighted);

/// The k nearest other bags by Hellinger distance, exactly: equal to sorting all distances, ties by index. Bags without
/// a common feature are not neighbours, so a list may be shorter than k (Neighbours), and empty.
///
/// Dot products are summed feature by feature over inverted lists, rarest feature first. What a bag can still gain from
/// the features that are left is at most the length of the rest of its row (Cauchy and Schwarz); once k bags have more
/// than that, no bag that has not been met can be among the nearest, and the long lists of common features are not
/// read. Costs Σ_j (objects with feature j)² at worst. Memory: three copies of the rows, and 12·u bytes per thread.
///
/// Deterministic; the same for any number of threads, and the same bits for (i, j) as for (j, i).
/// @param rows u × v, of hellinger_rows(); throws std::invalid_argument if `validate()` reports a problem, Cancelled
[[nodiscard]] Neighbours hellinger_neighbours(const Context& context, const SparseRowsView& rows, std::size_t k);

/// The same for q queries among u references over the same features: a q × k result whose indices are references, which
/// may have the query's own shares, at distance 0. Throws std::invalid_argument also if the numbers of columns differ.
[[nodiscard]] Neighbours hellinger_references(const Context& context, const SparseRowsView& queries,
                                              const SparseRowsView& references, std::size_t k);

}  // namespace proclens

// Bags as probability distributions over their features: the input of optimal transport.
#pragma once

#include <cstddef>

#include "proclens/matrix.hpp"

namespace proclens {

/// One distribution per bag. The masses of a row are positive and sum to 1 up to rounding; a bag without mass (no
/// feature with a positive weight) has an empty row.
struct BagDistributions {
  SparseRows rows;  ///< u × v; columns ascend within a row
};

/// Keeps the heaviest features of each weighted bag (ties: the lower column first), as few as hold `mass` of the whole
/// but no more than `max_features`, and scales them to sum to 1.
/// @param weighted u × v, finite entries ≥ 0; zeros are skipped. Throws std::invalid_argument for a negative, infinite
///        or NaN entry, and for anything `validate()` reports.
/// @param max_features at least 1   @param mass in (0, 1]; 1 keeps all. Throws std::invalid_argument for others.
[[nodiscard]] BagDistributions bag_distributions(const SparseRowsView& weighted, std::size_t max_features = 256,
                                                 double mass = 1);

}  // namespace proclens

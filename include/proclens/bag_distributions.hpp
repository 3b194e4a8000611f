// Bags as probability distributions over their features: what transport works on.
#pragma once

#include <cstddef>

#include "proclens/matrix.hpp"

namespace proclens {

/// One distribution per bag. A row's masses are positive and sum to 1 up to rounding; a bag without mass (no feature
/// with a positive weight) has an empty row.
struct BagDistributions {
  SparseRows rows;  ///< u × v; columns ascend within a row
};

/// Keeps the `max_features` heaviest features of every weighted bag (equal weights: the lower column first) and scales
/// what is left to sum 1.
/// @param weighted u × v, finite entries ≥ 0; zeros are left out. A negative, infinite or NaN entry throws
///        std::invalid_argument, as does whatever `validate()` finds.
/// @param max_features at least 1, else std::invalid_argument
[[nodiscard]] BagDistributions bag_distributions(const SparseRowsView& weighted, std::size_t max_features = 256);

}  // namespace proclens

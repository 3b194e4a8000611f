// The transpose of a sparse matrix.
#pragma once

#include "proclens/matrix.hpp"

namespace proclens {

/// The transpose: row j holds the entries of column j in row order.
[[nodiscard]] SparseRows transposed(const SparseRowsView& matrix);

}  // namespace proclens

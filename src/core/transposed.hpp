// Sparse rows by column.
#pragma once

#include "proclens/matrix.hpp"

namespace proclens {

/// The transpose: row j holds the entries of column j, in the order of their rows.
[[nodiscard]] SparseRows transposed(const SparseRowsView& matrix);

}  // namespace proclens

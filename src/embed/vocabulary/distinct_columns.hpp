// Equal columns of a sparse matrix become one.
#pragma once

#include <cstdint>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

struct DistinctColumns {
  SparseRows rows;                    ///< the same rows over the distinct columns, numbered as they first appear
  std::vector<std::uint32_t> repeat;  ///< per distinct column, how many columns are equal to it, at least 1
  std::vector<std::uint32_t> column;  ///< per column of the original, its distinct column
};

/// Collapses the columns of `matrix` that have the same values in the same rows. Exact, see distinct_bags().
[[nodiscard]] DistinctColumns distinct_columns(const Context& context, const SparseRowsView& matrix);

}  // namespace proclens

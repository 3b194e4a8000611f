// Equal columns of a sparse matrix become one.
#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct DistinctColumns {
  SparseRows rows;                    ///< the same rows over the distinct columns, numbered as they first appear
  std::vector<std::uint32_t> repeat;  ///< per distinct column, how many columns are equal to it, at least 1
  std::vector<std::uint32_t> column;  ///< per column of the original, its distinct column
};

/// Collapses the columns of `matrix` that have the same values in the same rows. Exact, see distinct_bags().
[[nodiscard]] DistinctColumns distinct_columns(const Context& context, const SparseRows& matrix);

}  // namespace proclens

// Merges equal columns of a sparse matrix.
#pragma once

#include <cstdint>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

struct DistinctColumns {
  SparseRows rows;  ///< the same rows over the distinct columns, numbered in order of first appearance
  std::vector<std::uint32_t> repeat;  ///< per distinct column, how many original columns equal it, at least 1
  std::vector<std::uint32_t> column;  ///< per original column, its distinct column
};

/// Collapses the columns of `matrix` that have the same values in the same rows. Exact, see distinct_bags().
[[nodiscard]] DistinctColumns distinct_columns(const Context& context, const SparseRowsView& matrix);

}  // namespace proclens

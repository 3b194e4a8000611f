#include "embed/vocabulary/distinct_columns.hpp"

#include <utility>

#include "core/linear_algebra/transposed.hpp"
#include "proclens/distinct_bags.hpp"

namespace proclens {

DistinctColumns distinct_columns(const Context& context, const SparseRowsView& matrix) {
  DistinctBags columns = distinct_bags(context, transposed(matrix));
  return {transposed(columns.bags.counts), std::move(columns.bags.multiplicity), std::move(columns.bag_of)};
}

}  // namespace proclens

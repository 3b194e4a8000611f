#include "embed/vocabulary/distinct_columns.hpp"

#include <utility>

#include "bag/distinct_bags.hpp"
#include "embed/vocabulary/transposed.hpp"

namespace proclens {

DistinctColumns distinct_columns(const Context& context, const SparseRows& matrix) {
  DistinctBags columns = distinct_bags(context, transposed(matrix));
  return {transposed(columns.bags.counts), std::move(columns.bags.multiplicity), std::move(columns.bag_of)};
}

}  // namespace proclens

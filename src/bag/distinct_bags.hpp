// Equal bags become one.
#pragma once

#include <cstdint>
#include <vector>

#include "bag/bags.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct DistinctBags {
  Bags bags;
  std::vector<std::uint32_t> bag_of;  ///< per object, its row in `bags`
};

/// Collapses equal rows of an object × feature count matrix. Distinct bags keep the order in which they first appear.
/// Exact: rows are compared value by value, hashes only narrow the search.
[[nodiscard]] DistinctBags distinct_bags(const Context& context, const SparseRows& object_counts);

/// The inverse, for tests: one row per object.
[[nodiscard]] SparseRows expanded(const Context& context, const DistinctBags& distinct);

}  // namespace proclens

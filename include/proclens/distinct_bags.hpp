// Merges equal bags.
#pragma once

#include <cstdint>
#include <vector>

#include "proclens/bags.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct DistinctBags {
  Bags bags;
  std::vector<std::uint32_t> bag_of;  ///< per object, its row in `bags`
};

/// Collapses equal rows of an object × feature count matrix. Distinct bags keep the order in which they first appear.
/// Exact: rows are compared value by value; hashes only narrow the search. Cost O(objects + entries); memory: the
/// result and 16 to 32 bytes per object.
/// @param object_counts n × v, n below 2³² − 1
/// Throws std::invalid_argument if `object_counts.validate()` reports a problem, Error (data) for too many objects,
/// Cancelled.
[[nodiscard]] DistinctBags distinct_bags(const Context& context, const SparseRowsView& object_counts);

/// The inverse: one row per object, n × v.
[[nodiscard]] SparseRows expanded(const Context& context, const DistinctBags& distinct);

}  // namespace proclens

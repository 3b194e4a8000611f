// Which features occur before and after which.
#pragma once

#include <cstddef>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"
#include "proclens/ordered_bags.hpp"

namespace proclens {

/// Steps 1 and 2 of ordered_vectors(): v × 2v, columns with entries sum to 1. Entries that rounds of
/// expectation-maximisation make smaller than any number are stored as 0. Cost: (rounds + 1) passes over all windows.
/// @param window at least 1
[[nodiscard]] SparseRows ordered_cooccurrence(const Context& context, const SequencesView& sequences,
                                              std::size_t features, std::size_t window, std::size_t rounds);

}  // namespace proclens

// Places for the points that belong to nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "proclens/matrix.hpp"

namespace proclens {

/// Puts every point that is not in `placed` into a square grid to the right of those that are: `step` apart, in the
/// order of the points, row by row, at least 2·step away from the placed ones, level with their middle.
/// @param placed points whose row of `map` is set, ascending; @param map u × 2
void lay_out_isolated(const std::vector<std::uint32_t>& placed, double step, Matrix<float>& map);

}  // namespace proclens

// Positions for points without neighbours.
#pragma once

#include <cstdint>
#include <vector>

#include "proclens/matrix.hpp"

namespace proclens {

/// Arranges all points not in `placed` in a square grid to the right of those in `placed`: `step` apart, row by row in
/// the order of the points, at least 2·step away from the placed points, and vertically centred on them.
/// @param placed points whose row of `map` is already set, ascending; @param map u × 2
void lay_out_isolated(const std::vector<std::uint32_t>& placed, double step, Matrix<float>& map);

}  // namespace proclens

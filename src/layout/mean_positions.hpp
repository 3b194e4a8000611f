// Where on a finished layout new points belong.
#pragma once

#include <cstddef>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// For each of q new points the mean of the positions of its neighbours among the u points of a layout, each weighted
/// by its membership strength (smooth_distances()): where umap-learn's transform starts. No point's position depends on
/// which others are placed with it.
/// @param neighbours q × k, indices of `positions`   @param positions u × 2
/// @param neighbourhood as in smooth_distances()
/// @return q × 2; NaN for a point without neighbours
[[nodiscard]] Matrix<float> mean_positions(const Context& context, const NeighboursView& neighbours,
                                           const MatrixView<float>& positions, std::size_t neighbourhood);

}  // namespace proclens

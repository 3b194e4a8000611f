// Where the mass of each bag lies on average.
#pragma once

#include <span>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// Row i is row_factors[i] · Σ_j a_ij·y_j, the mean of bag i's points: u × d; zero for a bag without mass.
/// @param distributions u × w
/// @param points w × d
/// @param row_factors u
/// Throws std::invalid_argument if the shapes do not match.
[[nodiscard]] Matrix<float> mean_vectors(const Context& context, const SparseRows& distributions,
                                         const Matrix<float>& points, std::span<const float> row_factors);

}  // namespace proclens

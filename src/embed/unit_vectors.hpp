// The vocabulary's vectors as points on the unit sphere.
#pragma once

#include <cstdint>
#include <vector>

#include "proclens/bag_distributions.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// The distinct directions of a set of vectors. Features that occur in the same bags have the same vector, and moving
/// mass between them costs nothing, so they can be one point.
struct UnitVectors {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  Matrix<float> points;                  ///< w × d, distinct rows of length 1 in the order in which they first appear
  std::vector<std::uint32_t> of_vector;  ///< per input vector, its row in `points`; kNone for the zero vector
};

/// Scales every row to length 1 and removes duplicates.
[[nodiscard]] UnitVectors unit_vectors(const Context& context, const MatrixView<float>& vectors);

/// The same distributions over the points: masses of features with the same point are added; mass on features without a
/// direction is dropped and the rest scaled to sum to 1.
/// @param bags with as many columns as there were vectors; otherwise throws std::invalid_argument
/// @return u × w; an empty row for a bag without mass on any point
[[nodiscard]] SparseRows distributions_over_points(const BagDistributions& bags, const UnitVectors& vectors);

}  // namespace proclens

// Where other objects fall on a finished map.
#pragma once

#include <cstdint>
#include <vector>

#include "model/map_model.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// Everything is per placed bag.
struct PlacedBags {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  Matrix<float> vectors;               ///< q × k
  std::vector<std::uint32_t> nearest;  ///< the nearest of the map's bags; kNone for a bag without a direction
  std::vector<float> distance;         ///< to it in the embedding; infinite for a bag without neighbours
  Matrix<float> positions;             ///< q × 2; NaN where there is no nearest bag
  std::vector<std::int32_t> cluster;   ///< that of the nearest bag when it lies within the cluster's reach, else −1
};

/// Places q bags on the map, whose own bags stay where they are: bags are weighed and projected as the map's were. One
/// whose vector is that of a bag of the map, up to the rounding of single precision, takes that bag's place and cluster
/// (the lowest of several such bags). Any other lies at the mean of the positions of its layout.neighbours − 1 nearest
/// bags, each weighted with its membership strength (layout/smooth_distances.hpp), where umap-learn's transform starts.
/// Costs q·u·k multiplications; exact and deterministic.
/// @param counts q × v over the model's features
/// Throws std::invalid_argument when the shapes do not fit.
[[nodiscard]] PlacedBags place_bags(const Context& context, const MapModel& model, const SparseRowsView& counts);

}  // namespace proclens

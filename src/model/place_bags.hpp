// Places further bags on a finished map.
#pragma once

#include <cstdint>
#include <vector>

#include "model/map_model.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// One entry per placed bag throughout.
struct PlacedBags {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  Matrix<float> vectors;               ///< q × k
  std::vector<std::uint32_t> nearest;  ///< the nearest bag of the map; kNone for a bag without a direction
  std::vector<float> distance;         ///< to that bag; infinite for a bag without neighbours
  Neighbours neighbours;               ///< q × (layout.neighbours − 1), bags of the map by the map's distance
  Matrix<float> positions;             ///< q × 2; NaN where there is no nearest bag
  std::vector<std::int32_t> cluster;   ///< the nearest bag's, if the bag is within that cluster's reach, else −1
  NeighbourSearchReport search;        ///< how the neighbours were found
};

/// Places q bags on the map without moving its own bags. The bags are weighted and projected as the map's were. A bag
/// whose vector equals that of a bag of the map, up to single-precision rounding, gets that bag's position and cluster
/// (the lowest of several such bags). Any other gets the mean of the positions of its layout.neighbours − 1 nearest
/// bags, each weighted by its membership strength (layout/smooth_distances.hpp), which is where umap-learn's transform
/// starts. Neighbours and distances are of the same kind as the map's, model.neighbour_distance. The bag with the same
/// vector is always found. Deterministic; the same for any number of threads.
/// @param map_counts u × v, the map's own bags; not read if distances are those of the embedding
/// @param counts q × v over the model's features
/// Throws std::invalid_argument if the shapes do not match.
[[nodiscard]] PlacedBags place_bags(const Context& context, const MapModel& model, const SparseRowsView& map_counts,
                                    const SparseRowsView& counts, const NeighbourSearchOptions& search = {});

/// The same on a map by the Hellinger distance, whose model has no vectors of bags: neighbours are found exactly, and
/// bags with the same shares are equal. `vectors` of the result are empty.
/// @param map_counts u × v, the map's own bags
[[nodiscard]] PlacedBags place_bags_by_hellinger(const Context& context, const MapModel& model,
                                                 const SparseRowsView& map_counts, const SparseRowsView& counts);

}  // namespace proclens

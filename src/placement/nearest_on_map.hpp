// Which bag of a finished map is most like a new one, by exact Wasserstein distance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "placement/placed_objects.hpp"
#include "placement/recorded_map.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct NearestOnMap {
  std::vector<std::uint32_t> bag;  ///< per placed bag, the nearest bag of the map
  std::vector<float> distance;     ///< to it; 0 if the map has the same bag

  /// Ascending: the same distance from bags of the map to their nearest other bag; what is usual on this map.
  std::vector<float> within_map;
};

/// Ranks the neighbours of every placed bag, which are the nearest in the embedding, by exact Wasserstein distance over
/// the features that the map knows. The same for up to `sample` bags of the map, evenly spaced, and their recorded
/// neighbours. Deterministic; the same for any number of threads.
[[nodiscard]] NearestOnMap nearest_on_map(const Context& context, const RecordedMap& map, const PlacedObjects& placed,
                                          std::size_t sample = 2000);

}  // namespace proclens

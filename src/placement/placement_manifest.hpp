// What was placed on a map, in numbers: for the manifest, the page and the summary.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "atlas/left_out.hpp"
#include "atlas/manifest.hpp"
#include "lens/lens_bags.hpp"
#include "placement/placed_objects.hpp"
#include "placement/recorded_map.hpp"
#include "proclens/progress.hpp"
#include "table/database.hpp"

namespace proclens {

/// Objects and their member processes.
struct ObjectCounts {
  std::uint64_t objects = 0;
  std::uint64_t processes = 0;
};

struct PlacementCounts {
  ObjectCounts of_map;
  ObjectCounts placed;
  ObjectCounts in_clusters;        ///< of those placed
  ObjectCounts with_new_features;  ///< of those placed
  ObjectCounts without_features;   ///< these three have no place: see WithoutPlace
  ObjectCounts without_known_features;
  ObjectCounts without_information;
  ObjectCounts noise;                ///< of the map and of those placed: in no cluster
  std::uint64_t already_on_map = 0;  ///< placed processes whose pid_hash the map has, too
};

/// Counts; reads the map's points.parquet and the table `selected`.
[[nodiscard]] PlacementCounts count_placement(Database& database, const RecordedMap& map, const LensBags& bags,
                                              const PlacedObjects& placed);

/// What has no place and what was not selected, in words.
[[nodiscard]] std::vector<LeftOut> left_out_of_placement(const MapRun& run, const LensBags& bags,
                                                         const PlacementCounts& counts);

/// The counts that the manifest and the JSON summary share. Those of objects, processes, distinct bags and noise are of
/// the map and the placed ones together, as the page shows them.
[[nodiscard]] nlohmann::ordered_json placement_counts_json(const MapRun& run, const RecordedMap& map,
                                                           const LensBags& bags, const PlacedObjects& placed,
                                                           const PlacementCounts& counts);

/// The options as names and values.
[[nodiscard]] nlohmann::ordered_json placement_parameters(const MapRun& run, const RecordedMap& map);

/// manifest.json; `stages` are those finished so far.
[[nodiscard]] nlohmann::ordered_json placement_manifest(const MapRun& run, const RecordedMap& map, const LensBags& bags,
                                                        const PlacedObjects& placed, const PlacementCounts& counts,
                                                        const std::vector<StageReport>& stages);

}  // namespace proclens

// What a finished map says of processes: the process on it that is most like each of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

/// A process of the map that stands for its bag.
struct MapExample {
  std::string pid_hash;
  std::string process_name;
};

/// Evidence beside novelty, of which it is no part (docs/hunt.md).
struct MapEvidence {
  std::string title;                 ///< of the map
  std::string features;              ///< "images"
  std::vector<std::int32_t> bag;     ///< per process the nearest bag of the map; −1: it has no place there
  std::vector<float> distance;       ///< to that bag, exact Wasserstein; 0 without one
  std::vector<MapExample> examples;  ///< per bag of the map
  std::vector<float> within_map;     ///< ascending: from bags of the map to their nearest other bag

  /// The distance that 99% of the map's bags stay within. A process farther away is unlike any on the map.
  [[nodiscard]] float usual_distance() const;
  /// −ln of the share of the map's bags that are at least as far from their nearest, one more and one more of all.
  [[nodiscard]] double nats(float distance) const;
};

/// Counts the selected processes by the map's lens and finds the nearest bag of each. Reads the table `selected` and
/// the views of the dataset's tables (hunt/describe_processes.hpp).
/// @param map OUT/LENS   @param processes rows of `selected`
/// Throws Error (data) like read_recorded_map(), and if the dataset has nothing that the map's lens counts.
[[nodiscard]] MapEvidence read_map_evidence(const Context& context, Database& database,
                                            const std::filesystem::path& map, std::uint64_t processes);

}  // namespace proclens

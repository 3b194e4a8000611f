// A finished map as its folder records it: what further objects are placed among.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "lens/lens.hpp"
#include "model/map_model.hpp"
#include "proclens/bags.hpp"
#include "proclens/neighbours.hpp"
#include "table/database.hpp"

namespace proclens {

/// u distinct bags over v features.
struct RecordedMap {
  std::filesystem::path folder;  ///< OUT/LENS
  std::string title;             ///< valid UTF-8
  Lens lens;
  MapModel model;
  Bags bags;                                  ///< u × v, distinct
  std::vector<std::uint32_t> members;         ///< u, processes of the bag's objects
  std::vector<float> strength;                ///< u, as in Clustering
  std::vector<std::int32_t> nearest_cluster;  ///< u, as in Clustering
  std::vector<float> outlier_score;           ///< u
  std::size_t outlier_neighbours = 0;         ///< k of outlier_scores()
  Neighbours neighbours;                      ///< u × at most layout.neighbours − 1, as recorded
};

/// Reads what `proclens map` wrote to `folder`. Memory: the model and the bags. Throws Error (data), naming the file,
/// if the folder is not a map, is the result of placing processes on one, was made by an earlier version or with a lens
/// that does not exist, or if its files are damaged or contradict each other.
/// @param known the existing lenses
[[nodiscard]] RecordedMap read_recorded_map(Database& database, const std::filesystem::path& folder,
                                            std::span<const Lens> known = lenses());

/// The lens of such a map, without reading its arrays. Throws like read_recorded_map().
[[nodiscard]] Lens recorded_map_lens(const std::filesystem::path& folder, std::span<const Lens> known = lenses());

/// Whether the bag can be compared with others: the others lie next to the map.
[[nodiscard]] bool has_information(const RecordedMap& map, std::size_t bag);

}  // namespace proclens

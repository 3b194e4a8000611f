// What the page of a finished map says of its clusters, read from page.json.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "atlas/page/tables/page_data.hpp"

namespace proclens {

struct RecordedPage {
  std::vector<PageCluster> clusters;
  std::vector<PageLayer> layers;
  std::vector<std::string> lineage_flags;  ///< in the order of the map's page
};

/// Reads page.json of a map with so many clusters. Throws Error (data), naming the file, if it is missing, of another
/// version, damaged, or of another map.
[[nodiscard]] RecordedPage read_recorded_page(const std::filesystem::path& folder, std::size_t clusters);

}  // namespace proclens

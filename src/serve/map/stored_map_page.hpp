// map.html, made again from the files of a map.
#pragma once

#include <cstdint>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "atlas/page/page_block.hpp"
#include "proclens/context.hpp"
#include "serve/map/map_tables.hpp"
#include "table/database.hpp"

namespace proclens {

/// A map's folder, and what its page shows besides.
struct StoredMap {
  std::filesystem::path folder;
  std::filesystem::path hunt;        ///< OUT/hunt, which may not exist
  std::string links = "[]";          ///< by page_links_json (atlas/page/page_links.hpp)
  std::uint64_t database_bytes = 0;  ///< memory for DuckDB, which spills the rest; 0: what is there
};

/// The blocks of map.html from tables that were read, in their order: the first two suffice to draw the map.
/// @param database that of read_map_tables()
[[nodiscard]] std::vector<PageBlock> stored_map_blocks(const Context& context, Database& database,
                                                       const MapTables& tables);

/// Writes the page that `proclens map` would have written with this hunt and these links next to it: the same bytes.
/// Returns false, and writes nothing, if the limits of a page (PageLimits) leave anything of this map out: only `map`
/// decides what. Throws Error (data) if the folder contains no map of this version, or a damaged one; so may the hunt
/// be.
[[nodiscard]] bool write_stored_map_page(const Context& context, const StoredMap& map, std::ostream& out);

}  // namespace proclens

// Reads the files of a map once and precomputes what pages look up, so that every query is simple.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "atlas/page/tables/bag_rows.hpp"
#include "proclens/context.hpp"
#include "serve/map/map_counts.hpp"
#include "serve/map/recorded_processes.hpp"
#include "table/database.hpp"

namespace proclens {

/// Texts of `args`, `lineage` and `object` are sent to the page up to this many bytes.
inline constexpr std::size_t kServedTextBytes = 1024;

struct MapTables {
  std::string page_json;  ///< with what `bags` leaves out
  MapCounts counts;
  RecordedProcesses processes;
  BagRows bags;
};

/// Reads a map and what a hunt found of its processes. `database`, which must still be able to access files, gets the
/// tables field_text, point, members, object_row, neighbour and feature of sql/serve/, process_hash(row, text) and the
/// function cut_text(text), which returns {text, whole} for what the page receives of a long text: up to
/// `max_text_bytes`. Throws Error (data) if the folder contains no map of this version, or a damaged one; so may the
/// hunt be.
/// @param hunt OUT/hunt, which may not exist
[[nodiscard]] MapTables read_map_tables(const Context& context, Database& database, const std::filesystem::path& folder,
                                        const std::filesystem::path& hunt,
                                        std::size_t max_text_bytes = kServedTextBytes);

/// A table of the page as an Arrow stream: "points", "objects", "processes", "bags", "features", "neighbours" or
/// "texts/FIELD". `database` is that of read_map_tables, or another connection to it.
[[nodiscard]] std::string table_stream(Database& database, const MapTables& tables, std::string_view name);

}  // namespace proclens

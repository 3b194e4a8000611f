// Reads the files of a map once and precomputes what pages look up, so that every query is simple.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

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

/// Reads a map. `database`, which must still be able to access files, gets the tables field_text, point, members,
/// object_row, neighbour and feature of sql/serve/, process_hash(row, text) and the function cut_text(text), which
/// returns {text, whole} for what the page receives of a long text. Throws Error (data) if the folder contains no map
/// of this version, or a damaged one.
[[nodiscard]] MapTables read_map_tables(const Context& context, Database& database,
                                        const std::filesystem::path& folder);

}  // namespace proclens

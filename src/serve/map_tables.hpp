// The files of a map as tables of a database: what is looked up once, so that every question is a plain SELECT.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "table/database.hpp"

namespace proclens {

/// Texts of `args` and `lineage` are given to the page up to this many bytes.
inline constexpr std::size_t kServedTextBytes = 1024;

struct MapTables {
  nlohmann::ordered_json page;  ///< page.json, with what `bag` leaves out
  std::uint64_t points = 0;
};

/// Reads a map into `database`, which must still reach files: the tables field_text, process, point, neighbour, bag and
/// feature of sql/serve/, and the function cut_text(text) as {text, whole} for what the page gets of a long text.
/// Throws Error (data) when the folder holds no map of this version, or a damaged one.
[[nodiscard]] MapTables read_map_tables(Database& database, const std::filesystem::path& folder);

}  // namespace proclens

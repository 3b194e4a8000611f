#include "serve/map/stored_map_page.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "atlas/page/page.hpp"
#include "atlas/page/page_block.hpp"
#include "serve/map/spill_folder.hpp"

namespace proclens {
namespace {

bool fits_whole(Database& database, const MapTables& tables) {
  const PageLimits limits;
  if (tables.processes.rows.size() > limits.processes) return false;
  const auto bytes = [&](const char* of) {
    return static_cast<std::uint64_t>(database.number(std::string("SELECT coalesce(") + of +
                                                      "(octet_length(encode(text))), 0)::BIGINT FROM field_text"));
  };
  return bytes("max") <= limits.text_bytes && bytes("sum") <= limits.all_text_bytes;
}

/// The tables of a page, in its order.
std::vector<std::string> table_names(const nlohmann::ordered_json& header) {
  std::vector<std::string> names = {"points"};
  if (!header["lens"].value("objects_are_processes", true)) {
    names.insert(names.end(), {"objects", "texts/object"});
  }
  names.insert(names.end(), {"processes", "texts/host", "texts/name", "texts/args", "texts/user", "texts/lineage",
                             "texts/hash_text"});
  if (header.contains("hunt")) names.insert(names.end(), {"texts/reasons", "texts/labels"});
  names.insert(names.end(), {"features", "bags", "neighbours"});
  return names;
}

}  // namespace

std::vector<PageBlock> stored_map_blocks(const Context& context, Database& database, const MapTables& tables) {
  std::vector<PageBlock> blocks = {{"map", compressed_pieces(context, tables.page_json)}};
  for (const std::string& name : table_names(nlohmann::ordered_json::parse(tables.page_json))) {
    blocks.push_back({name, compressed_pieces(context, table_stream(database, tables, name))});
  }
  return blocks;
}

bool write_stored_map_page(const Context& context, const StoredMap& map, std::ostream& out) {
  const SpillFolder spill;
  Database database({context.threads(), map.database_bytes, spill.path(), false, context.cancel_flag()});
  const MapTables tables = read_map_tables(context, database, map.folder, map.hunt, PageLimits().text_bytes);
  if (!fits_whole(database, tables)) return false;
  static_cast<void>(
      write_page_blocks(out, tables.counts.title, map.links, stored_map_blocks(context, database, tables)));
  return true;
}

}  // namespace proclens

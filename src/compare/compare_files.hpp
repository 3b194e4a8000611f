// What `proclens compare` writes and prints, the page apart (docs/compare.md).
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "compare/comparison.hpp"
#include "storage/output_folder.hpp"
#include "table/database.hpp"

namespace proclens {

/// compare.json: the maps, what they have in common, how alike they are, and what moved most, by name. Reads the table
/// matched_item (compare/matched_items.hpp), and leaves point_pair for write_compare_tables().
[[nodiscard]] nlohmann::ordered_json compare_json(Database& database, const Comparison& comparison,
                                                  const std::string& title);

/// The header of compare.html.
[[nodiscard]] nlohmann::ordered_json compare_page_json(const nlohmann::ordered_json& compare);

/// Writes agreement.parquet, one row for each item, and clusters.parquet, one row for each pair of clusters with items
/// in common. After compare_json(), in the same database.
void write_compare_tables(Database& database, const Comparison& comparison, const OutputFolder& output);

/// The comparison in a few lines for the terminal.
[[nodiscard]] std::string compare_text(const nlohmann::ordered_json& compare);

}  // namespace proclens

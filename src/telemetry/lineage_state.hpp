// What is known of each selected process's ancestry, as a colour for the map.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "table/database.hpp"

namespace proclens {

/// Makes the table `lineage_state(object, state)` for the table `selected`: the states that an audit gave, or, without
/// one, how much `process_path` records.
/// @param audit_lineage lineage.parquet of an audit; an empty path: no audit
/// @return the states that occur, sorted
/// Throws Error (data) when the file is no audit's.
std::vector<std::string> make_lineage_states(Database& database, const std::filesystem::path& audit_lineage);

}  // namespace proclens

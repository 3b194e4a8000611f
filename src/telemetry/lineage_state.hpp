// What is known of each selected process's ancestry, as a colour for the map.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "table/database.hpp"

namespace proclens {

/// Makes the table `lineage_state(process, state)` for the table `selected`: the states that an audit gave, or, without
/// one, how much `process_path` records.
/// @param audit_lineage lineage.parquet of an audit; an empty path: no audit
/// @return the states that occur, sorted
/// Throws Error (data) when the file is no audit's.
std::vector<std::string> make_lineage_states(Database& database, const std::filesystem::path& audit_lineage);

/// Makes the table `lineage_flag(process, flags)` for the table `selected`: bit k of `flags` says whether the audit
/// gave the process (any of the records with its hash) the flag k of those returned. Without an audit no process has
/// any. Their names stand in the table `lineage_flag_name(bit, name)`, too.
/// @return the names of the flags that occur, in the order of the file's columns; at most 31
/// Throws Error (data) when the file is no audit's.
std::vector<std::string> make_lineage_flags(Database& database, const std::filesystem::path& audit_lineage);

}  // namespace proclens

// What is known about each selected process's ancestry, by which the map can be coloured.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "table/database.hpp"

namespace proclens {

/// Creates the table `lineage_state(process, state)` for the table `selected`: the states assigned by an audit or,
/// without one, how much `process_path` records.
/// @param audit_lineage lineage.parquet of an audit; an empty path: no audit
/// @return the states that occur, sorted
/// Throws Error (data) if the file is not an audit's.
std::vector<std::string> make_lineage_states(Database& database, const std::filesystem::path& audit_lineage);

/// Creates the table `lineage_flag(process, flags)` for the table `selected`: bit k of `flags` says whether the audit
/// gave the process (any of the records with its hash) the k-th of the returned flags. Without an audit no process has
/// any. The names are also in the table `lineage_flag_name(bit, name)`.
/// @return the names of the flags that occur, in the order of the file's columns; at most 31
/// Throws Error (data) if the file is not an audit's.
std::vector<std::string> make_lineage_flags(Database& database, const std::filesystem::path& audit_lineage);

}  // namespace proclens

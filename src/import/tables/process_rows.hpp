// The processes of an import as a table.
#pragma once

#include <string>
#include <vector>

#include "import/store/process_store.hpp"
#include "table/database.hpp"

namespace proclens {

/// Creates the table function grouped_process() that sql/import/process.sql reads: one row per process, by hash. Hashes
/// are hexadecimal digits, times microseconds since 1970, and `agent_id` is the name of the process's file. Every
/// reader groups the events anew, part by part; several may read at once.
/// @param store borrowed for as long as the function is used; nothing may be added to it any more
/// @param file_names by file number
void add_process_source(Database& database, const ProcessStore& store, std::vector<std::string> file_names);

}  // namespace proclens

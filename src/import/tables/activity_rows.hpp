// The activities of an import as a table, with the names of their processes.
#pragma once

#include <string>

#include "import/store/activity_store.hpp"
#include "import/tables/process_names.hpp"
#include "table/database.hpp"

namespace proclens {

/// Creates the table function `name`() that a script of sql/import/ reads: pid_hash, target, hostname, process_name,
/// first_seen, last_seen, events; one row per process and target, ordered by both. Times are microseconds since 1970.
/// @param names of every process that has activities; borrowed for as long as the function is used
/// @param activities borrowed likewise; nothing may be added to it any more
void add_activity_source(Database& database, std::string name, const ProcessNames& names, ActivityStore& activities);

}  // namespace proclens

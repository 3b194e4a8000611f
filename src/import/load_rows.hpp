// The loads of an import as a table, with the names of their processes.
#pragma once

#include "import/load_store.hpp"
#include "table/database.hpp"

namespace proclens {

/// Makes the table function grouped_load() of what sql/import/process_image_load.sql reads: one row per process and
/// image, by pid_hash and image. Names are those of written_process, which must be there, hold every process, and be
/// in the order of pid_hash.
/// @param loads borrowed for as long as the function is used; nothing may be added to it any more
void add_load_source(Database& database, LoadStore& loads);

}  // namespace proclens

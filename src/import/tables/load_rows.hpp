// The loads of an import as a table, with the names of their processes.
#pragma once

#include <cstddef>

#include "import/store/activity_store.hpp"
#include "import/tables/process_names.hpp"
#include "table/database.hpp"

namespace proclens {

/// When a column's distinct texts are listed completely in every row group. Affects the size of the file and the memory
/// of writing it, not its rows. 0 makes every column plain text.
struct LoadRowLimits {
  std::size_t choices = 1 << 12;       ///< maximum number of distinct texts
  std::size_t choice_bytes = 1 << 18;  ///< maximum bytes of these texts together
};

/// Creates the table function grouped_load() that sql/import/process_image_load.sql reads: one row per process and
/// image, by pid_hash and image. Returns whether all columns of names are choices (table/table_function.hpp), so that a
/// row takes little memory.
/// @param names of every process that has loads; borrowed for as long as the function is used
/// @param loads borrowed likewise; nothing may be added to it any more
bool add_load_source(Database& database, const ProcessNames& names, ActivityStore& loads,
                     const LoadRowLimits& limits = {});

}  // namespace proclens

// The table process_path: every process with its ancestors, from the parent links alone.
#pragma once

#include "import/tables/process_names.hpp"
#include "storage/file_system.hpp"
#include "table/database.hpp"

namespace proclens {

/// Writes `folder`/process_path.parquet (sql/import/process_path.sql), one row per process in the same order. Lineages
/// are followed as in the audit (telemetry/lineage.hpp), safe against cycles and chains of any length; they are cut if
/// the total would exceed 32 steps per process.
void write_lineage_paths(Database& database, const ProcessNames& processes, const OutputPath& folder);

}  // namespace proclens

// What process_with_lineage.parquet says about a process besides its recorded lineage.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/assessment/recorded_paths.hpp"
#include "table/database.hpp"
#include "table/scalar_function.hpp"
#include "telemetry/columns.hpp"
#include "telemetry/records.hpp"

namespace proclens {

/// The columns of `process`, unchanged, for the records with a recorded lineage of at least 2.
struct LineageProcesses {
  static constexpr std::int32_t kNone = -1;
  std::vector<std::int32_t> row;  ///< by record: where it is in the columns, or kNone
  WordColumn process_name, filename, hostname;
  TextColumn args;
  std::vector<std::int64_t> exit_code;
  std::vector<std::uint8_t> nulls;  ///< which of the five are NULL: bits in the order of the file's columns
};

/// Reads the view `process`. Hashes with several records or several paths are left out and written to the table
/// ambiguous_hash (sql/audit/ambiguous_hash.sql).
[[nodiscard]] LineageProcesses read_lineage_processes(Database& database, const Records& records,
                                                      const RecordedPaths& paths);

/// lineage_process(pid_hash): pid_hash, process_name, args, filename, hostname, exit_code of the process with this
/// hash; all NULL if LineageProcesses does not have it. Borrows its arguments.
[[nodiscard]] ScalarFunction lineage_process_function(const Records& records, const LineageProcesses& processes);

}  // namespace proclens

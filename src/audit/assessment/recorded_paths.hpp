// Compares the lineages recorded in the dataset's process_path with the rebuilt ones.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "table/database.hpp"
#include "telemetry/lineage.hpp"
#include "telemetry/records.hpp"

namespace proclens {

/// Rows of process_path with lineages of one length.
struct PathCount {
  std::uint64_t paths = 0;
  std::uint64_t of_duds = 0;  ///< of processes without a parent hash
};

/// One entry per record; records with the same hash share their path. If a process has several paths, the longest
/// counts; if several have that length, each of them.
struct RecordedPaths {
  static constexpr std::int32_t kMissing = -1;
  std::vector<std::int32_t> length;    ///< kMissing without a row in process_path
  std::vector<std::uint8_t> wrong;     ///< 1 if a step names a process other than the records do
  std::vector<std::uint8_t> repeated;  ///< 1 if process_path has several rows

  std::map<std::int64_t, PathCount> by_length;  ///< every row, including those of processes without a record
};

/// Compares every path once, in any order, with the parent links; linear in the number of recorded steps. A path is
/// wrong if it has, at some height, a process other than the rebuilt lineage, or continues where the records say that
/// there is no parent. Where the lineage ends at a parent without a record, or one that cannot be the parent, the
/// next step must be that parent; what comes above it cannot be checked and is accepted. Creates the table short_path
/// (sql/audit/).
[[nodiscard]] RecordedPaths check_recorded_paths(Database& database, const Records& records, const Lineages& lineages);

}  // namespace proclens

// The lineages that the dataset's own process_path records, held against the rebuilt ones.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "table/database.hpp"
#include "telemetry/lineage.hpp"
#include "telemetry/records.hpp"

namespace proclens {

/// Rows of process_path whose lineages are of one length.
struct PathCount {
  std::uint64_t paths = 0;
  std::uint64_t of_duds = 0;  ///< of processes without a parent hash
};

/// One entry per record; records that bear the same hash share their path. Of several paths of one process the longest
/// counts; of several of that length, each.
struct RecordedPaths {
  static constexpr std::int32_t kMissing = -1;
  std::vector<std::int32_t> length;    ///< kMissing without a row in process_path
  std::vector<std::uint8_t> wrong;     ///< 1 when a step names another process than the records do
  std::vector<std::uint8_t> repeated;  ///< 1 with several rows in process_path

  std::map<std::int64_t, PathCount> by_length;  ///< every row, also of processes without a record
};

/// Reads every path once, in any order, against the parent links; linear in the number of recorded steps.
/// A path is wrong when it holds, at some height, another process than the rebuilt lineage, or goes on where the
/// records say that there is no parent. Where the lineage ends at a parent without a record, the next step must be that
/// parent; what comes above it cannot be checked and is accepted. Makes the table short_path (sql/audit/).
[[nodiscard]] RecordedPaths check_recorded_paths(Database& database, const Records& records, const Lineages& lineages);

}  // namespace proclens

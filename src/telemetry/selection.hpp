// Which process instances a lens looks at, what was left out, and why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "table/database.hpp"

namespace proclens {

struct SelectionOptions {
  /// Drops processes whose lineage (`ptree`) contains one of these, ignoring case. Empty: none.
  std::vector<std::string> exclude_lineage;
  /// The sensors' own processes, dropped in the same way. Ignored with `keep_sensors`.
  std::vector<std::string> sensors = {"wintap", "amazon-ssm", "ssm-"};
  bool keep_sensors = false;          ///< selects the sensors' own processes, too
  bool include_unknown = false;       ///< also selects processes that only `process_image_load` knows
  std::optional<std::int64_t> since;  ///< µs since 1970 UTC: only processes that started at or after it
  std::optional<std::int64_t> until;  ///< µs since 1970 UTC: only processes that started before it
  std::vector<std::string> hosts;     ///< only these hosts, ignoring case; empty: all

  bool operator==(const SelectionOptions&) const = default;
};

/// How many processes each rule left out, in the order in which the rules apply; a process counts once.
struct SelectionCounts {
  std::uint64_t records = 0;           ///< rows of `process`
  std::uint64_t without_hash = 0;      ///< rows whose pid_hash is NULL or empty
  std::uint64_t repeated = 0;          ///< further rows with a pid_hash already seen
  std::uint64_t sensors = 0;           ///< lineage names a sensor
  std::uint64_t excluded_lineage = 0;  ///< lineage matches --exclude-lineage
  std::uint64_t outside_time = 0;      ///< started before --since or not before --until, or unknown start
  std::uint64_t other_hosts = 0;       ///< not on a --host
  std::uint64_t selected = 0;
  std::uint64_t without_lineage = 0;  ///< selected, but without a row in `process_path`

  /// Adds the counts of other processes.
  SelectionCounts& operator+=(const SelectionCounts& more);
};

/// Creates the table `selected(process INTEGER, pid_hash, hostname, process_name, args, user_name, process_started,
/// ptree, parent_pid_hash, process_term, exit_code, os_pid)` from the views `process`, `process_path` and, for
/// `include_unknown`, `process_image_load`. Processes are numbered from 0 in the order of pid_hash, so the order of
/// rows in the files does not matter. Of several rows with one pid_hash the one that started first is kept, ties by the
/// other columns. pid_hash is compared ignoring case.
[[nodiscard]] SelectionCounts select_processes(Database& database, const SelectionOptions& options);

/// Throws Error (data) when nothing is selected, saying rule by rule why.
/// @param starts whether to say when the processes of the view `process` started, if their times are what left them out
void require_selected(Database& database, const SelectionCounts& counts, bool starts = true);

}  // namespace proclens

// A few records of every state and with every flag, with their ancestors, for users to look at.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/assessment/assessment.hpp"
#include "table/database.hpp"
#include "telemetry/records.hpp"

namespace proclens {

/// A record for display. References are indices into Examples::records.
struct ExampleRecord {
  std::int32_t record = 0;  ///< its number in dataset order
  std::optional<std::string> pid_hash, parent_pid_hash, name, host;
  std::optional<std::string> user, args;      ///< long args are cut
  std::optional<std::string> started, ended;  ///< "2024-05-31 14:30:00.5", UTC
  std::optional<std::int64_t> os_pid, parent_os_pid;
  std::optional<std::string> recorded_ptree;  ///< as in process_path; cut if long
  RecordState state = RecordState::root;
  FlagSet flags;
  std::int32_t depth = 0;                    ///< of the whole rebuilt lineage
  std::optional<std::size_t> parent;         ///< none if the parent has no record, or if the lineage is cut here
  std::optional<std::size_t> likely_parent;  ///< only for the examples themselves
  bool cut = false;                          ///< the parent has a record, but the lineage is too long to show
};

struct Examples {
  std::vector<ExampleRecord> records;  ///< every record that an example or its lineage refers to, once
  /// Indices into `records`, by term: the states, then the flags.
  std::array<std::vector<std::size_t>, kStateCount + kFlagCount> of_term;
};

/// At most `max_examples` examples of each state that is not sound and of each flag: the first record of every process
/// name (compared ignoring case), the most common names first, then the last record of every name. Each comes with up
/// to 40 records of its lineage, and its likely parent with as many. Creates the table `example` (sql/audit/) and reads
/// the views `process` and `process_path`.
[[nodiscard]] Examples choose_examples(Database& database, const Records& records, const Assessment& assessment,
                                       std::size_t max_examples);

}  // namespace proclens

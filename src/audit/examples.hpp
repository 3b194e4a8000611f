// A few records of every state and with every flag, with their ancestors, for people to look at.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/assessment.hpp"
#include "table/database.hpp"
#include "telemetry/records.hpp"

namespace proclens {

/// A record as people see it. References are places in Examples::records.
struct ExampleRecord {
  std::int32_t record = 0;  ///< its number in the dataset's order
  std::optional<std::string> pid_hash, parent_pid_hash, name, host;
  std::optional<std::string> user, args;      ///< args cut when long
  std::optional<std::string> started, ended;  ///< "2024-05-31 14:30:00.5", UTC
  std::optional<std::int64_t> os_pid, parent_os_pid;
  std::optional<std::string> recorded_ptree;  ///< as process_path has it; cut when long
  RecordState state = RecordState::root;
  FlagSet flags;
  std::int32_t depth = 0;                    ///< of the whole rebuilt lineage
  std::optional<std::size_t> parent;         ///< nothing when it has no record, or when the lineage is cut here
  std::optional<std::size_t> likely_parent;  ///< only of the examples themselves
  bool cut = false;                          ///< its parent has a record, but the lineage is too long to show
};

struct Examples {
  std::vector<ExampleRecord> records;  ///< every record that an example or a lineage of one touches, once
  /// Places in `records`, by term: the states, then the flags.
  std::array<std::vector<std::size_t>, kStateCount + kFlagCount> of_term;
};

/// At most `most` examples of each state that is not sound and of each flag: of every process name (compared without
/// case) its first record, the commonest names first, then of every name its last one. With each come up to 40 records
/// of its lineage, and its likely parent with as many. Makes the table example (sql/audit/) and reads the views process
/// and process_path.
[[nodiscard]] Examples choose_examples(Database& database, const Records& records, const Assessment& assessment,
                                       std::size_t most);

}  // namespace proclens

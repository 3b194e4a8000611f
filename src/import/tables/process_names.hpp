// The names and parents of processes, for the tables of loads and lineages.
#pragma once

#include <cstdint>
#include <vector>

#include "core/hash/distinct_keys.hpp"
#include "core/hash/distinct_texts.hpp"
#include "core/hash/hash_bytes.hpp"
#include "table/database.hpp"

namespace proclens {

/// One entry per process in every column, 28 bytes in all, by hash.
struct ProcessNames {
  DistinctKeys<HashBytes> processes;
  /// The parent's number, or kNoParentHash or kUnknownParent (telemetry/records.hpp).
  std::vector<std::int32_t> parent;
  std::vector<std::uint32_t> host;  ///< texts of `hosts`
  std::vector<std::uint32_t> name;  ///< texts of `names`
  DistinctTexts hosts;
  DistinctTexts names;

  [[nodiscard]] std::size_t size() const { return processes.size(); }
};

/// Reads the view named_process (pid_hash, parent_pid_hash, hostname, process_name), which must be sorted by pid_hash
/// without repeats. Throws std::logic_error if it is not.
[[nodiscard]] ProcessNames read_process_names(Database& database);

}  // namespace proclens

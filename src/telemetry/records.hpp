// The process records of a dataset, numbered in its order and linked to their parents.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/columns.hpp"
#include "telemetry/hash_index.hpp"

namespace proclens {

/// Values in place of a parent's record number.
inline constexpr std::int32_t kNoParentHash = -1;   ///< the record has no parent hash
inline constexpr std::int32_t kUnknownParent = -2;  ///< its parent hash has no record
/// Its parent hash has a record, but that cannot be its parent's. Never read from a dataset: left by whoever finds out.
inline constexpr std::int32_t kRefutedParent = -3;

/// In place of a PID or time that is not recorded.
inline constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::min();

/// One entry per record in every column. Texts are unchanged; blank hashes, names and hosts count as missing.
struct Records {
  std::vector<std::int32_t> parent;          ///< the number of the parent's record, or one of the constants above
  std::vector<std::int32_t> representative;  ///< the record that represents this record's hash; usually itself
  std::vector<std::uint8_t> duplicate;       ///< 1 if other records have the same hash
  HashIndex with_hash;                       ///< the records with a given hash
  TextColumn pid_hash;
  TextColumn parent_pid_hash;
  WordColumn process_name;
  WordColumn hostname;
  std::vector<std::int64_t> os_pid, parent_os_pid;
  std::vector<std::int64_t> started, first_seen, ended;  ///< µs since 1970 UTC

  [[nodiscard]] std::size_t size() const noexcept { return pid_hash.size(); }
  /// The records that represent these hashes, or kUnknownParent. `found` must be as long as `hashes`.
  void find(std::span<const std::string_view> hashes, std::span<std::int32_t> found) const;
};

/// Reads the view `record` (sql/audit/record.sql, created here from the view `process`) and links every record to its
/// parent's. Throws Error (data) if there are 2³¹ records or more.
[[nodiscard]] Records link_records(const Context& context, Database& database);

}  // namespace proclens

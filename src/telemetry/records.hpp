// The process records of a dataset, numbered in its order, and whose parent is whose.
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

/// Instead of the number of a parent's record.
inline constexpr std::int32_t kNoParentHash = -1;   ///< the record has no parent hash
inline constexpr std::int32_t kUnknownParent = -2;  ///< its parent hash has no record

/// Instead of a PID or a time that is not recorded.
inline constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::min();

/// One entry per record in every column. Texts are as given; hashes, names and hosts that are blank are missing.
struct Records {
  std::vector<std::int32_t> parent;     ///< the number of its parent's record, or one of the above
  std::vector<std::int32_t> standing;   ///< the record that stands for this record's hash; mostly itself
  std::vector<std::uint8_t> duplicate;  ///< 1 when other records bear the same hash
  HashIndex with_hash;                  ///< the records that bear a hash
  TextColumn pid_hash;
  TextColumn parent_pid_hash;
  WordColumn process_name;
  WordColumn hostname;
  std::vector<std::int64_t> os_pid, parent_os_pid;
  std::vector<std::int64_t> started, first_seen, ended;  ///< µs since 1970 UTC

  [[nodiscard]] std::size_t size() const noexcept { return pid_hash.size(); }
  /// The records that stand for these hashes, or kUnknownParent. `found` is as long as `hashes`.
  void find(std::span<const std::string_view> hashes, std::span<std::int32_t> found) const;
};

/// Reads the view `record` (sql/audit/record.sql, made here from the view `process`) and links every record to its
/// parent's. Throws Error (data) when there are 2³¹ records or more.
[[nodiscard]] Records link_records(const Context& context, Database& database);

}  // namespace proclens

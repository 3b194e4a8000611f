// How many processes have a key, in all and in each unit: a part of the data that can be left out, such as a host.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace proclens {

/// Instead of the number of a key, a unit or a process: there is none, or it is not known.
inline constexpr std::uint32_t kNoNumber = std::numeric_limits<std::uint32_t>::max();

/// Sparse counts of keys by unit. Keys and units are numbers from 0.
class UnitCounts {
 public:
  struct Entry {
    std::uint32_t unit = 0;
    std::uint64_t processes = 0;
  };

  /// An entry with its key.
  struct KeyEntry {
    std::uint32_t key = 0;
    Entry entry;
  };

  UnitCounts() = default;
  /// @param keys how many there are; those without an entry count 0
  explicit UnitCounts(std::size_t keys) : keys_(keys) {}

  /// Adds an entry: keys ascending, and units ascending within a key (checked, std::invalid_argument).
  void add(std::uint32_t key, std::uint32_t unit, std::uint64_t processes);

  [[nodiscard]] std::size_t keys() const noexcept { return keys_; }
  [[nodiscard]] std::span<const Entry> entries(std::uint32_t key) const;
  /// The processes that have the key in all units but this one; kNoNumber leaves nothing out. O(log entries).
  [[nodiscard]] std::uint64_t without(std::uint32_t key, std::uint32_t unit) const;

  /// The processes that have the key in this unit. O(log entries).
  [[nodiscard]] std::uint64_t within(std::uint32_t key, std::uint32_t unit) const;

  /// From entries in any order; those of one key and unit are added up. O(n log n).
  [[nodiscard]] static UnitCounts summed(std::size_t keys, std::vector<KeyEntry> entries);

  /// The sums over all keys of a group. `group_of` has a group below `groups` for each key.
  [[nodiscard]] UnitCounts grouped(std::span<const std::uint32_t> group_of, std::size_t groups) const;

 private:
  std::size_t keys_ = 0;
  std::vector<std::size_t> start_;  // of each key's entries, as far as there are entries
  std::vector<std::uint64_t> total_;
  std::vector<Entry> entries_;
};

}  // namespace proclens

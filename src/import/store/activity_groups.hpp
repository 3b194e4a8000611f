// Activities grouped by process and target, in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/hash/distinct_keys.hpp"
#include "core/hash/hash_bytes.hpp"

namespace proclens {

/// Instead of the number of a file's details: none were recorded.
inline constexpr std::uint32_t kNoDetails = std::numeric_limits<std::uint32_t>::max();

/// All that one process did to one target: an image that it loaded, an address, a file, a registry key.
struct ActivityGroup {
  HashBytes process;
  HashBytes md5;  ///< the smallest of those known
  std::int64_t first_seen = 0;
  std::int64_t last_seen = 0;
  std::int64_t events = 0;
  std::uint32_t target = 0;
  std::uint32_t details = kNoDetails;  ///< the smallest of those recorded
  bool has_md5 = false;
};

class ActivityGroups {
 public:
  /// @param target, details their numbers
  void add(const HashBytes& process, std::uint32_t target, std::int64_t time, const std::optional<HashBytes>& md5,
           std::uint32_t details = kNoDetails);

  /// Sorts the groups by process, and those of a process by target. Nothing may be added afterwards.
  /// @param ranks of the targets by number, each less than `targets`; empty: the numbers themselves
  void sort(std::span<const std::uint32_t> ranks, std::size_t targets);

  /// Removes all groups but keeps their memory.
  void clear();

  [[nodiscard]] std::size_t size() const { return groups_.size(); }
  /// In the order made by `sort`.
  [[nodiscard]] const ActivityGroup& operator[](std::size_t rank) const { return groups_[order_[rank].group]; }

 private:
  /// A group and its rank.
  struct Ranked {
    std::uint64_t rank;
    std::uint32_t group;
  };
  [[nodiscard]] std::uint32_t number_of(const HashBytes& process);
  void sort_by_rank(std::uint64_t ranks);

  DistinctKeys<HashBytes> processes_;
  std::uint32_t last_process_ = 0;
  DistinctKeys<std::uint64_t> keys_;  ///< process and target of each group, with the same numbers as the groups
  std::vector<ActivityGroup> groups_;
  std::vector<Ranked> order_;
  std::vector<Ranked> spare_;
};

}  // namespace proclens

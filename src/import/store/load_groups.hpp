// Loads grouped by process and image, in memory.
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

/// All loads of one image by one process.
struct LoadGroup {
  HashBytes process;
  HashBytes md5;  ///< the smallest of those known
  std::int64_t first_seen = 0;
  std::int64_t last_seen = 0;
  std::int64_t loads = 0;
  std::uint32_t image = 0;
  std::uint32_t details = kNoDetails;  ///< the smallest of those recorded
  bool has_md5 = false;
};

class LoadGroups {
 public:
  /// @param image, details their numbers
  void add(const HashBytes& process, std::uint32_t image, std::int64_t time, const std::optional<HashBytes>& md5,
           std::uint32_t details = kNoDetails);

  /// Sorts the groups by process, and those of a process by image. Nothing may be added afterwards.
  /// @param ranks of the images by number, each less than `images`; empty: the numbers themselves
  void sort(std::span<const std::uint32_t> ranks, std::size_t images);

  /// Removes all groups but keeps their memory.
  void clear();

  [[nodiscard]] std::size_t size() const { return groups_.size(); }
  /// In the order made by `sort`.
  [[nodiscard]] const LoadGroup& operator[](std::size_t rank) const { return groups_[order_[rank].group]; }

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
  DistinctKeys<std::uint64_t> keys_;  ///< process and image of each group, with the same numbers as the groups
  std::vector<LoadGroup> groups_;
  std::vector<Ranked> order_;
  std::vector<Ranked> spare_;
};

}  // namespace proclens

// Loads grouped by process and image, in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/distinct_keys.hpp"
#include "core/hash_bytes.hpp"

namespace proclens {

/// Every load of an image by a process.
struct LoadGroup {
  HashBytes process;
  HashBytes md5;  ///< the least of those known
  std::int64_t first_seen = 0;
  std::int64_t last_seen = 0;
  std::int64_t loads = 0;
  std::uint32_t image = 0;
  bool has_md5 = false;
};

class LoadGroups {
 public:
  /// @param image its number
  void add(const HashBytes& process, std::uint32_t image, std::int64_t time, const std::optional<HashBytes>& md5);

  /// Puts the groups in the order of their processes, those of a process in that of their images. Nothing may be added
  /// any more.
  /// @param places of the images in their order, each less than their number; empty: their numbers
  void sort(std::span<const std::uint32_t> places, std::size_t images);

  /// Forgets all groups; their memory is kept for others.
  void clear();

  [[nodiscard]] std::size_t size() const { return groups_.size(); }
  /// In the order that `sort` made.
  [[nodiscard]] const LoadGroup& operator[](std::size_t place) const { return groups_[order_[place].group]; }

 private:
  /// A group and its place among the others.
  struct Placed {
    std::uint64_t place;
    std::uint32_t group;
  };
  [[nodiscard]] std::uint32_t number_of(const HashBytes& process);
  void sort_by_place(std::uint64_t places);

  DistinctKeys<HashBytes> processes_;
  std::uint32_t last_process_ = 0;
  DistinctKeys<std::uint64_t> keys_;  ///< process and image of each group, numbered like it
  std::vector<LoadGroup> groups_;
  std::vector<Placed> order_;
  std::vector<Placed> spare_;
};

}  // namespace proclens

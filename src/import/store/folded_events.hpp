// Events of one batch with the loads of each process folded into one: what the tables need of loads is which process
// they were of, what was loaded and when; everything else repeats.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "import/source/mapped_records.hpp"

namespace proclens {

/// What becomes an event of a process (process_event.hpp): a record, or all the loads of a process in one batch and
/// file.
struct FoldedEvent {
  std::size_t row;       ///< of the first record
  std::uint64_t events;  ///< how many records it stands for
  std::int64_t time;     ///< of loads the earliest; kNoTime: not known
  std::int64_t last_time;
};
constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

struct FoldedLoad {
  std::uint32_t event;   ///< that it is folded into, by its place
  std::uint32_t loaded;  ///< its text in MappedColumn::loaded
  std::uint32_t md5;     ///< its text in MappedColumn::md5, or 0
  std::int64_t time;
};

struct FoldedEvents {
  std::vector<FoldedEvent> events;  ///< by first record
  std::vector<FoldedLoad> loads;    ///< in the order of the records
};

/// Folds records of the kind `load` that are of the same file and agree in host, process key, PID, start, image and
/// user; loads without a time or without an image are left out, as they tell nothing.
/// @param files the number of the file that each record comes from
[[nodiscard]] FoldedEvents fold_loads(const MappedRecords& records, std::span<const std::int32_t> files);

}  // namespace proclens

// Events of one batch, with the loads of each process folded into one: the tables only need to know which process
// loaded what and when; everything else repeats.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "import/source/mapped_records.hpp"

namespace proclens {

/// What becomes an event of a process (process_event.hpp): a record, or all loads of a process in one batch and file.
struct FoldedEvent {
  std::size_t row;       ///< of the first record
  std::uint64_t events;  ///< how many records it represents
  std::int64_t time;     ///< the earliest of the loads; kNoTime: unknown
  std::int64_t last_time;
};
constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

struct FoldedLoad {
  std::uint32_t event;    ///< index of the event it is folded into
  std::uint32_t loaded;   ///< its text in MappedColumn::loaded
  std::uint32_t md5;      ///< its text in MappedColumn::md5, or 0
  std::uint32_t details;  ///< its text in MappedColumn::file_details, or 0
  std::int64_t time;
};

struct FoldedEvents {
  std::vector<FoldedEvent> events;  ///< by first record
  std::vector<FoldedLoad> loads;    ///< in the order of the records
};

/// Folds records of the kind `load` that are of the same file and agree in host, process key, PID, start, image and
/// user. Loads without a time or an image are dropped, since they say nothing.
/// @param files the file number of each record
[[nodiscard]] FoldedEvents fold_loads(const MappedRecords& records, std::span<const std::int32_t> files);

}  // namespace proclens

// Events of one batch, with the activities of each process folded into one per kind: the tables only need to know which
// process did what and when; everything else repeats.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "import/source/mapped_records.hpp"
#include "import/store/process_event.hpp"

namespace proclens {

/// What becomes an event of a process (process_event.hpp): a record, or all activities of one kind of a
/// process in one batch and file.
struct FoldedEvent {
  std::size_t row;       ///< of the first record
  std::uint64_t events;  ///< how many records it represents
  std::int64_t time;     ///< the earliest of the activities; kNoTime: unknown
  std::int64_t last_time;
  EventKind kind = EventKind::load;
};
constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

struct FoldedActivity {
  std::uint32_t event;    ///< index of the event it is folded into
  std::uint32_t target;   ///< its text in the target_column of the event's kind
  std::uint32_t md5;      ///< of a load its text in MappedColumn::md5, or 0
  std::uint32_t details;  ///< of a load its text in MappedColumn::file_details, or 0
  std::int64_t time;
};

struct FoldedEvents {
  std::vector<FoldedEvent> events;  ///< by first record
  /// By activity_index of their kind, each in the order of the records.
  std::array<std::vector<FoldedActivity>, kActivityKinds.size()> activities;
};

/// The column that says what an activity was done to.
[[nodiscard]] MappedColumn target_column(EventKind kind);

/// Folds activities of the same kind and file that agree in host, process key, PID, start, image and user. Those
/// without a time or a target are dropped, since they say nothing.
/// @param files the file number of each record
[[nodiscard]] FoldedEvents fold_activities(const MappedRecords& records, std::span<const std::int32_t> files);

}  // namespace proclens

#include "import/store/folded_events.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace proclens {
namespace {

/// The values that folded activities have in common, as bytes.
using ProcessWords = std::array<std::int64_t, 8>;

ProcessWords process_words(const MappedRecords& records, std::size_t row, std::int32_t file, EventKind kind) {
  const auto number = [&](MappedColumn column) { return records.number(column, row); };
  const auto text = [&](MappedColumn column) { return std::int64_t{records.text_id(column, row)}; };
  const auto pid = number(MappedColumn::pid);
  const auto started = number(MappedColumn::started);
  return {(std::int64_t{file} << 2U) | (pid ? 2 : 0) | (started ? 1 : 0),
          pid.value_or(0),
          started.value_or(0),
          text(MappedColumn::host),
          text(MappedColumn::process_key),
          text(MappedColumn::image),
          text(MappedColumn::user_name),
          static_cast<std::int64_t>(kind)};
}

EventKind kind_named(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, EventKind>, 5> kKinds = {{{"start", EventKind::start},
                                                                             {"end", EventKind::end},
                                                                             {"connection", EventKind::connection},
                                                                             {"file", EventKind::file},
                                                                             {"registry", EventKind::registry}}};
  const auto* found = std::ranges::find(kKinds, name, [](const auto& kind) { return kind.first; });
  return found == kKinds.end() ? EventKind::load : found->second;
}

/// What each text of the column `kind` means.
std::vector<EventKind> kinds_of(const DistinctTexts& texts) {
  std::vector<EventKind> kinds;
  for (std::uint32_t id = 0; id < texts.size(); ++id) kinds.push_back(kind_named(texts.text(id)));
  return kinds;
}

}  // namespace

MappedColumn target_column(EventKind kind) {
  constexpr std::array kColumns = {MappedColumn::loaded, MappedColumn::connection, MappedColumn::file_activity,
                                   MappedColumn::registry_activity};
  return kColumns[activity_index(kind)];
}

FoldedEvents fold_activities(const MappedRecords& records, std::span<const std::int32_t> files) {
  FoldedEvents folded;
  const std::vector<EventKind> kinds = kinds_of(records.texts(MappedColumn::kind));
  DistinctTexts processes;                  // of the bytes of ProcessWords
  std::vector<std::uint32_t> event_of{0U};  // by number in `processes`
  ProcessWords last{-1};                    // of no process: files are counted from 0
  std::uint32_t process = 0;
  for (std::size_t row = 0; row < records.rows(); ++row) {
    const auto time = records.number(MappedColumn::time, row);
    const auto event = static_cast<std::uint32_t>(folded.events.size());
    const EventKind kind = kinds[records.text_id(MappedColumn::kind, row)];
    if (!is_activity(kind)) {
      folded.events.push_back({row, 1, time.value_or(kNoTime), time.value_or(kNoTime), kind});
      continue;
    }
    const std::uint32_t target = records.text_id(target_column(kind), row);
    if (!time || target == DistinctTexts::kNull) continue;
    const ProcessWords words = process_words(records, row, files[row], kind);
    if (words != last) {  // consecutive activities are often of the same process
      process = processes.add(std::string_view(reinterpret_cast<const char*>(words.data()), sizeof words));
      last = words;
    }
    if (process == event_of.size()) {
      event_of.push_back(event);
      folded.events.push_back({row, 0, *time, *time, kind});
    }
    FoldedEvent& activities = folded.events[event_of[process]];
    ++activities.events;
    activities.time = std::min(activities.time, *time);
    activities.last_time = std::max(activities.last_time, *time);
    const bool is_load = kind == EventKind::load;
    folded.activities[activity_index(kind)].push_back(
        {event_of[process], target, is_load ? records.text_id(MappedColumn::md5, row) : DistinctTexts::kNull,
         is_load ? records.text_id(MappedColumn::file_details, row) : DistinctTexts::kNull, *time});
  }
  return folded;
}

}  // namespace proclens

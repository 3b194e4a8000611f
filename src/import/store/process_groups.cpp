#include "import/store/process_groups.hpp"

#include <algorithm>
#include <cstddef>

#include "core/hash/distinct_keys.hpp"

namespace proclens {
namespace {

/// The events of a process that determine its group.
struct Chosen {
  const ProcessEvent* first = nullptr;
  const ProcessEvent* start = nullptr;  ///< the first, like the next one
  const ProcessEvent* end = nullptr;
};

void choose_earlier(const ProcessEvent*& chosen, const ProcessEvent& event) {
  if (chosen == nullptr || event.number < chosen->number) chosen = &event;
}

template <class T>
std::optional<T> coalesce(const std::optional<T>& first, const std::optional<T>& second) {
  return first ? first : second;
}

void add_times(ProcessGroup& group, const ProcessEvent& event) {
  group.first_seen = std::min(group.first_seen, event.time);
  group.last_seen = std::max(group.last_seen, event.last_time);
  if (event.started) group.started = std::min(group.started.value_or(*event.started), *event.started);
  if (event.kind == EventKind::end) group.ended = std::max(group.ended.value_or(event.time), event.time);
}

void add_texts(ProcessGroup& group, const Chosen& chosen) {
  const ProcessEvent& first = *chosen.first;
  const ProcessEvent& told = chosen.start != nullptr ? *chosen.start : first;
  group.file = file_of(first.number);
  group.host = coalesce(first.host, told.host);
  group.pid = coalesce(told.pid, first.pid);
  group.image = coalesce(told.image, first.image);
  group.user_name = coalesce(told.user_name, first.user_name);
  if (chosen.end != nullptr) group.exit_code = chosen.end->exit_code;
  if (chosen.start == nullptr) return;
  group.has_start = true;
  group.args = told.args;
  group.parent = told.parent;
  group.parent_pid = told.parent_pid;
  group.md5 = told.md5;
  group.file_details = told.file_details;
  group.integrity_level = told.integrity_level;
  group.logon_id = told.logon_id;
  group.current_directory = told.current_directory;
  group.parent_image = told.parent_image;
  group.parent_args = told.parent_args;
  group.record_number = told.record_number;
  group.record_channel = told.record_channel;
}

}  // namespace

std::vector<ProcessGroup> process_groups(std::span<const ProcessEvent> events) {
  DistinctKeys<HashBytes> processes;
  std::vector<Chosen> chosen;
  std::vector<ProcessGroup> groups;
  for (const ProcessEvent& event : events) {
    const std::uint32_t process = processes.add(event.process);
    if (process == groups.size()) {
      chosen.emplace_back();
      groups.push_back({.process = event.process, .first_seen = event.time, .last_seen = event.last_time});
    }
    choose_earlier(chosen[process].first, event);
    if (event.kind == EventKind::start) choose_earlier(chosen[process].start, event);
    if (event.kind == EventKind::end) choose_earlier(chosen[process].end, event);
    add_times(groups[process], event);
  }
  for (std::size_t i = 0; i < groups.size(); ++i) add_texts(groups[i], chosen[i]);
  std::sort(groups.begin(), groups.end(),
            [](const ProcessGroup& a, const ProcessGroup& b) { return a.process < b.process; });
  return groups;
}

}  // namespace proclens

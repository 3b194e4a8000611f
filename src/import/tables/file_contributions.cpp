#include "import/tables/file_contributions.hpp"

#include <algorithm>

namespace proclens {

void FileContributions::add_host(std::int32_t file, std::string_view host) {
  const std::string_view number(reinterpret_cast<const char*>(&file), sizeof file);
  if (host_key_.starts_with(number) && std::string_view(host_key_).substr(sizeof file) == host) return;
  host_key_.assign(number).append(host);
  hosts_.add(host_key_);
}

void FileContributions::add(std::span<const ProcessEvent> events) {
  processes_.clear();
  in_file_.clear();
  for (const ProcessEvent& event : events) {
    const std::int32_t file = file_of(event.number);
    FileYield& yield = files_[static_cast<std::size_t>(file)];
    const std::size_t before = in_file_.size();
    in_file_.add(std::uint64_t{processes_.add(event.process)} << 32U | static_cast<std::uint32_t>(file));
    yield.processes += in_file_.size() - before;
    yield.events += event.events;
    if (is_activity(event.kind)) yield.activities[activity_index(event.kind)] += event.events;
    yield.first_time = std::min(yield.first_time.value_or(event.time), event.time);
    yield.last_time = std::max(yield.last_time.value_or(event.last_time), event.last_time);
    if (event.host) add_host(file, *event.host);
  }
}

}  // namespace proclens

#include "import/store/folded_events.hpp"

#include <algorithm>
#include <array>

namespace proclens {
namespace {

/// The values that folded loads have in common, as bytes.
using ProcessWords = std::array<std::int64_t, 8>;

ProcessWords process_words(const MappedRecords& records, std::size_t row, std::int32_t file) {
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
          0};
}

/// Whether each text of the column `kind` means a load.
std::vector<char> kinds_of_load(const DistinctTexts& kinds) {
  std::vector<char> is_load;
  for (std::uint32_t id = 0; id < kinds.size(); ++id) is_load.push_back(kinds.text(id) == "load" ? 1 : 0);
  return is_load;
}

}  // namespace

FoldedEvents fold_loads(const MappedRecords& records, std::span<const std::int32_t> files) {
  FoldedEvents folded;
  const std::vector<char> is_load = kinds_of_load(records.texts(MappedColumn::kind));
  DistinctTexts processes;                  // of the bytes of ProcessWords
  std::vector<std::uint32_t> event_of{0U};  // by number in `processes`
  ProcessWords last{-1};                    // of no process: files are counted from 0
  std::uint32_t process = 0;
  for (std::size_t row = 0; row < records.rows(); ++row) {
    const auto time = records.number(MappedColumn::time, row);
    const auto event = static_cast<std::uint32_t>(folded.events.size());
    if (is_load[records.text_id(MappedColumn::kind, row)] == 0) {
      folded.events.push_back({row, 1, time.value_or(kNoTime), time.value_or(kNoTime)});
      continue;
    }
    const std::uint32_t loaded = records.text_id(MappedColumn::loaded, row);
    if (!time || loaded == DistinctTexts::kNull) continue;
    const ProcessWords words = process_words(records, row, files[row]);
    if (words != last) {  // consecutive loads are often of the same process
      process = processes.add(std::string_view(reinterpret_cast<const char*>(words.data()), sizeof words));
      last = words;
    }
    if (process == event_of.size()) {
      event_of.push_back(event);
      folded.events.push_back({row, 0, *time, *time});
    }
    FoldedEvent& loads = folded.events[event_of[process]];
    ++loads.events;
    loads.time = std::min(loads.time, *time);
    loads.last_time = std::max(loads.last_time, *time);
    folded.loads.push_back({event_of[process], loaded, records.text_id(MappedColumn::md5, row),
                            records.text_id(MappedColumn::file_details, row), *time});
  }
  return folded;
}

}  // namespace proclens

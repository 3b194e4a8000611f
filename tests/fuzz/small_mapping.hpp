// A mapping for the fuzz targets, and a replacement for the table of embedded SQL, which they do not need.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "import/source/classified_records.hpp"
#include "import/source/mapping.hpp"
#include "table/sql.hpp"

namespace proclens {

const std::map<std::string, std::string, std::less<>>& sql_files() {
  static const std::map<std::string, std::string, std::less<>> none;
  return none;
}

const std::string& sql(std::string_view) {
  static const std::string none;
  return none;
}

inline const Mapping& small_mapping() {
  static const Mapping mapping = parse_mapping(
      "small",
      "-- form: flat; channel = Channel; event = EventID; host = Hostname\n"
      "-- form: nested; channel = w.c; event = w.e | e; host = w.h; fields = w.d.\n"
      "-- loose form: loose; channel = system.channel | channel; event = system.eventid | event_id; host = "
      "host | host_name; fields = eventdata.\n"
      "-- channel: log\n-- event: 1, 7\n"
      "-- column: image from Image, Pid, a.b\n\"Image\"\n");
  return mapping;
}

/// The kept rows, one cell per line.
inline std::string row_text(const ClassifiedRecords& sorted) {
  std::string text;
  const RecordRows& rows = sorted.rows[0];
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    for (const DistinctColumn& column : rows.columns()) {
      const auto cell = column.cell(row);
      text += cell ? "=" + std::string(*cell) : "-";
      text += '\n';
    }
  }
  return text;
}

/// All classified records as one text.
inline std::string all_text(const ClassifiedRecords& sorted) {
  std::string text = row_text(sorted);
  const RecordCounts& c = sorted.counts;
  for (const auto count : {c.kept, c.other_event, c.other_channel, c.unknown_form, c.unreadable, c.too_long}) {
    text += std::to_string(count) + ' ';
  }
  return text;
}

}  // namespace proclens

// Random events of processes, and the same as a DuckDB table.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/random.hpp"
#include "import/store/process_event.hpp"
#include "table/database.hpp"

namespace proclens {

class DrawnEvents {
 public:
  /// Events of a few processes in `files` files, in an order different from that of their numbers; optional values are
  /// sometimes missing, and some texts are empty or contain odd bytes.
  DrawnEvents(std::size_t count, std::int32_t files) {
    for (std::size_t i = 0; i < count; ++i) {
      ProcessEvent event;
      event.process = hash(count / 8 + 1);
      event.kind = static_cast<EventKind>(below(6));
      // Each once, since `count` is not a multiple.
      const std::int64_t record = static_cast<std::int64_t>(i * 7919 % count);
      event.number = numbered_record(static_cast<std::int32_t>(record % files), record);
      event.events = is_activity(event.kind) ? 1 + below(5) : 1;
      event.time = static_cast<std::int64_t>(below(1000)) - 500;
      event.last_time = event.time + static_cast<std::int64_t>(below(3));
      event.started = number(1000);
      event.pid = number(50);
      event.host = text("host");
      event.image = text("c:\\image");
      event.user_name = text("user");
      if (event.kind == EventKind::end) event.exit_code = number(9);
      if (event.kind == EventKind::start) {
        event.args = text(below(50) == 0 ? std::string(30'000, 'x') : "-a \"\n");
        if (below(4) > 0) event.parent = hash(100);
        event.parent_pid = number(50);
        if (below(4) > 0) event.md5 = hash(10);
        event.file_details = text("true\x1fValid\x1fSigner");
        event.integrity_level = text("High");
        event.logon_id = text("0x3e7");
        event.current_directory = text("c:\\");
        event.parent_image = text("c:\\parent.exe");
        event.parent_args = text("-parent");
        event.record_number = number(1000);
        event.record_channel = text("channel");
      }
      events_.push_back(event);
    }
  }
  DrawnEvents(const DrawnEvents&) = delete;

  [[nodiscard]] const std::vector<ProcessEvent>& events() const { return events_; }

  /// Creates the table event (file, number, kind, events, pid_hash, …) of them.
  void put_into(Database& database) const {
    database.run(
        "CREATE TABLE event (file INTEGER, number BIGINT, kind VARCHAR, events BIGINT, pid_hash UUID, time BIGINT, "
        "last_time BIGINT, started BIGINT, pid BIGINT, parent_pid BIGINT, exit_code BIGINT, record_number "
        "BIGINT, host VARCHAR, image VARCHAR, user_name VARCHAR, args VARCHAR, record_channel VARCHAR, "
        "file_details VARCHAR, integrity_level VARCHAR, logon_id VARCHAR, current_directory VARCHAR, parent_image "
        "VARCHAR, parent_args VARCHAR, parent_pid_hash UUID, md5 UUID)");
    TableAppender rows = database.append_to("event");
    for (const ProcessEvent& event : events_) {
      rows.int32(file_of(event.number));
      rows.int64(event.number);
      rows.text(
          std::array{"start", "end", "load", "connection", "file", "registry"}[static_cast<std::size_t>(event.kind)]);
      rows.int64(static_cast<std::int64_t>(event.events));
      rows.uuid(event.process.high, event.process.low);
      rows.int64(event.time);
      rows.int64(event.last_time);
      for (const auto& value : {event.started, event.pid, event.parent_pid, event.exit_code, event.record_number}) {
        value ? rows.int64(*value) : rows.null();
      }
      for (const auto& value :
           {event.host, event.image, event.user_name, event.args, event.record_channel, event.file_details,
            event.integrity_level, event.logon_id, event.current_directory, event.parent_image, event.parent_args}) {
        value ? rows.text(*value) : rows.null();
      }
      for (const auto& value : {event.parent, event.md5}) value ? rows.uuid(value->high, value->low) : rows.null();
      rows.end_row();
    }
    rows.close();
  }

 private:
  std::uint64_t below(std::uint64_t n) { return numbers_.below(next_++, n); }

  /// Distributed over all parts; some agree in their first half.
  HashBytes hash(std::uint64_t different) {
    const std::uint64_t drawn = below(different);
    return {(drawn / 2 + 1) * 0x9E3779B97F4A7C15ULL, drawn};
  }
  std::optional<std::int64_t> number(std::uint64_t n) {
    return below(3) == 0 ? std::nullopt : std::optional(static_cast<std::int64_t>(below(n)));
  }
  std::optional<std::string_view> text(const std::string& start) {
    const std::uint64_t drawn = below(12);
    if (drawn == 0) return std::nullopt;
    return texts_.emplace_back(drawn == 1 ? "" : start + std::to_string(drawn) + "\u00e9.Example");
  }

  CounterRandom numbers_{11, 0};
  std::uint64_t next_ = 0;
  std::deque<std::string> texts_;
  std::vector<ProcessEvent> events_;
};

}  // namespace proclens

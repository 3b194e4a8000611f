#include "import/store/security_events.hpp"

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/text.hpp"
#include "import/identity/instance_hash.hpp"
#include "import/store/process_groups.hpp"
#include "table/copy_to_file.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

void append(TableAppender& rows, const std::optional<std::string_view>& text) { text ? rows.text(*text) : rows.null(); }
void append(TableAppender& rows, const std::optional<std::int64_t>& number) {
  number ? rows.int64(*number) : rows.null();
}
void append_time(TableAppender& rows, const std::optional<std::int64_t>& microseconds) {
  microseconds ? rows.timestamp(*microseconds) : rows.null();
}

std::optional<std::string_view> text_in(const Chunk& chunk, std::size_t column, std::size_t row) {
  return chunk.valid(column, row) ? std::optional(chunk.text(column, row)) : std::nullopt;
}
std::optional<std::int64_t> number_in(const Chunk& chunk, std::size_t column, std::size_t row) {
  return chunk.valid(column, row) ? std::optional(chunk.int64(column)[row]) : std::nullopt;
}
std::optional<HashBytes> hash_in(const Chunk& chunk, std::size_t column, std::size_t row) {
  const std::optional<std::string_view> digits = text_in(chunk, column, row);
  return digits ? hash_of_digits(*digits) : std::nullopt;
}

/// Converts a row of known_security_event.sql.
ProcessEvent event_of(const Chunk& chunk, std::size_t row) {
  const std::optional<HashBytes> process = hash_in(chunk, 2, row);
  if (!process) throw std::logic_error("an event of the Security log that is known has no process");
  const bool is_start = chunk.boolean(1, row);
  ProcessEvent event;
  event.process = *process;
  event.kind = is_start ? EventKind::start : EventKind::end;
  event.number = chunk.int64(0)[row];
  event.time = event.last_time = chunk.int64(4)[row];
  event.started = number_in(chunk, 5, row);
  event.pid = number_in(chunk, 6, row);
  event.parent_pid = number_in(chunk, 7, row);
  event.exit_code = number_in(chunk, 8, row);
  event.host = text_in(chunk, 9, row);
  event.image = text_in(chunk, 10, row);
  event.user_name = text_in(chunk, 11, row);
  event.args = text_in(chunk, 12, row);
  event.integrity_level = text_in(chunk, 13, row);
  event.logon_id = text_in(chunk, 14, row);
  event.parent_image = text_in(chunk, 15, row);
  event.record_number = number_in(chunk, 16, row);
  event.record_channel = text_in(chunk, 17, row);
  event.parent = hash_in(chunk, 3, row);
  return event;
}

}  // namespace

void SecurityEvents::add(const MappedRecords& records, std::size_t row, std::int64_t number, HostNames& hosts) {
  const auto text = [&](MappedColumn column) { return records.text(column, row); };
  const auto value = [&](MappedColumn column) { return records.number(column, row); };
  if (!has_table_) database_.run(sql("import/security_event"));
  has_table_ = true;
  if (!rows_) rows_.emplace(database_.append_to("security_event"));
  const bool is_start = text(MappedColumn::kind) == "start";
  const std::optional<std::string_view> host = text(MappedColumn::host);
  const std::optional<HashBytes> process =
      hosts.process_hash(host, std::nullopt, value(MappedColumn::pid), value(MappedColumn::started));
  rows_->int64(number);
  append(*rows_, text(MappedColumn::kind));
  append(*rows_, host ? std::optional(hosts.first_spelling(*host)) : std::nullopt);
  process ? rows_->uuid(process->high, process->low) : rows_->null();
  append(*rows_, value(MappedColumn::pid));
  append_time(*rows_, value(MappedColumn::started));
  append_time(*rows_, value(MappedColumn::time));
  append(*rows_, text(MappedColumn::image));
  append(*rows_, is_start ? text(MappedColumn::command_line) : std::nullopt);
  append(*rows_, value(MappedColumn::parent_pid));
  append(*rows_, text(MappedColumn::user_name));
  append(*rows_, value(MappedColumn::exit_code));
  for (const MappedColumn column :
       {MappedColumn::integrity_level, MappedColumn::logon_id, MappedColumn::parent_image}) {
    append(*rows_, is_start ? text(column) : std::nullopt);
  }
  const std::optional<std::int64_t> record_number = value(MappedColumn::record_number);
  append(*rows_, record_number);
  append(*rows_, record_number ? text(MappedColumn::record_channel) : std::nullopt);
  rows_->end_row();
  if (++held_ >= max_held_) write_piece();
}

/// Writes the events in memory to a file.
void SecurityEvents::write_piece() {
  close_rows();
  std::array<char, 32> name{};
  std::snprintf(name.data(), name.size(), "%09llu.parquet", static_cast<unsigned long long>(pieces_++));
  copy_to_file(database_, "FROM security_event", folder_ / name.data(),
               "FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE 4096");
  database_.run(sql("import/security_event"));
  held_ = 0;
}

/// Only now are the appended rows in the table.
void SecurityEvents::close_rows() {
  if (rows_) rows_->close();
  rows_.reset();
}

/// Makes `security_event` a view of everything added.
void SecurityEvents::show_pieces() {
  close_rows();
  if (pieces_ == 0) return;
  if (held_ > 0) write_piece();
  database_.run("DROP TABLE security_event; CREATE VIEW security_event AS FROM read_parquet(" +
                sql_literal((folder_ / "*.parquet").string()) + ")");
}

void SecurityEvents::fill_other_sources(const SysmonDays& sysmon_days, const ProcessStore& store) {
  database_.run(sql("import/other_sources"));
  TableAppender days = database_.append_to("sysmon_day");
  for (const auto& [host_and_day, seen] : sysmon_days) {
    days.text(host_and_day.first);
    days.int64(host_and_day.second);
    days.timestamp(seen.first);
    days.timestamp(seen.last);
    days.end_row();
  }
  days.close();
  TableAppender unstarted = database_.append_to("unstarted_process");
  TableAppender started = database_.append_to("started_process");
  ProcessStore::Part part;
  for (std::size_t i = 0; i < ProcessStore::kParts; ++i) {
    store.read(i, part);
    for (const ProcessGroup& group : process_groups(part.events())) {
      if (!group.host || !group.pid || !group.image) continue;
      TableAppender& rows = group.has_start ? started : unstarted;
      rows.text(ascii_lower(*group.host));
      rows.int64(*group.pid);
      rows.text(ascii_lower(last_path_part(*group.image)));
      rows.timestamp(group.has_start ? group.started.value_or(group.first_seen) : group.first_seen);
      if (!group.has_start) rows.uuid(group.process.high, group.process.low);
      rows.end_row();
    }
  }
  unstarted.close();
  started.close();
}

std::vector<SecurityEvents::SupersededRecords> SecurityEvents::resolve(const SysmonDays& sysmon_days,
                                                                       ProcessStore& store) {
  std::vector<SupersededRecords> told;
  if (!has_table_) return told;
  show_pieces();
  fill_other_sources(sysmon_days, store);
  database_.run(sql("import/security_process"));
  Rows known = database_.query(sql("import/known_security_event"));
  while (const Chunk* chunk = known.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) store.add(event_of(*chunk, row));
  }
  Rows left_out = database_.query(sql("import/superseded_by_sysmon"));
  while (const Chunk* chunk = left_out.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      told.push_back({chunk->int32(0)[row], static_cast<std::uint64_t>(chunk->int64(1)[row])});
    }
  }
  return told;
}

}  // namespace proclens

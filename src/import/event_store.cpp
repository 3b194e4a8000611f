#include "import/event_store.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <optional>
#include <string>

#include "import/folded_events.hpp"
#include "import/import_functions.hpp"
#include "import/instance_hash.hpp"
#include "import/mapped_records.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::size_t kFirstRecords = 1000;  // soon enough for statements to be planned while more is read
constexpr int kNumberBits = 40;              // of a record within its file; event.sql says so, too

std::optional<std::int64_t> known_time(std::int64_t time) {
  return time == kNoTime ? std::nullopt : std::optional(time);
}

/// An event whose hashes are known.
struct HashedEvent {
  FoldedEvent event;
  std::optional<HashBytes> process;
  std::optional<HashBytes> parent;  ///< of starts, as is the next
  std::optional<HashBytes> md5;
};

HashedEvent hashed(const MappedRecords& records, const FoldedEvent& event) {
  const std::size_t row = event.row;
  const auto text = [&](MappedColumn column) { return records.text(column, row); };
  const auto number = [&](MappedColumn column) { return records.number(column, row); };
  const auto host = text(MappedColumn::host);
  HashedEvent result{event, {}, {}, {}};
  result.process =
      instance_hash(host, text(MappedColumn::process_key), number(MappedColumn::pid), number(MappedColumn::started));
  if (text(MappedColumn::kind) != "start") return result;
  result.parent = instance_hash(host, text(MappedColumn::parent_key), number(MappedColumn::parent_pid),
                                number(MappedColumn::parent_started));
  if (const auto md5 = text(MappedColumn::md5)) result.md5 = hash_of_digits(*md5);
  return result;
}

void append(TableAppender& rows, const std::optional<std::string_view>& text) { text ? rows.text(*text) : rows.null(); }
void append(TableAppender& rows, const std::optional<std::int64_t>& number) {
  number ? rows.int64(*number) : rows.null();
}
void append(TableAppender& rows, const std::optional<HashBytes>& hash) {
  hash ? rows.uuid(hash->high, hash->low) : rows.null();
}
void append_time(TableAppender& rows, const std::optional<std::int64_t>& microseconds) {
  microseconds ? rows.timestamp(*microseconds) : rows.null();
}

/// A row of event.sql.
void append_event(TableAppender& rows, const std::string& source, const MappedRecords& records,
                  const HashedEvent& hashed, std::int64_t number_of_record) {
  const FoldedEvent& event = hashed.event;
  const auto text = [&](MappedColumn column) { return records.text(column, event.row); };
  const auto number = [&](MappedColumn column) { return records.number(column, event.row); };
  const auto kind = text(MappedColumn::kind);
  rows.int32(static_cast<std::int32_t>(number_of_record >> kNumberBits));
  rows.int64(number_of_record);
  rows.text(source);
  append(rows, kind);
  rows.int64(static_cast<std::int64_t>(event.events));
  append(rows, text(MappedColumn::host));
  append(rows, hashed.process);
  append(rows, number(MappedColumn::pid));
  append_time(rows, number(MappedColumn::started));
  append_time(rows, known_time(event.time));
  append_time(rows, known_time(event.last_time));
  append(rows, text(MappedColumn::image));
  append(rows, kind == "start" ? text(MappedColumn::command_line) : std::nullopt);
  append(rows, hashed.parent);
  append(rows, number(MappedColumn::parent_pid));
  append(rows, text(MappedColumn::user_name));
  append(rows, number(MappedColumn::exit_code));
  append(rows, hashed.md5);
  rows.end_row();
}

std::vector<std::int32_t> files_of(std::span<const std::int64_t> numbers) {
  std::vector<std::int32_t> files;
  for (const std::int64_t number : numbers) files.push_back(static_cast<std::int32_t>(number >> kNumberBits));
  return files;
}

void store_loads(const MappedRecords& records, const FoldedEvents& folded, std::span<const HashedEvent> events,
                 LoadStore& store) {
  const DistinctTexts& images = records.texts(MappedColumn::loaded);
  const DistinctTexts& hashes = records.texts(MappedColumn::md5);
  std::vector<std::optional<std::uint64_t>> image_of(images.size());
  std::vector<std::optional<HashBytes>> md5_of;
  for (std::uint32_t id = 0; id < hashes.size(); ++id) md5_of.push_back(hash_of_digits(hashes.text(id)));
  for (const FoldedLoad& load : folded.loads) {
    const std::optional<HashBytes>& process = events[load.event].process;
    if (!process) continue;
    std::optional<std::uint64_t>& image = image_of[load.loaded];
    if (!image) image = store.image(images.text(load.loaded));
    store.add(*process, *image, load.time, md5_of[load.md5]);
  }
}

}  // namespace

/// Records of one mapping that are held.
struct EventStore::Batch {
  const Mapping* mapping;
  RecordRows rows = {};
  std::vector<std::int64_t> numbers = {};     ///< of the records
  std::unique_ptr<RecordMapper> mapper = {};  ///< once there was a record
};

EventStore::EventStore(Database& database, std::filesystem::path folder, std::span<const Mapping> mappings,
                       const EventStoreLimits& limits)
    : database_(database), folder_(std::move(folder)), mappings_(mappings), limits_(limits), loads_(folder_) {
  add_import_functions(database_);
  database_.run(sql("import/event"));
  for (const Mapping& mapping : mappings_) batches_.push_back({&mapping});
}

EventStore::~EventStore() = default;

void EventStore::add(std::int32_t file, std::vector<SortedRecords>&& sorted) {
  next_number_ = std::max(next_number_, std::int64_t{file} << kNumberBits);
  std::size_t rows_held = 0;
  for (const SortedRecords& part : sorted) {
    for (std::size_t i = 0; i < batches_.size(); ++i) {
      Batch& batch = batches_[i];
      const std::size_t before = batch.numbers.size();
      batch.rows.append(part.rows[i]);
      batch.numbers.resize(before + part.rows[i].rows());
      std::iota(batch.numbers.begin() + static_cast<std::ptrdiff_t>(before), batch.numbers.end(), next_number_);
      next_number_ += static_cast<std::int64_t>(part.rows[i].rows());
    }
  }
  for (const Batch& batch : batches_) rows_held += batch.numbers.size();
  if (rows_held < (has_mapped_ ? limits_.records : std::min(limits_.records, kFirstRecords))) return;
  write_batches();
  has_mapped_ = true;
}

void EventStore::write_batches() {
  for (Batch& batch : batches_) {
    if (batch.numbers.empty()) continue;
    write_batch(batch);
    batch.rows = {};
    batch.numbers.clear();
  }
}

void EventStore::write_batch(Batch& batch) {
  if (!batch.mapper) batch.mapper = std::make_unique<RecordMapper>(database_, *batch.mapping);
  const MappedRecords records = batch.mapper->map(batch.rows);
  const FoldedEvents folded = fold_loads(records, files_of(batch.numbers));
  std::vector<HashedEvent> events;
  events.reserve(folded.events.size());
  for (const FoldedEvent& event : folded.events) events.push_back(hashed(records, event));
  if (!rows_) rows_.emplace(database_.append_to("event"));
  for (const HashedEvent& event : events) {
    append_event(*rows_, batch.mapping->name, records, event, batch.numbers[event.event.row]);
  }
  store_loads(records, folded, events, loads_);
  counts_.events += events.size();
  for (const FoldedEvent& event : folded.events) {
    if (records.text(MappedColumn::kind, event.row) == "load") counts_.loads += event.events;
  }
  if (batch.mapping->name == "security") counts_.of_security += events.size();
  events_held_ += events.size();
  if (events_held_ >= limits_.events) write_piece();
}

/// Makes a file of the events that are held.
void EventStore::write_piece() {
  close_rows();
  std::array<char, 32> name{};
  std::snprintf(name.data(), name.size(), "%09llu.parquet", static_cast<unsigned long long>(pieces_++));
  database_.run("COPY event TO " + sql_literal((folder_ / name.data()).string()) +
                " (FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE 4096)");
  database_.run(sql("import/event"));
  events_held_ = 0;
}

/// The table has the rows that were appended only now.
void EventStore::close_rows() {
  if (rows_) rows_->close();
  rows_.reset();
}

void EventStore::finish() {
  write_batches();
  close_rows();
  if (pieces_ == 0) return;
  if (events_held_ > 0) write_piece();
  database_.run("DROP TABLE event; CREATE VIEW event AS FROM read_parquet(" +
                sql_literal((folder_ / "*.parquet").string()) + ")");
}

}  // namespace proclens

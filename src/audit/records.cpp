#include "audit/records.hpp"

#include <limits>

#include "core/error.hpp"
#include "core/text.hpp"
#include "table/sql.hpp"

namespace proclens {

void TextColumn::reserve(std::size_t texts, std::size_t bytes) {
  end_.reserve(texts + 1);
  bytes_.reserve(bytes);
}

void TextColumn::add(std::string_view text) {
  bytes_ += text;
  end_.push_back(bytes_.size());
}

namespace {

void read_links(Database& database, Records& records) {
  Rows rows = database.query(
      "SELECT record, standing, CASE WHEN parent IS NOT NULL THEN parent WHEN has_parent_hash THEN -2 ELSE -1 END, "
      "CAST(first_process AS INTEGER) FROM parent JOIN flag USING (record)");
  while (const Chunk* chunk = rows.next()) {
    const auto record = chunk->int64(0);
    const auto standing = chunk->int64(1);
    const auto parent = chunk->int64(2);
    const auto first = chunk->int32(3);
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      records.standing[record[row]] = static_cast<std::int32_t>(standing[row]);
      records.links.parent[record[row]] = static_cast<std::int32_t>(parent[row]);
      records.links.first_process[record[row]] = static_cast<std::uint8_t>(first[row]);
    }
  }
}

void read_texts(Database& database, Records& records) {
  Rows rows = database.query("SELECT pid_hash, parent_pid_hash, process_name FROM record ORDER BY rowid");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto text = [&](std::size_t column) {
        return chunk->valid(column, row) ? chunk->text(column, row) : std::string_view();
      };
      const bool is_orphan = records.links.parent[records.pid_hash.size()] == kUnknownParent;
      records.pid_hash.add(text(0));
      records.parent_pid_hash.add(is_orphan ? text(1) : std::string_view());
      records.process_name.add(text(2));
    }
  }
}

}  // namespace

void link_records(Database& database) {
  for (const char* step : {"first_process", "expected_parent", "record", "identity", "parent", "flag"}) {
    database.run(sql("audit/" + std::string(step)));
  }
}

Records read_records(Database& database) {
  const std::int64_t n = database.number("SELECT count(*) FROM record");
  if (n >= std::numeric_limits<std::int32_t>::max()) {
    throw Error(Fault::data, "table 'process' has " + grouped(static_cast<unsigned long long>(n)) + " rows, too many",
                "Audit it in parts, by day for instance.");
  }
  Records records;
  const auto size = static_cast<std::size_t>(n);
  records.links.parent.resize(size);
  records.links.first_process.resize(size);
  records.standing.resize(size);
  records.pid_hash.reserve(size, 32 * size);
  records.parent_pid_hash.reserve(size, 0);
  records.process_name.reserve(size, 16 * size);
  read_links(database, records);
  read_texts(database, records);
  return records;
}

}  // namespace proclens

#include "audit/records.hpp"

#include <stdexcept>
#include <string>

#include "core/error.hpp"
#include "core/text.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

void reserve(Records& records, std::size_t size) {
  records.parent.resize(size);
  records.standing.resize(size);
  records.duplicate.resize(size);
  records.pid_hash.reserve(size, 32 * size);
  records.parent_pid_hash.reserve(size, 0);
  records.process_name.reserve(size);
  records.hostname.reserve(size);
  for (auto* numbers :
       {&records.os_pid, &records.parent_os_pid, &records.started, &records.first_seen, &records.ended}) {
    numbers->reserve(size);
  }
}

void read_links(Database& database, Records& records) {
  Rows rows = database.query(
      "SELECT l.record, l.standing, CASE WHEN l.parent IS NOT NULL THEN l.parent WHEN has_parent_hash THEN -2 ELSE -1 "
      "END FROM link l");
  while (const Chunk* chunk = rows.next()) {
    const auto record = chunk->int64(0);
    const auto standing = chunk->int64(1);
    const auto parent = chunk->int64(2);
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      records.standing[record[row]] = static_cast<std::int32_t>(standing[row]);
      records.parent[record[row]] = static_cast<std::int32_t>(parent[row]);
    }
  }
}

void read_duplicates(Database& database, Records& records) {
  Rows rows = database.query("SELECT record FROM duplicate");
  while (const Chunk* chunk = rows.next()) {
    for (const std::int64_t record : chunk->int64(0)) records.duplicate[record] = 1;
  }
}

void append(std::vector<std::int64_t>& numbers, std::span<const std::int64_t> more) {
  numbers.insert(numbers.end(), more.begin(), more.end());
}

void read_columns(Database& database, Records& records) {
  // A table is scanned in its order; sorting by rowid would cost more than everything else here.
  const std::vector<SqlValue> none = {kUnknown};
  Rows rows = database.query(
      "SELECT rowid, pid_hash, parent_pid_hash, process_name, hostname, coalesce(os_pid, $1::BIGINT), "
      "coalesce(parent_os_pid, $1::BIGINT), coalesce(epoch_us(process_started), $1::BIGINT), "
      "coalesce(epoch_us(first_seen), $1::BIGINT), coalesce(epoch_us(process_term), $1::BIGINT) FROM record",
      none);
  while (const Chunk* chunk = rows.next()) {
    if (static_cast<std::size_t>(chunk->int64(0)[0]) != records.pid_hash.size()) {
      throw std::logic_error("the table record was not scanned in its order");
    }
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto text = [&](std::size_t column) {
        return chunk->valid(column, row) ? chunk->text(column, row) : std::string_view();
      };
      const bool is_orphan = records.parent[records.pid_hash.size()] == kUnknownParent;
      records.pid_hash.add(text(1));
      records.parent_pid_hash.add(is_orphan ? text(2) : std::string_view());
      records.process_name.add(text(3));
      records.hostname.add(text(4));
    }
    append(records.os_pid, chunk->int64(5));
    append(records.parent_os_pid, chunk->int64(6));
    append(records.started, chunk->int64(7));
    append(records.first_seen, chunk->int64(8));
    append(records.ended, chunk->int64(9));
  }
}

}  // namespace

Records link_records(Database& database) {
  for (const char* step : {"record", "identity", "link"}) database.run(sql("audit/" + std::string(step)));
  const std::int64_t n = database.number("SELECT count(*) FROM record");
  if (n >= std::numeric_limits<std::int32_t>::max()) {
    throw Error(Fault::data, "table 'process' has " + grouped(static_cast<unsigned long long>(n)) + " rows, too many",
                "Audit it in parts, by day for instance.");
  }
  Records records;
  reserve(records, static_cast<std::size_t>(n));
  read_links(database, records);
  read_duplicates(database, records);
  read_columns(database, records);
  return records;
}

}  // namespace proclens

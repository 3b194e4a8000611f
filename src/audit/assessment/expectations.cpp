#include "audit/assessment/expectations.hpp"

#include "table/sql.hpp"
#include "telemetry/records.hpp"

namespace proclens {
namespace {

std::int64_t number_or_any(const Chunk& chunk, std::size_t column, std::size_t row) {
  return chunk.valid(column, row) ? chunk.int64(column)[row] : kUnknown;
}

}  // namespace

Expectations read_expectations(Database& database) {
  database.run(sql("audit/first_process"));
  database.run(sql("audit/placeholder_process"));
  database.run(sql("audit/expected_parent"));
  Expectations expectations;
  Rows first = database.query("SELECT process_name, kernel, os_pid::BIGINT, parent_os_pid::BIGINT FROM first_process");
  while (const Chunk* chunk = first.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      expectations.first.emplace(
          chunk->text(0, row),
          FirstProcess{chunk->boolean(1, row), number_or_any(*chunk, 2, row), number_or_any(*chunk, 3, row)});
    }
  }
  Rows placeholders = database.query("SELECT process_name, os_pid::BIGINT FROM placeholder_process");
  while (const Chunk* chunk = placeholders.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      expectations.placeholders.emplace(chunk->text(0, row), chunk->int64(1)[row]);
    }
  }
  Rows pairs = database.query("SELECT process_name, parent_name FROM expected_parent");
  while (const Chunk* chunk = pairs.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      expectations.parents[std::string(chunk->text(0, row))].emplace(chunk->text(1, row));
    }
  }
  return expectations;
}

}  // namespace proclens

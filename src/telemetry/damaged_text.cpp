#include "telemetry/damaged_text.hpp"

#include <filesystem>
#include <string>
#include <string_view>

#include "core/text.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::string_view kDuckDbSays = "is not valid UTF8";

bool is_about_damaged_text(const Error& error) {
  return error.fault() == Fault::data && std::string_view(error.what()).find(kDuckDbSays) != std::string_view::npos;
}

/// Throws if some value of a column of text cannot be decoded.
void check_text(Database& database, const std::filesystem::path& file, const std::string& column) try {
  static_cast<void>(database.text("SELECT max(" + sql_identifier(column) + ") FROM read_parquet(" +
                                  sql_literal(file.string()) + ", hive_partitioning = false)"));
} catch (const Error& error) {
  if (!is_about_damaged_text(error)) throw;
  throw Error(Fault::data,
              "column '" + printable(column) + "' of " + printable(file.string(), 4096) + " has text that is not UTF-8",
              "Write it as UTF-8 when exporting, or as binary, whose other bytes are shown as \\xNN.");
}

std::vector<std::string> text_columns(Database& database, const std::filesystem::path& file) {
  std::vector<std::string> columns;
  Rows rows =
      database.query("SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet(" + sql_literal(file.string()) +
                     ", hive_partitioning = false)) WHERE column_type = 'VARCHAR'");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) columns.emplace_back(chunk->text(0, row));
  }
  return columns;
}

}  // namespace

void name_damaged_text(std::span<const Dataset> datasets, const Error& error) {
  if (!is_about_damaged_text(error)) return;
  Database database;
  for (const Dataset& dataset : datasets) {
    for (const StdviewTable table : kStdviewTables) {
      for (const std::filesystem::path& file : dataset.table(table).files) {
        for (const std::string& column : text_columns(database, file)) check_text(database, file, column);
      }
    }
  }
}

}  // namespace proclens

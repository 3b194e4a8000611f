#include "table/table_file.hpp"

#include <array>
#include <fstream>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kParquetMagic = "PAR1";

bool is_parquet_file(const fs::path& path) {
  std::array<char, kParquetMagic.size()> begin{};
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(Fault::machine, "cannot read " + printable(path.string(), 4096), "Check its permissions.");
  file.read(begin.data(), begin.size());
  return file && std::string_view(begin.data(), begin.size()) == kParquetMagic;
}

template <class Expression>
std::string first_of(const TableFile& file, std::initializer_list<std::string_view> names, const char* type,
                     Expression expression) {
  std::string list;
  for (const std::string_view name : names) {
    const auto column = file.columns.find(ascii_lower(name));
    if (column != file.columns.end()) list += expression(sql_identifier(column->first), column->second) + ", ";
  }
  return "coalesce(" + list + "CAST(NULL AS " + type + "))";
}

}  // namespace

bool TableFile::has(std::string_view column) const { return columns.contains(ascii_lower(column)); }

void TableFile::require(std::string_view column) const {
  if (has(column)) return;
  std::string found;
  for (const auto& [name, type] : columns) found += (found.empty() ? "" : ", ") + name;
  throw Error(Fault::data, "column '" + printable(column) + "' is missing in " + printable(path.string(), 4096),
              "Its columns are " + printable(found, 400) + ".");
}

std::string TableFile::text(std::initializer_list<std::string_view> names) const {
  return first_of(*this, names, "VARCHAR",
                  [](const std::string& name, const std::string&) { return "CAST(" + name + " AS VARCHAR)"; });
}

std::string TableFile::time(std::initializer_list<std::string_view> names) const {
  return first_of(*this, names, "TIMESTAMP", sql_utc);
}

TableFile open_table_file(Database& database, const fs::path& path) {
  const std::string shown = printable(path.string(), 4096);
  if (!fs::exists(path)) throw Error(Fault::data, "there is no file " + shown);
  if (!fs::is_regular_file(path)) throw Error(Fault::data, shown + " is not a file", "Name a Parquet or CSV file.");
  const bool is_parquet = is_parquet_file(path);
  TableFile file{path, (is_parquet ? "read_parquet(" : "read_csv(") + sql_literal(path.string()), {}};
  // Nothing but the file itself says what is in it: not its folders, and not only its first rows.
  file.source += is_parquet
                     ? ", hive_partitioning = false)"
                     : ", header = true, all_varchar = true, hive_partitioning = false, quote = '\"', escape = '\"')";
  try {
    Rows rows =
        database.query("SELECT lower(column_name), column_type FROM (DESCRIBE SELECT * FROM " + file.source + ")");
    while (const Chunk* chunk = rows.next()) {
      for (std::size_t row = 0; row < chunk->rows(); ++row) {
        file.columns.emplace(chunk->text(0, row), chunk->text(1, row));
      }
    }
  } catch (const Error& error) {
    throw Error(error.fault(), "cannot read " + shown + ": " + error.what(),
                "It must be Parquet, or CSV with a header.");
  }
  return file;
}

}  // namespace proclens

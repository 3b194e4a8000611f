#include "table/copy_to_file.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

/// `options` with another ROW_GROUP_SIZE.
std::string with_row_group_size(std::string_view options, std::uint64_t rows) {
  constexpr std::string_view kName = "ROW_GROUP_SIZE ";
  std::string changed(options);
  const std::size_t at = changed.find(kName);
  if (at == std::string::npos) return changed + ", " + std::string(kName) + std::to_string(rows);
  const std::size_t digits = at + kName.size();
  const std::size_t end = std::min(changed.find_first_not_of("0123456789", digits), changed.size());
  return changed.replace(digits, end - digits, std::to_string(rows));
}

void copy(Database& database, std::string_view select, const OutputPath& file, std::string_view options) {
  require_written(file.files->expect_writer(file.path), file.path);
  try {
    database.run("COPY (" + std::string(select) + ") TO " + sql_literal(file.string()) + " (" + std::string(options) +
                 ")");
  } catch (const Error& error) {
    // DuckDB has the same kind of error for files that cannot be read and files that cannot be written; the file named
    // in the message tells which it was.
    const std::string what = error.what();
    if (what.find(printable(file.string(), 600)) == std::string::npos) throw;
    throw Error(Fault::machine, "cannot write " + printable(file.string(), 4096) + ": " + what,
                "Check free space and permissions where the output goes.");
  }
}

/// With several threads DuckDB adds a second row group of fewer than 2,048 rows to the first, unless that has the usual
/// 122,880; with one thread it does not (version 1.4: PhysicalBatchCopyToFile, PhysicalCopyToFile). So with one thread
/// such a file is written again, as one group.
void join_short_row_group(Database& database, const OutputPath& file, std::string_view options) {
  constexpr std::int64_t kShort = 2048;
  constexpr std::int64_t kUsual = 122'880;
  if (database.number("SELECT CAST(current_setting('threads') AS BIGINT)") > 1) return;
  const std::string groups = "FROM (SELECT DISTINCT row_group_id, row_group_num_rows AS rows FROM parquet_metadata(" +
                             sql_literal(file.string()) + "))";
  if (database.number("SELECT count(*) " + groups) != 2) return;
  const std::int64_t last = database.number("SELECT last(rows ORDER BY row_group_id) " + groups);
  const std::int64_t rows = database.number("SELECT CAST(sum(rows) AS BIGINT) " + groups);
  if (last >= kShort || rows - last == kUsual) return;
  const OutputPath joined{file.path.string() + ".joined", *file.files};
  copy(database, "FROM read_parquet(" + sql_literal(file.string()) + ", hive_partitioning = false)", joined,
       with_row_group_size(options, static_cast<std::uint64_t>(rows - last + kShort)));
  require_written(file.files->rename(joined.path, file.path), file.path);
}

}  // namespace

void copy_to_file(Database& database, std::string_view select, const OutputPath& file, std::string_view options) {
  copy(database, select, file, options);
  if (options.starts_with("FORMAT parquet")) join_short_row_group(database, file, options);
}

}  // namespace proclens

#include "import/dataset_tables.hpp"

#include <string>
#include <system_error>

#include "core/error.hpp"
#include "core/memory.hpp"
#include "core/parallel.hpp"
#include "core/text.hpp"
#include "import/lineage_paths.hpp"
#include "import/load_rows.hpp"
#include "table/sql.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

// Row groups are what DuckDB holds in memory until it writes them: rows of processes are wide, those of loads narrow
// when their names are numbers. Version 2 has differences for the times of loads, which are smaller and quicker to
// read; what few rows share a value of is not worth a dictionary.
constexpr const char* kProcessLayout = "ROW_GROUP_SIZE 8192";
constexpr const char* kLoadLayout = "ROW_GROUP_SIZE 20480, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 4096";
constexpr const char* kNarrowLoadLayout = "ROW_GROUP_SIZE 24576, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 4096";

void add_import_files(Database& database, const LogFiles& logs) {
  database.run(sql("import/import_file"));
  TableAppender appender = database.append_to("import_file");
  std::int32_t number = 0;
  for (const LogFile& file : logs.files) {
    appender.int32(number++);
    appender.text(valid_utf8(file.path.stem().string()));
    appender.end_row();
  }
  appender.close();
}

std::optional<std::int64_t> time_in(const Chunk& chunk, std::size_t column, std::size_t row) {
  if (!chunk.valid(column, row)) return std::nullopt;
  return chunk.int64(column)[row];
}

std::uint64_t count_in(const Chunk& chunk, std::size_t column, std::size_t row) {
  return static_cast<std::uint64_t>(chunk.int64(column)[row]);
}

/// Parts that events were sorted out of per file: (file, events).
void subtract(Database& database, const std::string& name, ImportReport& report, std::uint64_t FileReport::*member) {
  Rows rows = database.query(sql(name));
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      report.files[chunk->int32(0)[row]].*member = static_cast<std::uint64_t>(chunk->int64(1)[row]);
    }
  }
}

/// The SELECT of a table; of an earlier import's and this one's together, if there is an earlier one.
std::string select_of(Database& database, const std::string& table, const fs::path& earlier) {
  if (earlier.empty()) return sql("import/" + table);
  database.run("CREATE OR REPLACE VIEW earlier_" + table + " AS FROM read_parquet(" +
               sql_literal((earlier / (table + ".parquet")).string()) + ")");
  database.run("CREATE OR REPLACE VIEW new_" + table + " AS " + sql("import/" + table));
  return sql("import/merged_" + table);
}

/// Makes the view written_TABLE.
void show_table(Database& database, const std::string& table, const fs::path& file) {
  database.run("CREATE OR REPLACE VIEW written_" + table + " AS FROM read_parquet(" + sql_literal(file.string()) + ")");
}

void copy_to(Database& database, const std::string& select, const fs::path& file, const std::string& layout) {
  database.run("COPY (" + select + ") TO " + sql_literal(file.string()) +
               " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, " + layout + ")");
}

/// Keeps the processes in memory, so that what reads them need not wait for their file.
void hold_processes(Database& database) {
  database.run("CREATE OR REPLACE TABLE held_process AS " + sql("import/process") +
               "; CREATE OR REPLACE VIEW written_process AS FROM held_process");
}

/// Writes a table and shows it.
void write_table(Database& database, const std::string& table, const std::string& layout, const fs::path& folder,
                 const fs::path& earlier) {
  const fs::path file = folder / (table + ".parquet");
  copy_to(database, select_of(database, table, earlier), file, layout);
  show_table(database, table, file);
}

/// Copies an earlier table that nothing is added to and shows it.
void keep_table(Database& database, const std::string& table, const fs::path& folder, const fs::path& earlier) {
  const fs::path file = folder / (table + ".parquet");
  std::error_code error;
  if (!fs::copy_file(earlier / (table + ".parquet"), file, error)) {
    throw Error(Fault::machine, printable(file.string(), 4096) + ": " + error.message(),
                "Check free space and permissions where the output goes.");
  }
  show_table(database, table, file);
}

void write_load_table(Database& database, const LoadStore& loads, bool are_narrow, const fs::path& folder,
                      const fs::path& earlier) {
  const std::string table = "process_image_load";
  if (loads.empty() && !earlier.empty()) return keep_table(database, table, folder, earlier);
  write_table(database, table, are_narrow ? kNarrowLoadLayout : kLoadLayout, folder, earlier);
}

/// Fills in what each file gave.
void count_yield(Database& database, bool has_security, ImportReport& report) {
  for (FileReport& file : report.files) file.nameless = file.records.kept;
  Rows rows = database.query(sql("import/file_counts"));
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      FileReport& file = report.files[chunk->int32(0)[row]];
      file.nameless -= count_in(*chunk, 1, row);
      file.yield = {count_in(*chunk, 2, row), count_in(*chunk, 3, row), count_in(*chunk, 4, row),
                    time_in(*chunk, 5, row), time_in(*chunk, 6, row)};
    }
  }
  if (has_security) subtract(database, "import/told_by_sysmon", report, &FileReport::told_by_sysmon);
  for (FileReport& file : report.files) file.nameless -= file.told_by_sysmon;
}

/// What the table process holds; image loads apart.
ImportYield yield_of_processes(Database& database) {
  ImportYield yield;
  Rows rows = database.query(sql("import/dataset_counts"));
  while (const Chunk* chunk = rows.next()) {
    yield.processes = count_in(*chunk, 0, 0);
    yield.hosts = count_in(*chunk, 1, 0);
    yield.first_time = time_in(*chunk, 2, 0);
    yield.last_time = time_in(*chunk, 3, 0);
  }
  return yield;
}

}  // namespace

void write_dataset_tables(Database& database, EventStore& store, const LogFiles& logs, const fs::path& folder,
                          const fs::path& earlier, ImportReport& report, const BesideLimits& limits) {
  add_import_files(database, logs);
  const bool has_security = store.counts().of_security > 0;
  database.run(sql(has_security ? "import/known_event_with_security" : "import/known_event"));
  const auto write_loads = [&](Database& handle) {
    const bool are_narrow = add_load_source(handle, store.loads()) && earlier.empty();
    write_load_table(handle, store.loads(), are_narrow, folder, earlier);
  };
  const auto use_processes = [&] {
    report.yield = yield_of_processes(database);
    write_lineage_paths(database, folder);
  };
  if (earlier.empty() && store.counts().loads >= limits.loads && store.counts().events <= limits.events) {
    Database beside = database.another();
    run_both([&] { hold_processes(database); }, [&] { count_yield(beside, has_security, report); });
    run_both(
        [&] {
          copy_to(database, "FROM held_process", folder / "process.parquet", kProcessLayout);
          use_processes();
        },
        [&] { write_loads(beside); });
  } else {
    write_table(database, "process", kProcessLayout, folder, earlier);
    write_loads(database);
    count_yield(database, has_security, report);
    use_processes();
  }
  report.yield.image_loads =
      static_cast<std::uint64_t>(database.number("SELECT count(*) FROM written_process_image_load"));
}

}  // namespace proclens

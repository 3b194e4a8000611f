#include "import/tables/dataset_tables.hpp"

#include <array>
#include <mutex>
#include <string>

#include "core/parallel.hpp"
#include "core/text.hpp"
#include "import/tables/activity_rows.hpp"
#include "import/tables/file_contributions.hpp"
#include "import/tables/lineage_paths.hpp"
#include "import/tables/load_rows.hpp"
#include "import/tables/process_rows.hpp"
#include "proclens/error.hpp"
#include "storage/output_file.hpp"
#include "table/copy_to_file.hpp"
#include "table/sql.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

// DuckDB keeps a row group in memory until it writes it: rows of processes are wide, those of loads narrow if their
// names are numbers. Parquet version 2 encodes the times of loads as differences, which are smaller and faster to read;
// values shared by few rows are not worth a dictionary.
constexpr const char* kProcessLayout = "ROW_GROUP_SIZE 8192";
constexpr const char* kLoadLayout = "ROW_GROUP_SIZE 20480, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 4096";
constexpr const char* kNarrowLoadLayout = "ROW_GROUP_SIZE 24576, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 4096";

/// By file number.
std::vector<std::string> names_of(const LogFiles& logs) {
  std::vector<std::string> names;
  for (const LogFile& file : logs.files) names.push_back(valid_utf8(file.path.stem().string()));
  return names;
}

std::optional<std::int64_t> time_in(const Chunk& chunk, std::size_t column, std::size_t row) {
  if (!chunk.valid(column, row)) return std::nullopt;
  return chunk.int64(column)[row];
}

std::uint64_t count_in(const Chunk& chunk, std::size_t column, std::size_t row) {
  return static_cast<std::uint64_t>(chunk.int64(column)[row]);
}

bool has_table(const fs::path& folder, const std::string& table) {
  return !folder.empty() && fs::exists(folder / (table + ".parquet"));
}

/// The SELECT of a table, together with the earlier import's if that has it.
std::string select_of(Database& database, const std::string& table, const fs::path& earlier) {
  if (!has_table(earlier, table)) return sql("import/" + table);
  database.run("CREATE OR REPLACE VIEW earlier_" + table + " AS FROM read_parquet(" +
               sql_literal((earlier / (table + ".parquet")).string()) + ")");
  database.run("CREATE OR REPLACE VIEW new_" + table + " AS " + sql("import/" + table));
  return sql("import/merged_" + table);
}

/// Creates the view written_TABLE.
void show_table(Database& database, const std::string& table, const OutputPath& file) {
  database.run("CREATE OR REPLACE VIEW written_" + table + " AS FROM read_parquet(" + sql_literal(file.string()) + ")");
}

/// Writes a table and creates its view.
void write_table(Database& database, const std::string& table, const std::string& layout, const OutputPath& folder,
                 const fs::path& earlier) {
  const OutputPath file = folder / (table + ".parquet");
  copy_to_file(database, select_of(database, table, earlier), file,
               "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, " + layout);
  show_table(database, table, file);
}

/// Copies an earlier table to which nothing is added and creates its view.
void keep_table(Database& database, const std::string& table, const OutputPath& folder, const fs::path& earlier) {
  const OutputPath file = folder / (table + ".parquet");
  copy_file(earlier / (table + ".parquet"), file);
  show_table(database, table, file);
}

void write_load_table(Database& database, const ActivityStore& loads, bool are_narrow, const OutputPath& folder,
                      const fs::path& earlier) {
  const std::string table = "process_image_load";
  if (loads.empty() && !earlier.empty()) return keep_table(database, table, folder, earlier);
  write_table(database, table, are_narrow ? kNarrowLoadLayout : kLoadLayout, folder, earlier);
}

/// An activity table, written only if it has rows.
struct ActivityTable {
  EventKind kind;
  const char* table;
  const char* source;  ///< the table function that its script reads
};
constexpr std::array kActivityTables = {ActivityTable{EventKind::connection, "process_net_conn", "grouped_connection"},
                                        ActivityTable{EventKind::file, "process_file", "grouped_file"},
                                        ActivityTable{EventKind::registry, "process_registry", "grouped_registry"}};

void write_activity_tables(Database& database, EventStore& store, const ProcessNames& names, const OutputPath& folder,
                           const fs::path& earlier) {
  for (const auto& [kind, table, source] : kActivityTables) {
    ActivityStore& activities = store.activities(kind);
    if (!activities.empty()) {
      add_activity_source(database, source, names, activities);
      write_table(database, table, kLoadLayout, folder, earlier);
    } else if (has_table(earlier, table)) {
      keep_table(database, table, folder, earlier);
    }
  }
}

/// Fills in the row counts of the activity tables.
void count_activities(Database& database, const OutputPath& folder, ImportYield& yield) {
  const auto rows = [&](const std::string& table) {
    return static_cast<std::uint64_t>(database.number("SELECT count(*) FROM written_" + table));
  };
  yield.activities[activity_index(EventKind::load)] = rows("process_image_load");
  for (const ActivityTable& activity : kActivityTables) {
    if (has_table(folder.path, activity.table)) yield.activities[activity_index(activity.kind)] = rows(activity.table);
  }
}

void count_hosts(Database& database, const FileContributions& yields, ImportReport& report) {
  database.run(sql("import/file_host"));
  TableAppender rows = database.append_to("file_host");
  yields.for_each_host([&](std::int32_t file, std::string_view host) {
    rows.int32(file);
    rows.text(host);
    rows.end_row();
  });
  rows.close();
  Rows counts = database.query(sql("import/hosts_of_files"));
  while (const Chunk* chunk = counts.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      report.files[static_cast<std::size_t>(chunk->int32(0)[row])].yield.hosts = count_in(*chunk, 1, row);
    }
  }
}

/// Fills in what each file contributed.
void count_yield(Database& database, const EventStore& store, ImportReport& report) {
  FileContributions yields(report.files.size());
  ProcessStore::Part part;
  for (std::size_t i = 0; i < ProcessStore::kParts; ++i) {
    store.processes().read(i, part);
    yields.add(part.events());
  }
  for (std::size_t i = 0; i < report.files.size(); ++i) {
    const FileYield& yield = yields.files()[i];
    FileReport& file = report.files[i];
    file.nameless = file.records.kept - yield.events;
    file.yield = {yield.processes, yield.activities, 0, yield.first_time, yield.last_time};
  }
  count_hosts(database, yields, report);
  for (const auto& [file, counts] : store.nameless()) {
    report.files[static_cast<std::size_t>(file)].nameless_by_reason = counts;
  }
  for (const SecurityEvents::SupersededRecords& told : store.superseded_by_sysmon()) {
    FileReport& file = report.files[static_cast<std::size_t>(told.file)];
    file.superseded_by_sysmon = told.events;
    file.nameless -= told.events;
  }
}

/// The contents of the table process, without what processes did.
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

void write_dataset_tables(const Context& context, Database& database, EventStore& store, const LogFiles& logs,
                          const OutputPath& folder, const fs::path& earlier, ImportReport& report) {
  report.loads_without_details = store.loads_without_details();
  add_process_source(database, store.processes(), names_of(logs));
  const auto write_processes = [&] {
    write_table(database, "process", kProcessLayout, folder, earlier);
    report.yield = yield_of_processes(database);
    count_yield(database, store, report);
  };
  const std::string named = "CREATE OR REPLACE VIEW named_process AS ";
  if (earlier.empty()) {
    database.run(named + sql("import/named_process"));
  } else {
    write_processes();
    database.run(named + "SELECT pid_hash, parent_pid_hash, hostname, process_name FROM written_process");
  }
  Database other_handle = database.new_connection();
  ProcessNames names;
  std::once_flag are_read;
  const auto read_names = [&](Database& handle) {  // read by whichever table needs them first
    std::call_once(are_read, [&] { names = read_process_names(handle); });
  };
  parallel_invoke(
      context,
      [&] {
        if (earlier.empty()) write_processes();
        read_names(database);
        write_lineage_paths(database, names, folder);
      },
      [&] {
        read_names(other_handle);
        const bool are_narrow =
            add_load_source(other_handle, names, store.activities(EventKind::load)) && earlier.empty();
        write_load_table(other_handle, store.activities(EventKind::load), are_narrow, folder, earlier);
        write_activity_tables(other_handle, store, names, folder, earlier);
      });
  count_activities(database, folder, report.yield);
}

}  // namespace proclens

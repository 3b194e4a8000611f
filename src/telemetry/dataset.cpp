#include "telemetry/dataset.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <system_error>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

enum class Kind { text, whole, time, list };

struct ColumnSpec {
  std::string_view name;
  Kind kind;
};

/// The columns of the stdview tables (docs/dataset.md); each command says which of them it requires.
const std::vector<ColumnSpec>& columns_of(StdviewTable table) {
  static const std::vector<ColumnSpec> process = {
      {"pid_hash", Kind::text},    {"parent_pid_hash", Kind::text},    {"hostname", Kind::text},
      {"os_pid", Kind::whole},     {"parent_os_pid", Kind::whole},     {"process_name", Kind::text},
      {"args", Kind::text},        {"process_path", Kind::text},       {"filename", Kind::text},
      {"user_name", Kind::text},   {"process_started", Kind::time},    {"process_term", Kind::time},
      {"first_seen", Kind::time},  {"last_seen", Kind::time},          {"exit_code", Kind::whole},
      {"agent_id", Kind::text},    {"file_md5", Kind::text},           {"file_sha2", Kind::text},
      {"imphash", Kind::text},     {"original_file_name", Kind::text}, {"company", Kind::text},
      {"product", Kind::text},     {"file_version", Kind::text},       {"integrity_level", Kind::text},
      {"logon_id", Kind::text},    {"current_directory", Kind::text},  {"parent_process_name", Kind::text},
      {"parent_args", Kind::text}, {"record_number", Kind::whole},     {"record_channel", Kind::text},
  };
  static const std::vector<ColumnSpec> process_path = {
      {"pid_hash", Kind::text}, {"hostname", Kind::text},   {"process_name", Kind::text},     {"level", Kind::whole},
      {"ptree", Kind::text},    {"ptree_list", Kind::list}, {"ptree_list_tuples", Kind::list}};
  static const std::vector<ColumnSpec> process_image_load = {
      {"pid_hash", Kind::text},           {"filename", Kind::text},   {"hostname", Kind::text},
      {"process_name", Kind::text},       {"first_seen", Kind::time}, {"last_seen", Kind::time},
      {"num_load", Kind::whole},          {"file_md5", Kind::text},   {"file_sha2", Kind::text},
      {"original_file_name", Kind::text}, {"signed", Kind::text},     {"signature", Kind::text},
      {"signature_status", Kind::text}};
  static const std::vector<ColumnSpec> process_net_conn = {
      {"pid_hash", Kind::text},      {"hostname", Kind::text},       {"process_name", Kind::text},
      {"conn_id", Kind::text},       {"protocol", Kind::text},       {"local_ip_addr", Kind::text},
      {"local_port", Kind::whole},   {"remote_ip_addr", Kind::text}, {"remote_port", Kind::whole},
      {"total_events", Kind::whole}, {"total_size", Kind::whole},    {"first_seen", Kind::time},
      {"last_seen", Kind::time}};
  static const std::vector<ColumnSpec> process_file = {{"pid_hash", Kind::text},      {"hostname", Kind::text},
                                                       {"process_name", Kind::text},  {"filename", Kind::text},
                                                       {"activity_type", Kind::text}, {"event_count", Kind::whole},
                                                       {"first_seen", Kind::time},    {"last_seen", Kind::time}};
  static const std::vector<ColumnSpec> process_registry = {
      {"pid_hash", Kind::text},  {"hostname", Kind::text}, {"process_name", Kind::text},  {"reg_path", Kind::text},
      {"reg_value", Kind::text}, {"reg_data", Kind::text}, {"activity_type", Kind::text}, {"event_count", Kind::whole}};
  static const std::vector<ColumnSpec> labels = {{"entity", Kind::text},   {"analytic_id", Kind::text},
                                                 {"time", Kind::time},     {"entity_type", Kind::text},
                                                 {"severity", Kind::text}, {"tactic", Kind::text}};
  switch (table) {
    case StdviewTable::process:
      return process;
    case StdviewTable::process_path:
      return process_path;
    case StdviewTable::process_image_load:
      return process_image_load;
    case StdviewTable::process_net_conn:
      return process_net_conn;
    case StdviewTable::process_file:
      return process_file;
    case StdviewTable::process_registry:
      return process_registry;
    case StdviewTable::sigma_labels:
    case StdviewTable::mitre_labels:
      break;
  }
  return labels;
}

bool is_parquet(const fs::path& path) { return path.extension() == ".parquet"; }

void add_files_below(const fs::path& folder, std::vector<fs::path>& files) {
  std::error_code code;
  for (fs::recursive_directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
    if (at->is_regular_file() && is_parquet(at->path())) files.push_back(at->path());
  }
  if (code) {
    throw Error(Fault::machine, "cannot read the folder " + printable(folder.string()) + ": " + code.message(),
                "Check its permissions.");
  }
}

TableFiles find_files(const fs::path& folder, std::string_view name) {
  TableFiles found;
  const fs::path with_ending = folder / (std::string(name) + ".parquet");
  const fs::path plain = folder / name;
  if (fs::is_regular_file(with_ending)) {
    found.files.push_back(with_ending);
  } else if (fs::is_directory(with_ending)) {
    add_files_below(with_ending, found.files);
  } else if (fs::is_directory(plain)) {
    add_files_below(plain, found.files);
  }
  std::sort(found.files.begin(), found.files.end());
  for (const fs::path& file : found.files) found.bytes += fs::file_size(file);
  return found;
}

std::string file_list(const TableFiles& table) {
  std::string list = "[";
  for (const fs::path& file : table.files) list += (list.size() > 1 ? ", " : "") + sql_literal(file.string());
  return list + "]";
}

/// Whether folders of the dataset name partitions, KEY=VALUE; folders above it mean nothing.
bool is_partitioned(const fs::path& dataset, const TableFiles& table) {
  return std::ranges::any_of(table.files, [&](const fs::path& file) {
    return file.lexically_relative(dataset).parent_path().string().find('=') != std::string::npos;
  });
}

std::string quoted_table(StdviewTable table) { return "table '" + std::string(table_name(table)) + "'"; }

/// Reads one file's footer, so that a damaged file is reported by its name.
std::uint64_t footer_rows(Database& database, const fs::path& file) {
  try {
    return static_cast<std::uint64_t>(
        database.number("SELECT sum(num_rows) FROM parquet_file_metadata(" + sql_literal(file.string()) + ")"));
  } catch (const Error& error) {
    throw Error(error.fault(), "cannot read " + printable(file.string()) + ": " + error.what(),
                "Check that it is a complete Parquet file; copy it again, or leave it out.");
  }
}

/// Column name in lower case → type, over all files, matched by name.
std::map<std::string, std::string> described(Database& database, const std::string& source) {
  std::map<std::string, std::string> types;
  Rows rows = database.query("SELECT lower(column_name), column_type FROM (DESCRIBE SELECT * FROM " + source + ")");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      types.emplace(chunk->text(0, row), chunk->text(1, row));
    }
  }
  return types;
}

std::string column_expression(const ColumnSpec& column, const std::string& type) {
  std::string name = sql_identifier(column.name);
  switch (column.kind) {
    case Kind::text:
      // As text, DuckDB would write the backslashes of a BLOB as \x5C, too.
      if (type == "BLOB") return "coalesce(TRY(decode(" + name + ")), CAST(" + name + " AS VARCHAR)) AS " + name;
      return "CAST(" + name + " AS VARCHAR) AS " + name;
    case Kind::whole:
      return "TRY_CAST(" + name + " AS BIGINT) AS " + name;
    case Kind::time:
      return sql_utc(name, type) + " AS " + name;
    case Kind::list:
      break;
  }
  return name;
}

std::string null_expression(const ColumnSpec& column) {
  const std::string name = sql_identifier(column.name);
  switch (column.kind) {
    case Kind::text:
      return "CAST(NULL AS VARCHAR) AS " + name;
    case Kind::whole:
      return "CAST(NULL AS BIGINT) AS " + name;
    case Kind::time:
      return "CAST(NULL AS TIMESTAMP) AS " + name;
    case Kind::list:
      break;
  }
  return (column.name == "ptree_list" ? "CAST(NULL AS VARCHAR[]) AS "
                                      : "CAST(NULL AS STRUCT(pid_hash VARCHAR, process_name VARCHAR)[]) AS ") +
         name;
}

}  // namespace

std::string_view table_name(StdviewTable table) {
  constexpr std::array<std::string_view, kStdviewTables.size()> kNames = {
      "process",      "process_path",     "process_image_load", "process_net_conn",
      "process_file", "process_registry", "sigma_labels",       "mitre_labels"};
  return kNames[static_cast<std::size_t>(table)];
}

Dataset::Dataset(fs::path folder) : folder_(std::move(folder)) {
  const std::string shown = printable(folder_.string());
  if (!fs::exists(folder_)) {
    throw Error(Fault::data, "there is no folder " + shown, "Give a folder of Parquet files in the stdview layout.");
  }
  if (!fs::is_directory(folder_)) {
    throw Error(Fault::data, shown + " is a file, not a folder",
                "Give the folder that contains process.parquet and the other tables.");
  }
  for (const StdviewTable table : kStdviewTables) tables_.push_back(find_files(folder_, table_name(table)));
  if (!has(StdviewTable::process) && !has(StdviewTable::process_path) && !has(StdviewTable::process_image_load)) {
    throw Error(Fault::data,
                "the folder " + shown + " contains none of the tables process, process_path and process_image_load",
                "A table is NAME.parquet, or a folder NAME.parquet/ or NAME/ of Parquet files.");
  }
}

const TableFiles& Dataset::table(StdviewTable table) const { return tables_[static_cast<std::size_t>(table)]; }

OpenedTable open_table(Database& database, const Dataset& dataset, StdviewTable table, std::string_view command,
                       const std::vector<std::string>& required, std::string_view advice) {
  const TableFiles& files = dataset.table(table);
  const std::string folder = printable(dataset.folder().string());
  if (files.files.empty()) {
    throw Error(
        Fault::data,
        quoted_table(table) + " is missing from " + folder + "; 'proclens " + std::string(command) + "' needs it",
        "Add " + std::string(table_name(table)) + ".parquet, or a folder of that name." +
            (advice.empty() ? "" : " " + std::string(advice)));
  }
  OpenedTable opened;
  for (const fs::path& file : files.files) opened.rows += footer_rows(database, file);

  const std::string source = "read_parquet(" + file_list(files) + ", union_by_name = true, hive_partitioning = " +
                             (is_partitioned(dataset.folder(), files) ? "true)" : "false)");
  const std::map<std::string, std::string> types = described(database, source);
  std::string columns;
  for (const ColumnSpec& column : columns_of(table)) {
    const auto found = types.find(std::string(column.name));
    if (found == types.end()) {
      if (std::find(required.begin(), required.end(), column.name) != required.end()) {
        const std::string where =
            files.files.size() == 1 ? printable(files.files[0].string()) : "any file of " + folder;
        throw Error(Fault::data,
                    "column '" + std::string(column.name) + "' of " + quoted_table(table) + " is missing from " +
                        where + "; 'proclens " + std::string(command) + "' needs it",
                    "Export the table with this column, or rename the column that contains it.");
      }
      opened.missing_columns.emplace_back(column.name);
    }
    columns += columns.empty() ? "" : ", ";
    columns += found == types.end() ? null_expression(column) : column_expression(column, found->second);
  }
  database.run("CREATE OR REPLACE VIEW " + sql_identifier(table_name(table)) + " AS SELECT " + columns + " FROM " +
               source);
  const auto starts = types.find("process_started");
  if (starts != types.end() && starts->second == "VARCHAR") {
    opened.unreadable_starts = static_cast<std::uint64_t>(
        database.number("SELECT count(*) FROM " + source + " WHERE trim(process_started) <> '' AND " +
                        sql_utc("process_started", starts->second) + " IS NULL"));
  }
  return opened;
}

OpenedTable open_table_if_there(Database& database, const Dataset& dataset, StdviewTable table,
                                std::string_view command, const std::vector<std::string>& required) {
  if (dataset.has(table)) return open_table(database, dataset, table, command, required);
  std::string columns;
  for (const ColumnSpec& column : columns_of(table)) columns += (columns.empty() ? "" : ", ") + null_expression(column);
  database.run("CREATE OR REPLACE VIEW " + sql_identifier(table_name(table)) + " AS SELECT " + columns +
               " WHERE false");
  return {};
}

void note_unreadable_starts(Progress& progress, const OpenedTable& processes) {
  if (processes.unreadable_starts == 0) return;
  progress.note(counted(processes.unreadable_starts, "value") +
                " of process.process_started cannot be read as times and count as missing; write them as "
                "2024-05-31T14:30:00Z");
}

}  // namespace proclens

#include "lens/user_lens.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"
#include "telemetry/folding_functions.hpp"

namespace proclens {
namespace {

constexpr std::size_t kMaxName = 64;
constexpr std::size_t kMaxQueryBytes = 1'000'000;
constexpr const char* kQueryRemedy =
    "Write one SELECT that yields feature, count, and object or pid_hash or both: docs/lenses.md has examples.";
constexpr std::array kTables = {
    StdviewTable::process,          StdviewTable::process_path, StdviewTable::process_image_load,
    StdviewTable::process_net_conn, StdviewTable::process_file, StdviewTable::process_registry,
    StdviewTable::sigma_labels,     StdviewTable::mitre_labels};

/// Results are in a folder of this name, next to those of other commands.
bool is_lens_name(std::string_view name) {
  constexpr std::array kTaken = {"audit", "compare", "dataset", "hunt", "labels"};
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  const std::string lower = ascii_lower(name);
  return !name.empty() && name.size() <= kMaxName && std::ranges::all_of(name, is_allowed) &&
         std::ranges::find(kTaken, lower) == kTaken.end() &&
         std::ranges::none_of(lenses(), [&](const Lens& lens) { return lens.name == lower; });
}

[[noreturn]] void refuse_query(const Lens& lens, const std::string& why, std::size_t line = 0) {
  throw Error(Fault::usage, lens.name + ".sql" + (line > 0 ? ", line " + std::to_string(line) : "") + ": " + why,
              kQueryRemedy);
}

/// A database that can reach nothing outside itself once files are forbidden.
Database sandbox(const Context& context, std::uint64_t memory_bytes) {
  Database database({context.threads(), memory_bytes, "", true, context.cancel_flag()});
  add_folding_functions(database);
  return database;
}

/// The tables that the query reads; all, if that cannot be told because it is wrong.
std::vector<LensTable> tables_of(const std::string& query) {
  Database database = sandbox(Context({.threads = 1}), 0);
  database.forbid_files();
  const auto named = database.tables_of_select(query);
  std::vector<LensTable> tables;
  for (const StdviewTable table : kTables) {
    const auto is_table = [&](const std::string& name) { return ascii_lower(name) == table_name(table); };
    if (named && std::ranges::any_of(*named, is_table)) tables.push_back({table, {}});
  }
  return tables;
}

Lens users_lens(std::string name, std::string query) {
  Lens lens;
  lens.name = std::move(name);
  lens.summary = "by a query of your own";
  lens.object = {"process", "processes"};
  lens.feature = {"feature", "features"};
  lens.row = {"row of the query", "rows of the query"};
  lens.tables = tables_of(query);
  lens.remedy = "The query of the lens decides which tables and rows there must be.";
  lens.parameters = {{std::string(kQuery), std::move(query)}};
  return lens;
}

void describe_objects(Lens& lens, bool are_processes) {
  lens.parameters[std::string(kObjects)] = are_processes ? "processes" : "named";
  lens.objects_are_processes = are_processes;
  if (!are_processes) lens.object = {"object", "objects"};
}

/// Opens the tables that the query names, copies them, and then forbids access to files.
Database copied_tables(const Context& context, const Dataset& dataset, const Lens& lens, std::string_view command,
                       std::uint64_t memory_bytes) {
  Database database = sandbox(context, memory_bytes);
  for (const LensTable& needed : lens.tables) {
    open_table(database, dataset, needed.table, command, {});
    const std::string name(table_name(needed.table));
    database.run("CREATE TABLE copied AS FROM " + name + "; DROP VIEW " + name + "; ALTER TABLE copied RENAME TO " +
                 name);
  }
  database.forbid_files();
  return database;
}

/// SQL for the four columns that are kept.
std::string kept_columns(const Lens& lens, const std::vector<std::string>& columns, bool& objects_are_processes) {
  std::vector<std::string> lower;
  for (const std::string& column : columns) {
    lower.push_back(ascii_lower(column));
    if (std::ranges::count(lower, lower.back()) > 1)
      refuse_query(lens, "two columns are called '" + printable(column) + "'");
    if (lower.back() != "object" && lower.back() != "pid_hash" && lower.back() != "feature" &&
        lower.back() != "count") {
      refuse_query(lens, "it yields the unknown column '" + printable(column) + "'");
    }
  }
  const auto has = [&](const char* name) { return std::ranges::find(lower, name) != lower.end(); };
  if (!has("feature")) refuse_query(lens, "it yields no column 'feature'");
  if (!has("object") && !has("pid_hash")) refuse_query(lens, "it yields neither a column 'object' nor 'pid_hash'");
  objects_are_processes = !has("object") || !has("pid_hash");
  const auto text = [](const char* name) { return "nullif(CAST(" + std::string(name) + " AS VARCHAR), '')"; };
  // A count that is no whole number becomes NULL, which is refused where it is counted.
  return text(has("pid_hash") ? "pid_hash" : "object") + ", " + (objects_are_processes ? "NULL" : text("object")) +
         ", " + text("feature") + ", " +
         (has("count")
              ? "CASE WHEN TRY_CAST(count AS DOUBLE) = TRY_CAST(count AS BIGINT) THEN TRY_CAST(count AS BIGINT) END"
              : "CAST(1 AS BIGINT)");
}

/// Copies the query's rows to the table `rows` of the other database.
std::uint64_t keep_rows(Rows found, Database& database, const std::string& rows) {
  database.run("CREATE OR REPLACE TABLE " + sql_identifier(rows) +
               " (pid_hash VARCHAR, object VARCHAR, feature VARCHAR, count BIGINT)");
  TableAppender kept = database.append_to(rows);
  std::uint64_t number = 0;
  while (const Chunk* chunk = found.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      for (std::size_t column = 0; column < 3; ++column) {
        if (chunk->valid(column, row)) {
          kept.text(valid_utf8(chunk->text(column, row)));
        } else {
          kept.null();
        }
      }
      if (chunk->valid(3, row)) {
        kept.int64(chunk->int64(3)[row]);
      } else {
        kept.null();
      }
      kept.end_row();
    }
    number += chunk->rows();
  }
  kept.close();
  return number;
}

/// The query's rows. What DuckDB objects to only now is the query's fault, too.
std::uint64_t run_query(Database& tables, const Lens& lens, const std::string& columns, Database& database,
                        const std::string& rows) {
  try {
    tables.run("CREATE VIEW query_of_lens AS " + lens.parameters.find(kQuery)->second);
    return keep_rows(tables.query("SELECT " + columns + " FROM query_of_lens"), database, rows);
  } catch (const Error& error) {
    if (std::string_view(error.what()).starts_with("Out of Memory")) throw;
    refuse_query(lens, error.what());
  } catch (const std::logic_error& error) {
    refuse_query(lens, error.what());
  }
}

}  // namespace

bool is_users(const Lens& lens) { return lens.parameters.contains(kQuery); }

Lens read_users_lens(const std::filesystem::path& file) {
  const std::string name = file.stem().string();
  if (!is_lens_name(name)) {
    throw Error(
        Fault::usage, "'" + printable(name) + "' cannot be the name of a lens",
        "Call the file something else: up to 64 letters, digits, '-' and '_', and not like a lens or folder that "
        "proclens has.");
  }
  std::error_code code;
  std::ifstream stream;
  if (std::filesystem::is_regular_file(file, code)) stream.open(file, std::ios::binary);
  if (!stream.is_open()) {
    throw Error(Fault::usage, "cannot read the lens " + printable(file.string(), 4096), "Check --lens.");
  }
  std::string query{std::istreambuf_iterator<char>(stream), {}};
  if (query.size() > kMaxQueryBytes || query != valid_utf8(query)) {
    throw Error(Fault::usage, printable(file.string(), 4096) + " is not a query: it is too long or not UTF-8",
                kQueryRemedy);
  }
  return users_lens(name, std::move(query));
}

std::optional<Lens> recorded_users_lens(std::string_view name, const LensParameters& parameters) {
  const auto query = parameters.find(kQuery);
  const auto objects = parameters.find(kObjects);
  if (parameters.size() != 2 || query == parameters.end() || objects == parameters.end()) return std::nullopt;
  if (!is_lens_name(name) || query->second.size() > kMaxQueryBytes) return std::nullopt;
  if (objects->second != "processes" && objects->second != "named") return std::nullopt;
  Lens lens = users_lens(std::string(name), query->second);
  describe_objects(lens, objects->second == "processes");
  return lens;
}

std::uint64_t run_users_query(const Context& context, Database& database, const Dataset& dataset, Lens& lens,
                              std::string_view command, std::uint64_t memory_bytes) {
  const Stage stage(context, "query " + lens.name);
  Database tables = copied_tables(context, dataset, lens, command, memory_bytes);
  const SelectCheck check = tables.check_select(lens.parameters.find(kQuery)->second);
  if (!check.problem.empty()) refuse_query(lens, check.problem, check.line);
  bool objects_are_processes = true;
  const std::string columns = kept_columns(lens, check.columns, objects_are_processes);
  describe_objects(lens, objects_are_processes);
  const std::string rows = sql_identifier("rows_of_" + lens.name);
  const std::uint64_t number = run_query(tables, lens, columns, database, "rows_of_" + lens.name);
  lens.counts_activity = objects_are_processes;
  lens.script = "CREATE OR REPLACE VIEW " + std::string(objects_are_processes ? "activity" : "object_feature") +
                " AS FROM " + rows + ";" +
                (objects_are_processes ? "" : sql("lens/named_objects") + sql("lens/left_out"));
  return number;
}

}  // namespace proclens

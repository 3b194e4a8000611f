#include "hunt/labels/rule_hits.hpp"

#include <fstream>
#include <string>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"
#include "table/table_file.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// Whether the first character that is not white space opens an object or an array, or the file has none and is
/// called JSON: no rule hit anything.
bool is_json(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  char first = 0;
  if (!(file >> first)) return path.extension() == ".json" || path.extension() == ".jsonl";
  return first == '{' || first == '[';
}

/// @param rows what the query reads as hit_row
void make_table(Database& database, const std::string& rows, const char* query) {
  database.run("CREATE OR REPLACE VIEW hit_row AS " + rows);
  database.run(sql("labels/macros"));
  database.run("CREATE OR REPLACE TABLE rule_hit AS " + sql(query));
}

void read_json_hits(Database& database, const fs::path& path) {
  const std::string shown = printable(path.string(), 4096);
  const char* const remedy = "Name what Hayabusa or Chainsaw wrote, or Parquet or CSV with pid_hash and label.";
  try {
    // Lines, objects on several lines, or one array.
    make_table(database, "SELECT json FROM read_json_objects(" + sql_literal(path.string()) + ")", "labels/json_hits");
  } catch (const Error& error) {
    throw Error(error.fault(), "cannot read " + shown + ": " + error.what(), remedy);
  }
  if (database.number("SELECT (SELECT count(*) FROM hit_row) > 0 AND (SELECT count(*) FROM rule_hit) = 0") != 0) {
    throw Error(Fault::data, shown + " holds no hits of rules", remedy);
  }
}

}  // namespace

bool read_rule_hits(Database& database, const fs::path& path) {
  if (fs::is_regular_file(path) && is_json(path)) {
    read_json_hits(database, path);
    return true;
  }
  const TableFile file = open_table_file(database, path);
  const auto column = [&](std::initializer_list<std::string_view> names, const char* name) {
    return file.text(names) + " AS " + name;
  };
  if (file.has("RuleTitle") && file.has("RecordID") && file.has("Computer")) {
    make_table(database,
               "SELECT " + column({"Computer"}, "computer") + ", " + column({"Channel"}, "channel") + ", " +
                   column({"RecordID"}, "record") + ", " + column({"RuleTitle"}, "rule") + ", " +
                   column({"Level"}, "level") + ", " + column({"MitreTactics"}, "tactics") + " FROM " + file.source,
               "labels/hayabusa_csv");
    return true;
  }
  if (file.has("detections") && file.has("Record ID") && file.has("Computer")) {
    make_table(database,
               "SELECT " + column({"Computer"}, "computer") + ", " +
                   column({"Event.System.Provider", "Provider", "Channel"}, "provider") + ", " +
                   column({"Record ID"}, "record") + ", " + column({"detections"}, "rules") + " FROM " + file.source,
               "labels/chainsaw_csv");
    return true;
  }
  return false;
}

}  // namespace proclens

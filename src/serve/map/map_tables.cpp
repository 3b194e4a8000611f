#include "serve/map/map_tables.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "atlas/page/page_header.hpp"
#include "atlas/page/page_hunt.hpp"
#include "core/parallel.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"
#include "serve/map/recorded_bags.hpp"
#include "table/arrow_stream.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr const char* kRemedy = "Make the map again with this version: proclens map.";

[[noreturn]] void damaged(const fs::path& file, const std::string& what) {
  throw Error(Fault::data, printable(file.string()) + ": " + what, kRemedy);
}

// ---- page.json -----------------------------------------------------------------------------------------------------

nlohmann::ordered_json read_page(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) damaged(file, "is missing; the folder has no map, or one from an earlier version");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  nlohmann::ordered_json page = nlohmann::ordered_json::parse(text, nullptr, false);
  if (!page.is_object() || page.value("format", nlohmann::ordered_json()) != kPageFormat) {
    damaged(file, "was not written by this version");
  }
  for (const char* part : {"lens", "summary", "outcome"}) {
    if (!page.contains(part) || !page[part].is_object()) damaged(file, "incomplete");
  }
  for (const char* part : {"clusters", "layers", "lineage_states", "lineage_flags", "terms"}) {
    if (!page.contains(part) || !page[part].is_array()) damaged(file, "incomplete");
  }
  return page;
}

/// Creates a table (number, name) of the names in a list of page.json.
void add_names(Database& database, const std::string& table, const std::string& number, std::int32_t first,
               const nlohmann::ordered_json& names) {
  database.run("CREATE TABLE " + table + " (" + number + " INTEGER, name VARCHAR)");
  TableAppender rows = database.append_to(table);
  for (const auto& name : names) {
    rows.int32(first++);
    rows.text(name.is_string() ? name.get<std::string>() : std::string());
    rows.end_row();
  }
  rows.close();
}

/// cut_text(text): its start, at most `max_bytes` bytes without splitting characters, and its full length if it
/// was cut.
ScalarFunction cut_text(std::size_t max_bytes) {
  return {"cut_text",
          {{"text", SourceType::text}, {"whole", SourceType::int32}},
          [max_bytes](std::span<const std::string_view> texts, RowWriter& writer) {
            for (const std::string_view text : texts) {
              std::size_t end = std::min(text.size(), max_bytes);
              while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
              writer.text(text.substr(0, end));
              writer.int32(end < text.size() ? static_cast<std::int32_t>(text.size()) : 0);
              writer.end_row();
            }
          }};
}

// ---- tables --------------------------------------------------------------------------------------------------------

/// @param columns required columns
/// @param more further columns of the view, preceded by a comma
void open_file(Database& database, const std::string& view, const fs::path& file, const std::string& columns,
               const std::string& more = "") {
  try {
    database.run("CREATE VIEW " + view + " AS SELECT *" + more + " FROM read_parquet(" + sql_literal(file.string()) +
                 ", file_row_number = true, hive_partitioning = false)");
    static_cast<void>(database.query("SELECT " + columns + " FROM " + view + " LIMIT 0"));
  } catch (const Error& error) {
    damaged(file, error.what());
  }
}

/// Calls read() and adds the file's name to any error.
template <class Read>
auto read_from(const fs::path& file, Read read) try {
  return read();
} catch (const Error& error) {
  if (error.fault() != Fault::data) throw;
  damaged(file, error.what());
}

/// Adds the hashes that are texts to the other texts.
void add_hash_texts(Database& database, const std::vector<std::string>& texts) {
  TableAppender rows = database.append_to("field_text");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    rows.text("hash_text");
    rows.int32(static_cast<std::int32_t>(i + 1));
    rows.text(texts[i]);
    rows.end_row();
  }
  rows.close();
}

/// process_hash(row, text): the pid_hash of every row, for searching.
void add_hashes(Database& database, const RecordedProcesses& processes) {
  database.run("CREATE TABLE process_hash (row INTEGER, text VARCHAR)");
  TableAppender rows = database.append_to("process_hash");
  for (std::size_t row = 0; row < processes.rows.size(); ++row) {
    rows.int32(static_cast<std::int32_t>(row));
    rows.text(processes.pid_hash(row));
    rows.end_row();
  }
  rows.close();
}

/// Reads the processes, after the objects if there is a file of them.
RecordedProcesses read_processes(const Context& context, Database& database, std::size_t points, bool with_objects,
                                 bool with_novelty) {
  database.run(sql("serve/field_text"));
  database.run(sql("serve/flag_set"));
  database.run("CREATE TABLE object_row (row INTEGER, object INTEGER, point INTEGER, name INTEGER)");
  if (with_objects) database.run(sql("serve/object_row"));
  const auto objects = static_cast<std::size_t>(database.number("SELECT count(*) FROM object_row"));
  RecordedProcesses processes = read_recorded_processes(context, database, points, objects, with_novelty);
  add_hash_texts(database, processes.hash_texts);
  add_hashes(database, processes);
  return processes;
}

MapCounts counts_of(const nlohmann::ordered_json& page) {
  MapCounts counts;
  const auto& summary = page["summary"];
  const auto number = [&](const char* name) {
    const auto found = summary.find(name);
    return found != summary.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
  };
  const auto title = summary.find("title");
  if (title != summary.end() && title->is_string()) counts.title = title->get<std::string>();
  counts.processes = number("processes");
  counts.noise_processes = number("noise_processes");
  counts.clusters = page["clusters"].size();
  return counts;
}

}  // namespace

MapTables read_map_tables(const Context& context, Database& database, const fs::path& folder, const fs::path& hunt,
                          std::size_t max_text_bytes) {
  MapTables tables;
  nlohmann::ordered_json page = read_page(folder / "page.json");
  tables.counts = counts_of(page);
  const bool with_objects = page["lens"].value("objects_are_processes", nlohmann::ordered_json()) == false;
  open_file(database, "point_file", folder / "points.parquet",
            "object, pid_hash, hostname, process_name, args, user_name, process_started, ptree, bag, parent_pid_hash, "
            "process_term, exit_code, os_pid, lineage_state, lineage_flags",
            with_objects ? "" : ", -1 AS object");
  open_file(database, "bag_file", folder / "bags.parquet",
            "bag, multiplicity, x, y, cluster, features, counts, cluster_strength, nearest_cluster, outlier_score, "
            "neighbours, neighbour_distances, placed",
            page.contains("onto") ? "" : ", false AS placed");
  if (with_objects) open_file(database, "object_file", folder / "objects.parquet", "object, name, bag");
  open_file(database, "vocabulary_file", folder / "vocabulary.parquet", "feature, name, information_weight");
  const std::string header = read_page_hunt(database, hunt, "point_file");
  if (!header.empty()) page["hunt"] = nlohmann::ordered_json::parse(header);
  add_names(database, "lineage_state", "number", 1, page["lineage_states"]);
  add_names(database, "lineage_flag", "bit", 0, page["lineage_flags"]);
  database.add_scalar_function(cut_text(max_text_bytes));
  tables.counts.points = static_cast<std::uint64_t>(database.number("SELECT count(*) FROM bag_file"));

  Database other = database.new_connection();
  parallel_blocks(context, 2, 1, [&](std::size_t part, std::size_t) {
    if (part == 0) {
      tables.processes = read_from(folder / "points.parquet", [&] {
        return read_processes(context, database, tables.counts.points, with_objects, !header.empty());
      });
    } else {
      other.run(sql("serve/feature"));
      other.run(sql("serve/point"));
      tables.bags = read_from(folder / "bags.parquet", [&] { return read_recorded_bags(other); });
    }
  });
  database.run(sql("serve/members"));
  page["outcome"]["features_left_out"] = tables.bags.pairs_left_out;
  tables.page_json = page.dump();
  for (const char* view : {"point_file", "object_file", "bag_file", "vocabulary_file"}) {
    database.run(std::string("DROP VIEW IF EXISTS ") + view);
  }
  return tables;
}

std::string table_stream(Database& database, const MapTables& tables, std::string_view name) {
  constexpr std::string_view kTexts = "texts/";
  if (name == "processes") return tables.processes.rows.stream();
  if (name == "bags") return tables.bags.stream();
  if (!name.starts_with(kTexts)) return arrow_stream(database, sql("serve/" + std::string(name)));
  const std::string field(name.substr(kTexts.size()));
  const std::vector<SqlValue> parameters = {field};
  const bool is_cut = field == "args" || field == "lineage" || field == "object";
  return arrow_stream(database, sql(is_cut ? "serve/cut_texts" : "serve/texts"), parameters);
}

}  // namespace proclens

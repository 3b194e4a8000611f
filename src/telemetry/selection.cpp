#include "telemetry/selection.hpp"

#include "table/sql.hpp"

namespace proclens {
namespace {

/// A list of texts as SQL: ['a', 'b']; the type is spelled out for the empty list.
std::string text_list(const std::vector<std::string>& texts) {
  std::string list = "[";
  for (const std::string& text : texts) list += (list.size() > 1 ? ", " : "") + sql_literal(text);
  return "CAST(" + list + "] AS VARCHAR[])";
}

std::string time_or_null(const std::optional<std::int64_t>& time) {
  return time ? "make_timestamp(" + std::to_string(*time) + ")" : "CAST(NULL AS TIMESTAMP)";
}

}  // namespace

SelectionCounts select_processes(Database& database, const SelectionOptions& options) {
  // The rules become a one-row table, so that the query itself stays a plain file.
  database.run("CREATE OR REPLACE TABLE selection_rule AS SELECT " +
               text_list(options.keep_sensors ? std::vector<std::string>{} : options.sensors) + " AS sensors, " +
               text_list(options.exclude_lineage) + " AS exclude_lineage, " + text_list(options.hosts) + " AS hosts, " +
               time_or_null(options.since) + " AS since, " + time_or_null(options.until) + " AS until, " +
               (options.include_unknown ? "true" : "false") + " AS include_unknown");
  database.run(sql("map/candidate"));
  SelectionCounts counts;
  Rows rows = database.query(sql("map/selection_counts"));
  if (const Chunk* chunk = rows.next()) {
    const auto count = [&](std::size_t column) { return static_cast<std::uint64_t>(chunk->int64(column)[0]); };
    counts = {count(0), count(1), count(2), count(3), count(4), count(5), count(6), count(7), count(8)};
  }
  database.run(sql("map/selected"));
  return counts;
}

}  // namespace proclens

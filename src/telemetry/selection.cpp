#include "telemetry/selection.hpp"

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

/// A list of texts as SQL: ['a', 'b']; the type is explicit for the empty list.
std::string text_list(const std::vector<std::string>& texts) {
  std::string list = "[";
  for (const std::string& text : texts) list += (list.size() > 1 ? ", " : "") + sql_literal(text);
  return "CAST(" + list + "] AS VARCHAR[])";
}

std::string time_or_null(const std::optional<std::int64_t>& time) {
  return time ? "make_timestamp(" + std::to_string(*time) + ")" : "CAST(NULL AS TIMESTAMP)";
}

std::uint64_t count(Database& database, const std::string& select) {
  return static_cast<std::uint64_t>(database.number(select));
}

/// Creates the table `instance`, one row per process, and counts the rows of `process` that are in none.
SelectionCounts make_instances(Database& database, bool include_unknown) {
  SelectionCounts counts;
  database.run(sql("map/instance"));
  const std::uint64_t with_hash = count(database, "SELECT count(*) FROM instance");
  counts.records = count(database, "SELECT count(*) FROM process");
  counts.without_hash = counts.records - with_hash;
  counts.repeated = with_hash - count(database, "SELECT count(DISTINCT pid_hash) FROM instance");
  if (counts.repeated > 0) database.run(sql("map/earliest_instance"));
  if (include_unknown) database.run(sql("map/unknown_instance"));
  return counts;
}

/// "; recorded start times range from 2024-05-01 08:00 to 2024-05-03 17:31 (UTC)"
std::string range_of_starts(Database& database) {
  const std::optional<std::string> range = database.text(
      "SELECT strftime(min(process_started), '%Y-%m-%d %H:%M') || ' to ' || strftime(max(process_started), '%Y-%m-%d "
      "%H:%M') FROM process");
  return range ? "; recorded start times range from " + *range + " (UTC)" : "; no start times are recorded";
}

}  // namespace

SelectionCounts& SelectionCounts::operator+=(const SelectionCounts& more) {
  records += more.records;
  without_hash += more.without_hash;
  repeated += more.repeated;
  sensors += more.sensors;
  excluded_lineage += more.excluded_lineage;
  outside_time += more.outside_time;
  other_hosts += more.other_hosts;
  selected += more.selected;
  without_lineage += more.without_lineage;
  return *this;
}

SelectionCounts select_processes(Database& database, const SelectionOptions& options) {
  SelectionCounts counts = make_instances(database, options.include_unknown);
  // The rules become a one-row table, so that the query itself remains a plain file.
  database.run("CREATE OR REPLACE TABLE selection_rule AS SELECT " +
               text_list(options.keep_sensors ? std::vector<std::string>{} : options.sensors) + " AS sensors, " +
               text_list(options.exclude_lineage) + " AS exclude_lineage, " + text_list(options.hosts) + " AS hosts, " +
               time_or_null(options.since) + " AS since, " + time_or_null(options.until) + " AS until");
  database.run(sql("map/candidate"));
  database.run("DROP TABLE instance");
  Rows rows = database.query(sql("map/selection_counts"));
  if (const Chunk* chunk = rows.next()) {
    const auto number = [&](std::size_t column) { return static_cast<std::uint64_t>(chunk->int64(column)[0]); };
    counts.sensors = number(0);
    counts.excluded_lineage = number(1);
    counts.outside_time = number(2);
    counts.other_hosts = number(3);
    counts.selected = number(4);
    counts.without_lineage = number(5);
  }
  database.run(sql("map/selected"));
  return counts;
}

void require_selected(Database& database, const SelectionCounts& counts, bool starts) {
  if (counts.selected > 0) return;
  throw Error(Fault::data,
              "the selection leaves no processes: of " + counted(counts.records, "record") + ", " +
                  with_separators(counts.without_hash) + " without a pid_hash, " + with_separators(counts.sensors) +
                  " from sensors, " + with_separators(counts.excluded_lineage) + " matching --exclude-lineage, " +
                  with_separators(counts.outside_time) + " outside --since and --until, " +
                  with_separators(counts.other_hosts) + " on other hosts" +
                  (counts.outside_time > 0 && starts ? range_of_starts(database) : ""),
              "Relax --since, --until, --host or --exclude-lineage, or use --keep-sensors.");
}

}  // namespace proclens

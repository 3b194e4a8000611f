#include "hunt/baseline_tables.hpp"

#include <array>

#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::string_view kProcesses = "CAST(sum(processes) AS BIGINT) AS processes";
constexpr std::string_view kProcessesAndDays =
    "CAST(sum(processes) AS BIGINT) AS processes, min(first_day) AS first_day, max(last_day) AS last_day";

constexpr std::array<BaselineTable, 5> kTables = {
    {{"names.parquet", "counted_name", "name, host, day",
      "CAST(sum(processes) AS BIGINT) AS processes, CAST(sum(with_loads) AS BIGINT) AS with_loads"},
     {"parents.parquet", "counted_parent", "parent, name, host, day", kProcesses},
     {"commands.parquet", "counted_command", "name, command, host, day", kProcesses},
     {"images.parquet", "counted_load", "name, image, host", kProcessesAndDays},
     {"folders.parquet", "counted_folder", "folder, host", kProcessesAndDays}}};

}  // namespace

std::span<const BaselineTable> baseline_tables() { return kTables; }

void count_baseline_tables(Database& database) {
  database.run(sql("hunt/load"));
  database.run(sql("hunt/counted"));
}

std::string added_up(const BaselineTable& table, const std::string& source) {
  const std::string keys(table.keys);
  return "SELECT " + keys + ", " + std::string(table.counts) + " FROM " + source + " GROUP BY " + keys + " ORDER BY " +
         keys;
}

}  // namespace proclens

#include "hunt/baseline/baseline_tables.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "hunt/baseline/loaded_files.hpp"
#include "novelty/feature_counts.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::string_view kProcesses = "CAST(sum(processes) AS BIGINT) AS processes";
constexpr std::string_view kProcessesAndDays =
    "CAST(sum(processes) AS BIGINT) AS processes, min(first_day) AS first_day, max(last_day) AS last_day";

constexpr std::array<BaselineTable, 6> kTables = {
    {{"names.parquet", "counted_name", "name, host, day",
      "CAST(sum(processes) AS BIGINT) AS processes, CAST(sum(with_loads) AS BIGINT) AS with_loads"},
     {"parents.parquet", "counted_parent", "parent, name, host, day", kProcesses},
     {"commands.parquet", "counted_command", "name, command, host, day", kProcesses},
     {"images.parquet", "counted_load", "name, image, host", kProcessesAndDays},
     {"folders.parquet", "counted_folder", "folder, host", kProcessesAndDays},
     {"signers.parquet", "counted_signer", "signer, host", kProcessesAndDays}}};

/// The groups that loads are counted by, one entry for each process.
struct CountedGroups {
  std::vector<std::uint32_t> program;  ///< a name on a host
  std::vector<std::uint32_t> host;
  std::vector<std::int32_t> day;
};

CountedGroups read_groups(Database& database) {
  CountedGroups groups;
  Rows rows = database.query(sql("hunt/program_of_processes"));
  while (const Chunk* chunk = rows.next()) {
    for (const std::int32_t program : chunk->int32(0)) groups.program.push_back(static_cast<std::uint32_t>(program));
    for (const std::int32_t host : chunk->int32(1)) groups.host.push_back(static_cast<std::uint32_t>(host));
    for (const std::int32_t day : chunk->int32(2)) groups.day.push_back(day);
  }
  return groups;
}

std::size_t groups_of(const std::vector<std::uint32_t>& numbers) {
  return numbers.empty() ? 0 : *std::ranges::max_element(numbers) + 1;
}

/// Counts what each group's processes loaded into a table.
/// @param feature_of of each file; kNoNumber or kUnsigned: not counted
void write_counts(const Context& context, Database& database, const std::string& table,
                  const std::vector<std::uint32_t>& group, const std::vector<std::int32_t>& day,
                  const LoadedFiles& files, std::vector<std::uint32_t> feature_of) {
  database.run("CREATE OR REPLACE TABLE " + table +
               " (counted_group INTEGER, feature INTEGER, processes BIGINT, first_day INTEGER, last_day INTEGER)");
  std::ranges::replace(feature_of, kUnsigned, kNoNumber);
  TableAppender rows = database.append_to(table);
  for (const FeatureCount& count :
       count_features(context, {group, groups_of(group), files.set_of, day}, mapped(files.sets, feature_of))) {
    rows.int32(static_cast<std::int32_t>(count.group));
    rows.int32(static_cast<std::int32_t>(count.feature));
    rows.int64(static_cast<std::int64_t>(count.processes));
    rows.int32(count.first_day);
    rows.int32(count.last_day);
    rows.end_row();
  }
  rows.close();
}

/// The table `loader`: the processes that loaded anything.
void write_loaders(Database& database, const LoadedFiles& files) {
  database.run("CREATE OR REPLACE TABLE loader (process INTEGER)");
  TableAppender rows = database.append_to("loader");
  for (std::uint32_t process = 0; process < files.set_of.size(); ++process) {
    if (files.sets[files.set_of[process]].empty()) continue;
    rows.int32(static_cast<std::int32_t>(process));
    rows.end_row();
  }
  rows.close();
}

void count_loads(const Context& context, Database& database) {
  database.run(sql("hunt/own_files"));
  const LoadedFiles files = read_loaded_files(context, database);
  write_loaders(database, files);
  database.run(sql("hunt/program"));
  const CountedGroups groups = read_groups(database);
  write_counts(context, database, "image_count", groups.program, groups.day, files, files.image);
  write_counts(context, database, "folder_count", groups.host, groups.day, files, files.folder);
  write_counts(context, database, "signer_count", groups.host, groups.day, files, files.signer);
  database.run(sql("hunt/counted_load"));
  for (const char* table : {"image_count", "folder_count", "signer_count", "program", "numbered_host"}) {
    database.run(std::string("DROP TABLE ") + table);
  }
}

}  // namespace

std::span<const BaselineTable> baseline_tables() { return kTables; }

void count_baseline_tables(const Context& context, Database& database) {
  count_loads(context, database);
  database.run(sql("hunt/counted_process"));
}

std::string added_up(const BaselineTable& table, const std::string& source) {
  const std::string keys(table.keys);
  return "SELECT " + keys + ", " + std::string(table.counts) + " FROM " + source + " GROUP BY " + keys + " ORDER BY " +
         keys;
}

}  // namespace proclens

#include "audit/audit.hpp"

#include <algorithm>
#include <string>

#include "audit/lineage.hpp"
#include "audit/lineage_source.hpp"
#include "audit/recorded_paths.hpp"
#include "audit/records.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kStepsPerRecord = 32;  // real trees have fewer than 10 on average
constexpr std::uint64_t kFewestSteps = 4'000'000;
constexpr std::int32_t kExampleSteps = 40;

/// The table `rebuilt`: what C++ found about each record, for the SQL that follows. Without a process_path the columns
/// about recorded paths are NULL.
void write_rebuilt(Database& database, const Lineages& lineages, const RecordedPaths& paths, bool has_process_path) {
  database.run(sql("audit/rebuilt"));
  TableAppender appender = database.append_to("rebuilt");
  const auto flag = [&](bool value) { has_process_path ? appender.boolean(value) : appender.null(); };
  for (std::size_t record = 0; record < lineages.state.size(); ++record) {
    const bool missing = paths.length[record] == RecordedPaths::kMissing;
    appender.int64(static_cast<std::int64_t>(record));
    appender.text(name_of(lineages.state[record]));
    appender.int64(lineages.depth[record]);
    appender.int64(lineages.oldest[record]);
    flag(missing);
    flag(!missing && paths.length[record] < lineages.depth[record]);
    flag(!missing && paths.wrong[record] != 0);
    appender.end_row();
  }
  appender.close();
}

void write_files(Database& database, const std::filesystem::path& folder, AuditSummary& summary) {
  const auto write = [&](const std::string& name) {
    const std::string file = sql_literal((folder / (name + ".parquet")).string());
    database.run("COPY (" + sql("audit/" + name) + ") TO " + file + " (FORMAT parquet, COMPRESSION zstd)");
    return static_cast<std::uint64_t>(database.number("SELECT sum(num_rows) FROM parquet_file_metadata(" + file + ")"));
  };
  summary.nonduds_written = write("process_nondud");
  summary.with_lineage_written = write("process_with_lineage");
  summary.anomalies_written = write("anomalies");
  write("lineage");
}

/// The names along an example's lineage, the process first; the text of ptree cannot be split where names hold "->".
void add_lineage(const Records& records, const Lineages& lineages, std::int32_t limit, Example& example) {
  auto at = static_cast<std::int32_t>(example.record);
  const std::int32_t steps = std::min(lineages.depth[at], limit);
  for (std::int32_t step = 0; step < steps; ++step, at = records.links.parent[at]) {
    const std::string_view name = records.process_name[at];
    example.lineage.push_back(name.empty() ? std::nullopt : std::optional<std::string>(name));
  }
}

}  // namespace

AuditSummary audit_processes(Database& database, const std::filesystem::path& folder, const AuditOptions& options,
                             Progress& progress) {
  if (!options.has_process_path) database.run(sql("audit/absent_process_path"));
  if (!options.has_image_load) database.run(sql("audit/absent_process_image_load"));
  Records records;
  {
    const Stage stage(progress, "link records");
    link_records(database);
    records = read_records(database);
  }
  Lineages lineages;
  {
    const Stage stage(progress, "rebuild lineages");
    lineages = rebuild_lineages(records.links);
  }
  {
    const Stage stage(progress, "check recorded lineages");
    database.run(sql("audit/recorded_path"));
    const RecordedPaths paths = check_recorded_paths(database, records, lineages);
    write_rebuilt(database, lineages, paths, options.has_process_path);
  }
  {
    const Stage stage(progress, "assess");
    database.run(sql("audit/likely_parent"));
    database.run(sql("audit/assessment"));
  }
  AuditSummary summary;
  {
    const Stage stage(progress, "count");
    summary = summarise(database, options.limits);
  }
  summary.has_process_path = options.has_process_path;
  summary.has_image_load = options.has_image_load;

  const std::uint64_t budget =
      options.step_budget > 0 ? options.step_budget : std::max(kFewestSteps, kStepsPerRecord * lineages.depth.size());
  const std::int32_t limit = lineage_step_limit(lineages.depth, budget);
  summary.step_limit = limit;
  for (const std::int32_t depth : lineages.depth)
    summary.longest_lineage = std::max<std::int64_t>(summary.longest_lineage, depth);
  for (Example& example : summary.examples) add_lineage(records, lineages, std::min(limit, kExampleSteps), example);
  {
    const Stage stage(progress, "write tables");
    database.add_source(lineage_source(records, lineages, limit));
    write_files(database, folder, summary);
  }
  return summary;
}

}  // namespace proclens

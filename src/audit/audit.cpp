#include "audit/audit.hpp"

#include <algorithm>
#include <string>

#include "audit/assessment/assessed_records.hpp"
#include "audit/assessment/assessment.hpp"
#include "audit/assessment/expectations.hpp"
#include "audit/assessment/lineage_processes.hpp"
#include "audit/assessment/parent_flags.hpp"
#include "audit/assessment/placeholders.hpp"
#include "audit/assessment/recorded_paths.hpp"
#include "core/memory.hpp"
#include "core/parallel.hpp"
#include "table/copy_to_file.hpp"
#include "table/sql.hpp"
#include "telemetry/lineage.hpp"
#include "telemetry/records.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kStepsPerRecord = 32;  // real trees have fewer than 10 on average
constexpr std::uint64_t kMinSteps = 4'000'000;

/// Writes NAME.parquet from sql/audit/NAME.sql and returns its number of rows. Uses zstd's lowest level: more effort
/// does not make hashes smaller.
std::uint64_t write_table(Database& database, const OutputPath& folder, const std::string& name) {
  const OutputPath file = folder / (name + ".parquet");
  copy_to_file(database, sql("audit/" + name), file, "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1");
  return static_cast<std::uint64_t>(
      database.number("SELECT sum(num_rows) FROM parquet_file_metadata(" + sql_literal(file.string()) + ")"));
}

/// The tables that contain the dataset's own rows.
void write_clean_tables(Database& database, const Records& records, const RecordedPaths& paths,
                        const OutputPath& folder, AuditSummary& summary) {
  summary.nonduds_written = write_table(database, folder, "process_nondud");
  const LineageProcesses processes = read_lineage_processes(database, records, paths);
  database.add_scalar_function(lineage_process_function(records, processes));
  database.run(sql("audit/ambiguous_with_lineage"));
  summary.with_lineage_written = write_table(database, folder, "process_with_lineage");
}

/// The tables that are computed while they are read.
void write_assessed_tables(Database& database, const OutputPath& folder, AuditSummary& summary) {
  summary.anomalies_written = write_table(database, folder, "anomalies");
  write_table(database, folder, "lineage");
}

std::int32_t step_limit(const Lineages& lineages, std::uint64_t budget) {
  if (budget == 0) budget = std::max(kMinSteps, kStepsPerRecord * lineages.depth.size());
  return lineage_step_limit(lineages.depth, budget);
}

}  // namespace

AuditSummary audit_processes(const Context& context, Database& database, const OutputPath& folder,
                             const AuditOptions& options) {
  if (!options.has_process_path) database.run(sql("audit/absent_process_path"));
  if (!options.has_image_load) database.run(sql("audit/absent_process_image_load"));
  Records records;
  {
    const Stage stage(context, "link records");
    records = link_records(context, database);
  }
  ParentFlags flags;
  Lineages lineages;
  const Expectations expectations = read_expectations(database);
  const std::vector<std::uint8_t> placeholder = find_placeholders(records, expectations);
  std::uint64_t under_placeholders = 0;
  std::uint64_t broken_cycles = 0;
  {
    const Stage stage(context, "rebuild lineages");
    under_placeholders = cut_links_to_placeholders(records, placeholder);
    flags = flag_parents(records, expectations);
    broken_cycles = break_impossible_cycles(records, flags);
    lineages = rebuild_lineages(records.parent, flags.first_process);
  }
  RecordedPaths paths;
  {
    const Stage stage(context, "compare lineages");
    paths = check_recorded_paths(database, records, lineages);
  }
  Assessment assessment;
  {
    const Stage stage(context, "assess");
    std::vector<std::int32_t> likely = likely_parents(records, lineages, expectations, placeholder);
    assessment =
        assess(std::move(lineages), std::move(flags.flags), paths, std::move(likely), options.has_process_path);
  }
  AuditSummary summary;
  {
    const Stage stage(context, "count");
    summary = summarise(context, database, records, assessment, paths, options.limits);
  }
  summary.under_placeholders = under_placeholders;
  summary.broken_cycles = broken_cycles;
  summary.later_within_second = flags.later_within_second;
  summary.earlier_within_second = flags.earlier_within_second;
  summary.has_process_path = options.has_process_path;
  summary.has_image_load = options.has_image_load;
  summary.step_limit = step_limit(assessment.lineages, options.step_budget);
  {
    const Stage stage(context, "write tables");
    release_free_memory();
    Database other_handle = database.new_connection();
    other_handle.add_table_function(assessed_record_source(records, assessment));
    other_handle.add_table_function(
        rebuilt_lineage_source(records, assessment, static_cast<std::int32_t>(summary.step_limit)));
    parallel_blocks(context, 2, 1, [&](std::size_t part, std::size_t) {
      part == 0 ? write_clean_tables(database, records, paths, folder, summary)
                : write_assessed_tables(other_handle, folder, summary);
    });
  }
  return summary;
}

}  // namespace proclens

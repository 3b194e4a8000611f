#include "audit/audit.hpp"

#include <algorithm>
#include <string>

#include "audit/assessed_records.hpp"
#include "audit/assessment.hpp"
#include "audit/expectations.hpp"
#include "audit/lineage.hpp"
#include "audit/parent_flags.hpp"
#include "audit/recorded_paths.hpp"
#include "audit/records.hpp"
#include "core/memory.hpp"
#include "core/parallel.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kStepsPerRecord = 32;  // real trees have fewer than 10 on average
constexpr std::uint64_t kFewestSteps = 4'000'000;

/// Writes NAME.parquet from sql/audit/NAME.sql and returns its rows. zstd's first level: hashes do not get smaller with
/// more effort.
std::uint64_t write_table(Database& database, const std::filesystem::path& folder, const std::string& name) {
  const std::string file = sql_literal((folder / (name + ".parquet")).string());
  database.run("COPY (" + sql("audit/" + name) + ") TO " + file +
               " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)");
  return static_cast<std::uint64_t>(database.number("SELECT sum(num_rows) FROM parquet_file_metadata(" + file + ")"));
}

/// The tables that the dataset's own rows go into.
void write_clean_tables(Database& database, const std::filesystem::path& folder, AuditSummary& summary) {
  summary.nonduds_written = write_table(database, folder, "process_nondud");
  summary.with_lineage_written = write_table(database, folder, "process_with_lineage");
}

/// The tables that are made up while they are read: one thread makes and writes them, in a database of its own so that
/// it does so beside the others.
void write_assessed_tables(const Records& records, const Assessment& assessment, const std::filesystem::path& folder,
                           AuditSummary& summary) {
  Database database(DatabaseOptions{1, 0, ""});
  database.add_source(assessed_record_source(records, assessment));
  database.add_source(rebuilt_lineage_source(records, assessment, static_cast<std::int32_t>(summary.step_limit)));
  summary.anomalies_written = write_table(database, folder, "anomalies");
  write_table(database, folder, "lineage");
}

/// Tables that nothing reads any more, before the memory is needed for writing.
void drop_tables(Database& database) {
  for (const char* table : {"record", "identity", "duplicate", "link", "path", "assessment"}) {
    database.run("DROP TABLE " + std::string(table));
  }
  release_free_memory();
}

Assessment assess_records(Database& database, const Records& records, const Lineages& lineages, ParentFlags&& flags,
                          const Expectations& expectations, const AuditOptions& options, Progress& progress) {
  RecordedPaths paths;
  {
    const Stage stage(progress, "compare lineages");
    paths = check_recorded_paths(database, records, lineages);
  }
  const Stage stage(progress, "assess");
  Assessment assessment = assess(lineages, std::move(flags.flags), paths,
                                 likely_parents(records, lineages, expectations), options.has_process_path);
  write_assessment(database, assessment);
  return assessment;
}

std::int32_t step_limit(const Lineages& lineages, std::uint64_t budget) {
  if (budget == 0) budget = std::max(kFewestSteps, kStepsPerRecord * lineages.depth.size());
  return lineage_step_limit(lineages.depth, budget);
}

}  // namespace

AuditSummary audit_processes(Database& database, const std::filesystem::path& folder, const AuditOptions& options,
                             Progress& progress) {
  if (!options.has_process_path) database.run(sql("audit/absent_process_path"));
  if (!options.has_image_load) database.run(sql("audit/absent_process_image_load"));
  Records records;
  {
    const Stage stage(progress, "link records");
    records = link_records(database);
  }
  ParentFlags flags;
  Lineages lineages;
  const Expectations expectations = read_expectations(database);
  {
    const Stage stage(progress, "rebuild lineages");
    flags = flag_parents(records, expectations);
    lineages = rebuild_lineages(records.parent, flags.first_process);
  }
  AuditSummary summary;
  const std::uint64_t later = flags.later_within_second;
  const std::uint64_t earlier = flags.earlier_within_second;
  const Assessment assessment =
      assess_records(database, records, lineages, std::move(flags), expectations, options, progress);
  {
    const Stage stage(progress, "count");
    summary = summarise(database, options.limits);
    summary.examples = choose_examples(database, records, assessment, options.limits.examples);
  }
  summary.later_within_second = later;
  summary.earlier_within_second = earlier;
  summary.has_process_path = options.has_process_path;
  summary.has_image_load = options.has_image_load;
  summary.step_limit = step_limit(lineages, options.step_budget);
  if (!lineages.depth.empty())
    summary.longest_lineage = *std::max_element(lineages.depth.begin(), lineages.depth.end());
  {
    const Stage stage(progress, "write tables");
    drop_tables(database);
    parallel_blocks(2, 1, [&](std::size_t part, std::size_t) {
      part == 0 ? write_clean_tables(database, folder, summary)
                : write_assessed_tables(records, assessment, folder, summary);
    });
  }
  return summary;
}

}  // namespace proclens

#include "import/lineage_paths.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/lineage.hpp"
#include "audit/records.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kStepsPerProcess = 32;
constexpr std::uint64_t kFewestSteps = 4'000'000;
constexpr std::string_view kNameless = "?";
constexpr int kRowGroup = 8'192;  // rows that DuckDB holds in memory until it writes them

struct Processes {
  Records records;
  Lineages lineages;
  std::int32_t limit = 0;  ///< most steps of a lineage
};

/// followed_lineage(): pid_hash, hostname, process_name, ptree_list and the names of the same processes.
RowSource followed_lineage_source(std::shared_ptr<const Processes> processes) {
  std::vector<SourceColumn> columns{{"pid_hash", SourceType::text},
                                    {"hostname", SourceType::text},
                                    {"process_name", SourceType::text},
                                    {"ptree_list", SourceType::text_list},
                                    {"names", SourceType::text_list}};
  return {"followed_lineage", std::move(columns), [processes = std::move(processes)]() -> FillRows {
            return [&records = processes->records, &lineages = processes->lineages, limit = processes->limit,
                    next = std::int32_t{0}, hashes = std::vector<std::string_view>(),
                    names = std::vector<std::string_view>()](RowWriter& writer) mutable {
              const auto text = [&](std::string_view t) { t.empty() ? writer.null() : writer.borrowed_text(t); };
              for (; next < static_cast<std::int32_t>(records.size()) && writer.room() > 0; ++next) {
                hashes.clear();
                names.clear();
                const std::int32_t steps = std::min(lineages.depth[next], limit);
                for (std::int32_t step = 0, at = next; step < steps; ++step, at = records.parent[at]) {
                  hashes.push_back(records.pid_hash[at]);
                  const std::string_view name = records.process_name[at];
                  names.push_back(name.empty() ? kNameless : name);
                }
                text(records.pid_hash[next]);
                text(records.hostname[next]);
                text(records.process_name[next]);
                writer.borrowed_text_list(hashes);
                writer.borrowed_text_list(names);
                writer.end_row();
              }
            };
          }};
}

}  // namespace

void write_lineage_paths(Database& database, const std::filesystem::path& folder) {
  database.run("CREATE OR REPLACE VIEW process AS FROM written_process");  // what link_records reads
  auto processes = std::make_shared<Processes>();
  processes->records = link_records(database);
  const Records& records = processes->records;
  const std::vector<std::uint8_t> first_process(records.size(), 0);  // states are the audit's to judge
  processes->lineages = rebuild_lineages(records.parent, first_process);
  processes->limit = lineage_step_limit(processes->lineages.depth,
                                        std::max<std::uint64_t>(kFewestSteps, kStepsPerProcess * records.size()));
  database.add_source(followed_lineage_source(std::move(processes)));
  database.run(
      "COPY (" + sql("import/process_path") + ") TO " + sql_literal((folder / "process_path.parquet").string()) +
      " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE " + std::to_string(kRowGroup) + ")");
}

}  // namespace proclens

#include "audit/summary/summary.hpp"

#include <algorithm>
#include <functional>

#include "audit/summary/breakdowns.hpp"
#include "audit/summary/optional_text.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

std::uint64_t count_of(const Chunk& chunk, std::size_t column, std::size_t row) {
  return static_cast<std::uint64_t>(chunk.int64(column)[row]);
}

template <class Take>
void for_each_row(Database& database, const std::string& query, Take take) {
  Rows rows = database.query(query);
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) take(*chunk, row);
  }
}

NamedCounts named_counts(Database& database, const std::string& query, std::size_t limit) {
  NamedCounts counts;
  for_each_row(database, query, [&](const Chunk& chunk, std::size_t row) {
    const std::uint64_t count = count_of(chunk, 1, row);
    if (counts.top.size() < limit) {
      counts.top.push_back({optional_text(chunk, 0, row), count});
    } else {
      ++counts.other_names;
      counts.other_count += count;
    }
  });
  return counts;
}

std::uint64_t number(Database& database, const std::string& query) {
  return static_cast<std::uint64_t>(database.number(query));
}

void count_processes(const Context& context, Database& database, const Records& records, AuditSummary& summary) {
  summary.distinct_hashes = records.with_hash.hashes();
  summary.unknown = count_unknown_processes(context, database, records);
  for (const Breakdown& day : summary.by_day.rows) {
    if (!day.day) continue;
    if (!summary.first_day) summary.first_day = day.day;
    summary.last_day = day.day;
  }
}

void count_duds(Database& database, AuditSummary& summary, const SummaryLimits& limits) {
  database.run(sql("audit/dud"));
  summary.dud_names = named_counts(database, sql("audit/dud_names"), limits.names);
  summary.dud_args = named_counts(database, sql("audit/dud_args"), limits.names);
  summary.duds = number(database, "SELECT count(*) FROM dud");
  summary.nameless_duds = number(database, "SELECT count(*) FROM dud WHERE process_name IS NULL");
  summary.duds_with_args = number(database, "SELECT count(args) FROM dud");
  database.run("DROP TABLE dud");
}

void count_paths(Database& database, const RecordedPaths& paths, AuditSummary& summary, const SummaryLimits& limits) {
  for (const auto& [length, count] : paths.by_length) {
    summary.path_lengths.push_back({length, count.paths});
    summary.paths += count.paths;
    if (length < 2) summary.no_lineage += count.paths;
    if (count.of_duds > 0) summary.dud_path_lengths.push_back({length, count.of_duds});
    summary.duds_with_path += count.of_duds;
  }
  summary.no_lineage_names = named_counts(database, sql("audit/no_lineage_names"), limits.names);
}

void count_explanations(const Assessment& assessment, AuditSummary& summary) {
  for (std::size_t record = 0; record < assessment.flags.size(); ++record) {
    const FlagSet flags = assessment.flags[record];
    if (!flags.has(Flag::unexpected_parent)) continue;
    const bool impossible = flags.has(Flag::parent_started_later) || flags.has(Flag::parent_ended_earlier) ||
                            flags.has(Flag::cross_host_parent) ||
                            assessment.lineages.state[record] == RecordState::cyclic;
    summary.unexpected_explained += impossible ? 1 : 0;
  }
}

using StateCounts = std::array<std::uint64_t, kStateCount>;

void count_depths(const Lineages& lineages, AuditSummary& summary, std::size_t limit) {
  if (lineages.depth.empty()) return;
  summary.longest_lineage = *std::max_element(lineages.depth.begin(), lineages.depth.end());
  std::vector<StateCounts> by_depth(static_cast<std::size_t>(summary.longest_lineage) + 1);
  for (std::size_t record = 0; record < lineages.depth.size(); ++record) {
    ++by_depth[lineages.depth[record]][static_cast<std::size_t>(lineages.state[record])];
  }
  for (std::size_t depth = 1; depth < by_depth.size(); ++depth) {
    const StateCounts& counts = by_depth[depth];
    if (std::all_of(counts.begin(), counts.end(), [](std::uint64_t count) { return count == 0; })) continue;
    const auto at = static_cast<std::int64_t>(depth);
    if (summary.depths.size() < limit) {
      summary.depths.push_back({at, counts});
      continue;
    }
    if (!summary.deeper) summary.deeper = DeeperCount{at, at, {}};
    summary.deeper->to = at;
    std::transform(counts.begin(), counts.end(), summary.deeper->states.begin(), summary.deeper->states.begin(),
                   std::plus<>());
  }
}

}  // namespace

void TermCounts::add(const TermCounts& other) {
  processes += other.processes;
  for (std::size_t i = 0; i < kStateCount; ++i) states[i] += other.states[i];
  for (std::size_t i = 0; i < kFlagCount; ++i) flags[i] += other.flags[i];
  repaired += other.repaired;
  likely_parents += other.likely_parents;
}

void fold(NamedCounts& counts, std::size_t limit) {
  for (; counts.top.size() > limit; counts.top.pop_back()) {
    ++counts.other_names;
    counts.other_count += counts.top.back().count;
  }
}

void fold(Breakdowns& breakdowns, std::size_t limit) {
  for (; breakdowns.rows.size() > limit; breakdowns.rows.pop_back()) {
    ++breakdowns.other_keys;
    breakdowns.others.add(breakdowns.rows.back().counts);
  }
}

AuditSummary summarise(const Context& context, Database& database, const Records& records, const Assessment& assessment,
                       const RecordedPaths& paths, const SummaryLimits& limits) {
  AuditSummary summary;
  count_breakdowns(database, records, assessment, limits, summary);
  count_processes(context, database, records, summary);
  count_duds(database, summary, limits);
  count_paths(database, paths, summary, limits);
  count_explanations(assessment, summary);
  count_depths(assessment.lineages, summary, limits.depths);
  summary.examples = choose_examples(database, records, assessment, limits.examples);
  return summary;
}

}  // namespace proclens

#include "audit/summary.hpp"

#include <stdexcept>
#include <utility>

#include "table/sql.hpp"

namespace proclens {
namespace {

std::optional<std::string> text_of(const Chunk& chunk, std::size_t column, std::size_t row) {
  if (!chunk.valid(column, row)) return std::nullopt;
  return std::string(chunk.text(column, row));
}

/// 0 for NULL, which the sum of nothing is.
std::uint64_t count_of(const Chunk& chunk, std::size_t column, std::size_t row) {
  if (!chunk.valid(column, row)) return 0;
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
      counts.top.push_back({text_of(chunk, 0, row), count});
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

// ---- breakdowns: see the columns of sql/audit/breakdown.sql --------------------------------------------------------

constexpr std::size_t kFirstCount = 8;

TermCounts term_counts(const Chunk& chunk, std::size_t row) {
  TermCounts counts;
  std::size_t column = kFirstCount;
  counts.processes = count_of(chunk, column++, row);
  for (std::uint64_t& state : counts.states) state = count_of(chunk, column++, row);
  for (std::uint64_t& flag : counts.flags) flag = count_of(chunk, column++, row);
  counts.repaired = count_of(chunk, column++, row);
  counts.likely_parents = count_of(chunk, column, row);
  return counts;
}

void add_row(Breakdowns& breakdowns, Breakdown row, std::size_t limit) {
  if (breakdowns.rows.size() < limit) {
    breakdowns.rows.push_back(std::move(row));
  } else {
    ++breakdowns.other_keys;
    breakdowns.others.add(row.counts);
  }
}

void read_breakdowns(Database& database, AuditSummary& summary, const SummaryLimits& limits) {
  for_each_row(database, sql("audit/breakdown"), [&](const Chunk& chunk, std::size_t row) {
    const bool by_host = chunk.boolean(0, row);
    const bool by_name = chunk.boolean(1, row);
    const bool by_day = chunk.boolean(2, row);
    const bool by_hour = chunk.boolean(3, row);
    Breakdown breakdown;
    breakdown.counts = term_counts(chunk, row);
    if (by_host) breakdown.host = text_of(chunk, 4, row);
    if (by_name) breakdown.name = text_of(chunk, 5, row);
    if (by_day) breakdown.day = text_of(chunk, 6, row);
    if (by_hour && chunk.valid(7, row)) breakdown.hour = chunk.int32(7)[row];
    if (by_host && by_day) {
      add_row(summary.by_host_and_day, std::move(breakdown), limits.host_days);
    } else if (by_host) {
      add_row(summary.by_host, std::move(breakdown), limits.names);
    } else if (by_name) {
      add_row(summary.by_name, std::move(breakdown), limits.names);
    } else if (by_day) {
      add_row(summary.by_day, std::move(breakdown), limits.names);
    } else if (by_hour) {
      add_row(summary.by_hour, std::move(breakdown), limits.names);
    } else {
      summary.all = breakdown.counts;
    }
  });
}

// ---- the parts of the summary ---------------------------------------------------------------------------------------

void count_processes(Database& database, AuditSummary& summary) {
  summary.distinct_hashes = number(database, "SELECT count(*) FROM identity");
  summary.hosts =
      number(database, "SELECT count(DISTINCT lower(hostname)) FROM (SELECT DISTINCT hostname FROM record)");
  for (const Breakdown& day : summary.by_day.rows) {
    if (!day.day) continue;
    if (!summary.first_day) summary.first_day = day.day;
    summary.last_day = day.day;
  }
  for_each_row(database, sql("audit/seen_elsewhere"), [&](const Chunk& chunk, std::size_t row) {
    summary.only_parent = count_of(chunk, 0, row);
    summary.only_loads = count_of(chunk, 1, row);
    summary.parent_and_loads = count_of(chunk, 2, row);
    summary.unknown_loads = count_of(chunk, 3, row);
    summary.loads_without_hash = count_of(chunk, 4, row);
  });
}

void count_duds(Database& database, AuditSummary& summary, const SummaryLimits& limits) {
  summary.dud_names = named_counts(database, sql("audit/dud_names"), limits.names);
  summary.dud_args = named_counts(database, sql("audit/dud_args"), limits.names);
  summary.duds = number(database, "SELECT count(*) FROM record WHERE parent_pid_hash IS NULL");
  summary.nameless_duds =
      number(database, "SELECT count(*) FROM record WHERE parent_pid_hash IS NULL AND process_name IS NULL");
  summary.duds_with_args =
      number(database,
             "SELECT count(*) FROM process WHERE blank_is_null(parent_pid_hash) IS NULL AND blank_is_null(args) IS NOT "
             "NULL");
}

void count_paths(Database& database, AuditSummary& summary, const SummaryLimits& limits) {
  for_each_row(database, sql("audit/path_lengths"), [&](const Chunk& chunk, std::size_t row) {
    const LengthCount all{chunk.int64(0)[row], count_of(chunk, 1, row)};
    const LengthCount of_duds{all.length, count_of(chunk, 2, row)};
    summary.path_lengths.push_back(all);
    summary.paths += all.count;
    if (all.length < 2) summary.no_lineage += all.count;
    if (of_duds.count > 0) summary.dud_path_lengths.push_back(of_duds);
    summary.duds_with_path += of_duds.count;
  });
  summary.no_lineage_names = named_counts(database, sql("audit/no_lineage_names"), limits.names);
}

void count_explanations(Database& database, AuditSummary& summary) {
  summary.unexpected_explained = number(
      database,
      "SELECT count(*) FROM assessment WHERE unexpected_parent AND (parent_started_later OR parent_ended_earlier OR "
      "cross_host_parent OR state = 'cyclic')");
}

/// The counts of one more depth; depths come in ascending order.
std::array<std::uint64_t, kStateCount>& counts_at(AuditSummary& summary, std::int64_t depth, std::size_t limit) {
  if (!summary.depths.empty() && summary.depths.back().depth == depth) return summary.depths.back().states;
  if (summary.depths.size() < limit) return summary.depths.emplace_back(DepthCount{depth, {}}).states;
  if (!summary.deeper) summary.deeper = DeeperCount{depth, depth, {}};
  summary.deeper->to = depth;
  return summary.deeper->states;
}

void count_depths(Database& database, AuditSummary& summary, const SummaryLimits& limits) {
  for_each_row(database, sql("audit/depths"), [&](const Chunk& chunk, std::size_t row) {
    auto& states = counts_at(summary, chunk.int64(0)[row], limits.depths);
    for (std::size_t state = 0; state < kStateCount; ++state) {
      if (kRecordStates[state].name == chunk.text(1, row)) states[state] += count_of(chunk, 2, row);
    }
  });
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

AuditSummary summarise(Database& database, const SummaryLimits& limits) {
  AuditSummary summary;
  read_breakdowns(database, summary, limits);
  count_processes(database, summary);
  count_duds(database, summary, limits);
  count_paths(database, summary, limits);
  count_explanations(database, summary);
  count_depths(database, summary, limits);
  return summary;
}

}  // namespace proclens

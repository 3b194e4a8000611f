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
      counts.top.push_back({text_of(chunk, 0, row), count});
    } else {
      ++counts.other_names;
      counts.other_count += count;
    }
  });
  return counts;
}

std::vector<LengthCount> length_counts(Database& database, const std::string& query) {
  std::vector<LengthCount> counts;
  for_each_row(database, query, [&](const Chunk& chunk, std::size_t row) {
    counts.push_back({chunk.int64(0)[row], count_of(chunk, 1, row)});
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
  summary.hosts = number(database, "SELECT count(DISTINCT lower(hostname)) FROM record");
  summary.first_day = database.text("SELECT CAST(min(day) AS VARCHAR) FROM assessment");
  summary.last_day = database.text("SELECT CAST(max(day) AS VARCHAR) FROM assessment");
  for_each_row(database, sql("audit/seen_elsewhere"), [&](const Chunk& chunk, std::size_t row) {
    summary.only_parent = count_of(chunk, 0, row);
    summary.only_loads = count_of(chunk, 1, row);
    summary.parent_and_loads = count_of(chunk, 2, row);
    summary.unknown_loads = count_of(chunk, 3, row);
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
  summary.dud_path_lengths = length_counts(database, sql("audit/dud_paths"));
  for (const LengthCount& length : summary.dud_path_lengths) summary.duds_with_path += length.count;
}

void count_paths(Database& database, AuditSummary& summary, const SummaryLimits& limits) {
  summary.path_lengths = length_counts(database, sql("audit/path_lengths"));
  for (const LengthCount& length : summary.path_lengths) {
    summary.paths += length.count;
    if (length.length < 2) summary.no_lineage += length.count;
  }
  summary.no_lineage_names = named_counts(database, sql("audit/no_lineage_names"), limits.names);
}

void count_explanations(Database& database, AuditSummary& summary) {
  constexpr const char* kWithinSecond = " AND time_gap < 1000000";
  const std::string count = "SELECT count(*) FROM assessment WHERE ";
  summary.later_within_second = number(database, count + "parent_started_later" + kWithinSecond);
  summary.earlier_within_second = number(database, count + "parent_ended_earlier" + kWithinSecond);
  summary.unexpected_explained = number(
      database, count +
                    "unexpected_parent AND (parent_started_later OR parent_ended_earlier OR cross_host_parent OR "
                    "state = 'cyclic')");
}

void count_depths(Database& database, AuditSummary& summary) {
  for_each_row(database, sql("audit/depths"), [&](const Chunk& chunk, std::size_t row) {
    const std::int64_t depth = chunk.int64(0)[row];
    if (summary.depths.empty() || summary.depths.back().depth != depth) summary.depths.push_back({depth, {}});
    for (std::size_t state = 0; state < kStateCount; ++state) {
      if (kLineageStates[state].name == chunk.text(1, row)) {
        summary.depths.back().states[state] = count_of(chunk, 2, row);
      }
    }
  });
}

void choose_examples(Database& database, AuditSummary& summary, const SummaryLimits& limits) {
  const std::vector<SqlValue> parameters = {static_cast<std::int64_t>(limits.examples)};
  Rows rows = database.query(sql("audit/examples"), parameters);
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      Example example;
      example.term = chunk->text(0, row);
      example.record = chunk->int64(1)[row];
      example.pid_hash = text_of(*chunk, 2, row);
      example.host = text_of(*chunk, 3, row);
      example.name = text_of(*chunk, 4, row);
      example.started = text_of(*chunk, 5, row);
      example.state = chunk->text(6, row);
      example.depth = chunk->int64(7)[row];
      example.parent_pid_hash = text_of(*chunk, 8, row);
      example.likely_parent_pid_hash = text_of(*chunk, 9, row);
      summary.examples.push_back(std::move(example));
    }
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

AuditSummary summarise(Database& database, const SummaryLimits& limits) {
  AuditSummary summary;
  read_breakdowns(database, summary, limits);
  count_processes(database, summary);
  count_duds(database, summary, limits);
  count_paths(database, summary, limits);
  count_explanations(database, summary);
  count_depths(database, summary);
  choose_examples(database, summary, limits);
  return summary;
}

}  // namespace proclens

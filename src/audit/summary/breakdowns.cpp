#include "audit/summary/breakdowns.hpp"

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/summary/optional_text.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::int64_t kHour = 3'600'000'000;  // in µs
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();
constexpr std::size_t kNoHour = 24;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// Counts by the spellings in the data: hosts and names by word number.
struct Counted {
  TermCounts all;
  std::vector<TermCounts> by_host, by_name;
  std::map<std::int32_t, TermCounts> by_day;
  std::array<TermCounts, kNoHour + 1> by_hour{};
  std::map<std::pair<std::int32_t, std::int32_t>, TermCounts> by_host_and_day;
};

/// Adds one record to counts.
class Term {
 public:
  Term(const Assessment& assessment, std::size_t record)
      : state_(static_cast<std::size_t>(assessment.lineages.state[record])),
        flags_(assessment.flags[record]),
        repaired_(is_repaired(assessment, record)),
        likely_(assessment.likely_parent[record] != kNoLikelyParent) {}

  void add_to(TermCounts& counts) const {
    ++counts.processes;
    ++counts.states[state_];
    if (flags_.any()) {
      for (std::size_t i = 0; i < kFlagCount; ++i) counts.flags[i] += flags_.has(static_cast<Flag>(i)) ? 1 : 0;
    }
    counts.repaired += repaired_ ? 1 : 0;
    counts.likely_parents += likely_ ? 1 : 0;
  }

 private:
  std::size_t state_;
  FlagSet flags_;
  bool repaired_;
  bool likely_;
};

Counted count_as_spelled(const Records& records, const Assessment& assessment) {
  Counted counted;
  counted.by_host.resize(records.hostname.words());
  counted.by_name.resize(records.process_name.words());
  auto entry = counted.by_host_and_day.end();
  for (std::size_t record = 0; record < records.size(); ++record) {
    const Term term(assessment, record);
    const std::int64_t time =
        records.started[record] != kUnknown ? records.started[record] : records.first_seen[record];
    const bool known = time != kUnknown;
    const auto day = known ? static_cast<std::int32_t>(floor_divide(time, kDay)) : kNoDay;
    const std::size_t hour = known ? static_cast<std::size_t>((floor_divide(time, kHour) % 24 + 24) % 24) : kNoHour;
    const std::pair key(records.hostname.number(record), day);
    // Adjacent records are often of the same host and day.
    if (entry == counted.by_host_and_day.end() || entry->first != key) {
      entry = counted.by_host_and_day.try_emplace(key).first;
    }
    term.add_to(entry->second);
    term.add_to(counted.by_name[records.process_name.number(record)]);
    term.add_to(counted.by_hour[hour]);
  }
  for (const auto& [key, counts] : counted.by_host_and_day) {
    counted.all.add(counts);
    counted.by_host[key.first].add(counts);
    counted.by_day[key.second].add(counts);
  }
  return counted;
}

/// Writes rows of the table `counted`; keys that a row does not count by are NULL.
class CountedTable {
 public:
  explicit CountedTable(Database& database)
      : appender_((database.run(sql("audit/counted")), database.append_to("counted"))) {}

  struct Key {
    std::optional<std::string_view> host = std::nullopt;
    std::optional<std::string_view> name = std::nullopt;
    std::optional<std::int32_t> day = std::nullopt;
    std::optional<std::size_t> hour = std::nullopt;
  };

  void add(const Key& key, const TermCounts& counts) {
    appender_.boolean(key.host.has_value());
    appender_.boolean(key.name.has_value());
    appender_.boolean(key.day.has_value());
    appender_.boolean(key.hour.has_value());
    text(key.host);
    text(key.name);
    number(key.day && *key.day != kNoDay ? key.day : std::nullopt);
    number(key.hour && *key.hour != kNoHour ? std::optional(static_cast<std::int32_t>(*key.hour)) : std::nullopt);
    count(counts.processes);
    for (const std::uint64_t state : counts.states) count(state);
    for (const std::uint64_t flag : counts.flags) count(flag);
    count(counts.repaired);
    count(counts.likely_parents);
    appender_.end_row();
  }

  void close() { appender_.close(); }

 private:
  void text(const std::optional<std::string_view>& value) {
    !value || value->empty() ? appender_.null() : appender_.text(*value);
  }
  void number(std::optional<std::int32_t> value) { value ? appender_.int32(*value) : appender_.null(); }
  void count(std::uint64_t value) { appender_.int64(static_cast<std::int64_t>(value)); }

  TableAppender appender_;
};

void write_counted(Database& database, const Records& records, const Counted& counted) {
  CountedTable table(database);
  const auto host = [&](std::size_t word) { return records.hostname.word(static_cast<std::int32_t>(word)); };
  const auto name = [&](std::size_t word) { return records.process_name.word(static_cast<std::int32_t>(word)); };
  table.add({}, counted.all);
  for (std::size_t word = 0; word < counted.by_host.size(); ++word)
    table.add({.host = host(word)}, counted.by_host[word]);
  for (std::size_t word = 0; word < counted.by_name.size(); ++word)
    table.add({.name = name(word)}, counted.by_name[word]);
  for (const auto& [day, counts] : counted.by_day) table.add({.day = day}, counts);
  for (std::size_t hour = 0; hour <= kNoHour; ++hour) {
    if (counted.by_hour[hour].processes > 0) table.add({.hour = hour}, counted.by_hour[hour]);
  }
  for (const auto& [key, counts] : counted.by_host_and_day) {
    table.add({.host = host(static_cast<std::size_t>(key.first)), .day = key.second}, counts);
  }
  table.close();
}

// ---- the folded rows: see the columns of sql/audit/breakdown.sql ----------------------------------------------------

constexpr std::size_t kFirstCount = 8;

TermCounts term_counts(const Chunk& chunk, std::size_t row) {
  std::size_t column = kFirstCount;
  const auto next = [&] { return static_cast<std::uint64_t>(chunk.int64(column++)[row]); };
  TermCounts counts;
  counts.processes = next();
  for (std::uint64_t& state : counts.states) state = next();
  for (std::uint64_t& flag : counts.flags) flag = next();
  counts.repaired = next();
  counts.likely_parents = next();
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

void take_row(const Chunk& chunk, std::size_t row, const SummaryLimits& limits, AuditSummary& summary) {
  const bool by_host = chunk.boolean(0, row);
  const bool by_day = chunk.boolean(2, row);
  Breakdown breakdown{optional_text(chunk, 4, row), optional_text(chunk, 5, row), optional_text(chunk, 6, row),
                      std::nullopt, term_counts(chunk, row)};
  if (chunk.valid(7, row)) breakdown.hour = chunk.int32(7)[row];
  if (by_host && by_day) {
    add_row(summary.by_host_and_day, std::move(breakdown), limits.host_days);
  } else if (by_host) {
    summary.hosts += breakdown.host ? 1 : 0;
    add_row(summary.by_host, std::move(breakdown), limits.names);
  } else if (chunk.boolean(1, row)) {
    add_row(summary.by_name, std::move(breakdown), limits.names);
  } else if (by_day) {
    add_row(summary.by_day, std::move(breakdown), limits.names);
  } else if (chunk.boolean(3, row)) {
    add_row(summary.by_hour, std::move(breakdown), limits.names);
  } else {
    summary.all = breakdown.counts;
  }
}

}  // namespace

void count_breakdowns(Database& database, const Records& records, const Assessment& assessment,
                      const SummaryLimits& limits, AuditSummary& summary) {
  write_counted(database, records, count_as_spelled(records, assessment));
  Rows rows = database.query(sql("audit/breakdown"));
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) take_row(*chunk, row, limits, summary);
  }
  database.run("DROP TABLE counted");
}

}  // namespace proclens

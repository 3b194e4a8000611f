// The counts of an audit: plain values, filled from the audit's tables.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/assessment/assessment.hpp"
#include "audit/assessment/recorded_paths.hpp"
#include "audit/summary/examples.hpp"
#include "audit/summary/unknown_processes.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/terms.hpp"

namespace proclens {

/// A name (or args) and how many have it; without a value: those that have none.
struct NamedCount {
  std::optional<std::string> name;
  std::uint64_t count = 0;
};

/// A list of names by descending count, complete up to a limit; the rest is folded.
struct NamedCounts {
  std::vector<NamedCount> top;
  std::uint64_t other_names = 0;  ///< names beyond the limit
  std::uint64_t other_count = 0;  ///< their total count
};

struct LengthCount {
  std::int64_t length = 0;
  std::uint64_t count = 0;
};

/// Processes, and how many of them are in each state and have each flag.
struct TermCounts {
  std::uint64_t processes = 0;
  std::array<std::uint64_t, kStateCount> states{};
  std::array<std::uint64_t, kFlagCount> flags{};
  std::uint64_t repaired = 0;        ///< the rebuilt lineage has a parent that is missing or wrong in the recorded one
  std::uint64_t likely_parents = 0;  ///< orphans for which host, PID and time identify one live process

  void add(const TermCounts& other);
};

/// These counts for one host, name, day, hour, or host and day.
struct Breakdown {
  std::optional<std::string> host;
  std::optional<std::string> name;
  std::optional<std::string> day;    ///< "2024-05-31", UTC
  std::optional<std::int32_t> hour;  ///< of the day, UTC
  TermCounts counts;
};

struct Breakdowns {
  /// By descending number of processes; days and hours in chronological order; hosts and days in that of both.
  std::vector<Breakdown> rows;
  std::uint64_t other_keys = 0;  ///< hosts or names beyond the limit
  TermCounts others;             ///< their total counts
};

struct DepthCount {
  std::int64_t depth = 0;
  std::array<std::uint64_t, kStateCount> states{};
};

/// The depths beyond the limit, combined.
struct DeeperCount {
  std::int64_t from = 0, to = 0;
  std::array<std::uint64_t, kStateCount> states{};
};

struct AuditSummary {
  bool has_process_path = false;
  bool has_image_load = false;

  TermCounts all;                     ///< of the rows of `process`
  std::uint64_t distinct_hashes = 0;  ///< known processes: distinct pid_hash
  std::uint64_t hosts = 0;
  std::optional<std::string> first_day, last_day;

  UnknownProcesses unknown;

  std::uint64_t duds = 0;  ///< records without a parent hash, including first processes
  std::uint64_t nameless_duds = 0, duds_with_args = 0, duds_with_path = 0;
  NamedCounts dud_names, dud_args;
  std::vector<LengthCount> dud_path_lengths;

  std::uint64_t paths = 0;       ///< rows of process_path
  std::uint64_t no_lineage = 0;  ///< of these, with a lineage shorter than 2
  std::vector<LengthCount> path_lengths;
  NamedCounts no_lineage_names;

  std::uint64_t under_placeholders = 0;  ///< orphans whose parent is the sensor's placeholder
  std::uint64_t broken_cycles = 0;       ///< cycles cut at the link that times contradict most

  /// Contradicting times less than a second apart are more often due to event order than to a reused PID.
  std::uint64_t later_within_second = 0, earlier_within_second = 0;
  /// Unexpected parents whose record is impossible anyway (times, host or cycle), so that the sensor explains them.
  std::uint64_t unexpected_explained = 0;

  std::uint64_t nonduds_written = 0, with_lineage_written = 0, anomalies_written = 0;
  std::int64_t longest_lineage = 0;  ///< records in the deepest rebuilt lineage
  std::int64_t step_limit = 0;       ///< maximum steps of a lineage in lineage.parquet

  Breakdowns by_host, by_name, by_day, by_hour, by_host_and_day;
  std::vector<DepthCount> depths;     ///< ascending
  std::optional<DeeperCount> deeper;  ///< those beyond the limit
  Examples examples;
};

/// Maximum lengths of open-ended lists; the rest of a list is folded into one entry, examples are dropped.
struct SummaryLimits {
  std::size_t names = 10000;      ///< hosts, process names, args, days
  std::size_t host_days = 50000;  ///< rows by host and day
  std::size_t depths = 1000;      ///< depths counted individually
  std::size_t examples = 60;      ///< of each state and flag
};

/// Folds the entries of a list beyond the first `limit`.
void fold(NamedCounts& counts, std::size_t limit);
void fold(Breakdowns& breakdowns, std::size_t limit);

/// Counts the assessed records and what the views `process`, `process_path` and `process_image_load` and the table
/// short_path (audit/recorded_paths.hpp) say in addition, and chooses examples. Left to the caller: which tables there
/// are, and what was written.
[[nodiscard]] AuditSummary summarise(const Context& context, Database& database, const Records& records,
                                     const Assessment& assessment, const RecordedPaths& paths,
                                     const SummaryLimits& limits);

}  // namespace proclens

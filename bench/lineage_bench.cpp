// Rebuilds every lineage from the process records, and compares with the recursive query that analysts use for it, on
// the same table in the same database. Answers are compared before anything is printed.
//
//   lineage_bench DATASET [--runs N] [--threads T]
//
// Both start from the table process(pid_hash, parent_pid_hash, process_name, …) in memory and end with a table of
// pid_hash, ptree and ptree_list. The query climbs from each process to its parent until there is none, and keeps the
// longest path of each. It does not terminate on cycles and multiplies repeated hashes, so records with either are left
// out of both. Ours includes linking hashes to records, states and depths.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "audit/assessment/assessed_records.hpp"
#include "audit/assessment/expectations.hpp"
#include "audit/assessment/parent_flags.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/dataset.hpp"
#include "telemetry/lineage.hpp"
#include "telemetry/records.hpp"

namespace {

using namespace proclens;

constexpr const char* kRecursiveQuery = R"(
CREATE OR REPLACE TABLE recursive AS
WITH RECURSIVE climb(pid_hash, next, steps, ptree, ptree_list) AS (
    SELECT pid_hash, parent_pid_hash, 1, '=' || coalesce(process_name, '?'), [pid_hash]
    FROM process
    UNION ALL
    SELECT c.pid_hash, p.parent_pid_hash, c.steps + 1, c.ptree || '->' || coalesce(p.process_name, '?'),
        list_append(c.ptree_list, p.pid_hash)
    FROM climb c
    JOIN process p ON p.pid_hash = c.next
)
SELECT pid_hash, ptree, ptree_list
FROM climb
QUALIFY steps = max(steps) OVER (PARTITION BY pid_hash))";

double seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Cost {
  double wall = 0;
  double processor = 0;
};

/// The fastest of several runs.
struct Best {
  std::vector<Cost> runs;
  [[nodiscard]] Cost fastest() const {
    Cost fastest = runs.front();
    for (const Cost& run : runs) {
      fastest = {std::min(fastest.wall, run.wall), std::min(fastest.processor, run.processor)};
    }
    return fastest;
  }
};

template <class Work>
Cost timed(Work work) {
  const double wall = seconds(CLOCK_MONOTONIC);
  const double processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
  work();
  return {seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - processor};
}

/// What rebuilt_lineage() reads while a query runs.
struct Rebuilt {
  Records records;
  Assessment assessment;
};

void rebuild(const Context& context, Database& database, Rebuilt& rebuilt, const Expectations& expectations) {
  rebuilt.records = link_records(context, database);
  const ParentFlags flags = flag_parents(rebuilt.records, expectations);
  const std::size_t n = rebuilt.records.size();
  rebuilt.assessment = {rebuild_lineages(rebuilt.records.parent, flags.first_process), std::vector<FlagSet>(n),
                        std::vector<std::int32_t>(n, kNoLikelyParent), false};
  database.run("CREATE OR REPLACE TABLE rebuilt AS SELECT pid_hash, ptree, ptree_list FROM rebuilt_lineage()");
}

/// Creates the table process of the records on which the query terminates; returns their number.
std::size_t prepare(const Context& context, Database& database, const Dataset& dataset, Rebuilt& rebuilt,
                    const Expectations& expectations) {
  open_table(database, dataset, StdviewTable::process, "lineage_bench", {"pid_hash", "parent_pid_hash"});
  rebuild(context, database, rebuilt, expectations);
  database.run("CREATE TABLE left_out (record BIGINT)");
  TableAppender appender = database.append_to("left_out");
  for (std::size_t record = 0; record < rebuilt.records.size(); ++record) {
    const bool climbs = rebuilt.assessment.lineages.state[record] != RecordState::cyclic &&
                        rebuilt.records.duplicate[record] == 0 && !rebuilt.records.pid_hash[record].empty() &&
                        rebuilt.records.parent[record] != static_cast<std::int32_t>(record);
    if (climbs) continue;
    appender.int64(static_cast<std::int64_t>(record));
    appender.end_row();
  }
  appender.close();
  database.run(
      "CREATE TABLE numbered AS SELECT *, NULL::VARCHAR AS args FROM record;"
      "CREATE TABLE kept AS FROM numbered n WHERE n.rowid NOT IN (FROM left_out);"
      "DROP TABLE numbered; DROP VIEW process; ALTER TABLE kept RENAME TO process");
  return static_cast<std::size_t>(database.number("SELECT count(*) FROM process"));
}

/// So that no run pays for discarding the result of an earlier one.
void clear(Database& database, const std::string& table) {
  database.run("DROP TABLE IF EXISTS " + table + "; CHECKPOINT");
}

int compare(Database& database) {
  const std::int64_t differing = database.number(
      "SELECT count(*) FROM (SELECT pid_hash, ptree, ptree_list FROM rebuilt) r FULL JOIN recursive q USING (pid_hash) "
      "WHERE r.ptree IS DISTINCT FROM q.ptree OR r.ptree_list IS DISTINCT FROM q.ptree_list");
  if (differing > 0) std::fprintf(stderr, "lineage_bench: %lld lineages differ\n", static_cast<long long>(differing));
  return differing > 0 ? 1 : 0;
}

int bench(const Context& context, const std::string& folder, int runs) {
  Database database({context.threads()});
  const Dataset dataset(folder);
  Rebuilt rebuilt;
  database.add_table_function(rebuilt_lineage_source(rebuilt.records, rebuilt.assessment, 1 << 30));
  const Expectations expectations = read_expectations(database);
  const std::size_t processes = prepare(context, database, dataset, rebuilt, expectations);
  Best ours;
  Best recursive;
  for (int run = 0; run < runs; ++run) {
    clear(database, "recursive");
    recursive.runs.push_back(timed([&] { database.run(kRecursiveQuery); }));
    clear(database, "rebuilt");
    ours.runs.push_back(timed([&] { rebuild(context, database, rebuilt, expectations); }));
    if (run == 0 && compare(database) != 0) return 1;
  }
  const Cost slow = recursive.fastest();
  const Cost fast = ours.fastest();
  std::printf("%zu processes, %d threads, best of %d runs, equal lineages\n\n", processes, context.threads(), runs);
  std::printf("| rebuilding every lineage | wall s | CPU s |\n| --- | --- | --- |\n");
  std::printf("| WITH RECURSIVE | %.2f | %.2f |\n", slow.wall, slow.processor);
  std::printf("| proclens | %.2f | %.2f |\n", fast.wall, fast.processor);
  std::printf("| times faster | %.1f | %.1f |\n", slow.wall / fast.wall, slow.processor / fast.processor);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::string folder;
  int runs = 3;
  int threads = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--runs" && i + 1 < argc) {
      runs = std::max(1, std::atoi(argv[++i]));
    } else if (argument == "--threads" && i + 1 < argc) {
      threads = std::atoi(argv[++i]);
    } else {
      folder = argument;
    }
  }
  if (folder.empty()) {
    std::fprintf(stderr, "usage: lineage_bench DATASET [--runs N] [--threads T]\n");
    return 2;
  }
  try {
    return bench(Context({.threads = threads}), folder, runs);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "lineage_bench: %s\n", error.what());
    return 3;
  }
}

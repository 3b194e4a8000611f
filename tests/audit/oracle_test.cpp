// Every count of the audit against the same question asked of the dataset directly in SQL, and against the truth
// planted by `proclens demo`.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "audit/audit.hpp"
#include "audit/summary/summary_json.hpp"
#include "demo/demo_dataset.hpp"
#include "proclens/context.hpp"
#include "table/sql.hpp"
#include "telemetry/dataset.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// A dataset, its audit, and a fresh database for direct queries.
class Audited {
 public:
  explicit Audited(const fs::path& folder) {
    const Dataset dataset(folder);
    Database auditing;
    open_all(auditing, dataset);
    json = audit_json(audit_processes(Context(), auditing, out.path(), {}));
    open_all(asking, dataset);
    asking.run("CREATE VIEW lineage AS FROM read_parquet(" + sql_literal((out.path() / "lineage.parquet").string()) +
               ")");
  }

  std::uint64_t ask(const std::string& question) { return static_cast<std::uint64_t>(asking.number(question)); }

  ScratchFolder out;
  Database asking;
  Json json;

 private:
  static void open_all(Database& database, const Dataset& dataset) {
    for (const StdviewTable table :
         {StdviewTable::process, StdviewTable::process_path, StdviewTable::process_image_load}) {
      open_table(database, dataset, table, "audit", {"pid_hash"});
    }
  }
};

/// The counts of the notebooks, literally.
void expect_published_counts(Audited& audited) {
  const Json& json = audited.json;
  EXPECT_EQ(json["processes"]["records"], audited.ask("SELECT count(*) FROM process"));
  EXPECT_EQ(json["processes"]["known"], audited.ask("SELECT count(DISTINCT pid_hash) FROM process"));
  const std::string dud = " FROM process WHERE parent_pid_hash IS NULL";
  EXPECT_EQ(json["duds"]["processes"], audited.ask("SELECT count(*)" + dud));
  EXPECT_EQ(json["duds"]["nameless"], audited.ask("SELECT count(*)" + dud + " AND process_name IS NULL"));
  EXPECT_EQ(json["duds"]["with_args"], audited.ask("SELECT count(*)" + dud + " AND args <> ''"));
  EXPECT_EQ(json["duds"]["in_process_path"],
            audited.ask("SELECT count(*) FROM process_path WHERE pid_hash IN (SELECT pid_hash" + dud + ")"));
  for (const Json& length : json["duds"]["lineage_lengths"]) {
    EXPECT_EQ(length["count"], audited.ask("SELECT count(*) FROM process_path WHERE pid_hash IN (SELECT pid_hash" +
                                           dud + ") AND len(ptree_list) = " + length["length"].dump()));
  }
  for (const Json& name : json["duds"]["by_name"]["names"]) {
    const std::string is_name =
        name["name"].is_null() ? "IS NULL" : "= " + sql_literal(name["name"].get<std::string>());
    EXPECT_EQ(name["count"], audited.ask("SELECT count(*)" + dud + " AND process_name " + is_name)) << name;
  }
  EXPECT_EQ(json["no_lineage"]["shorter_than_2"],
            audited.ask("SELECT count(*) FROM process_path WHERE len(ptree_list) < 2"));
  const Json& commonest = json["no_lineage"]["by_name"]["names"][0];
  EXPECT_EQ(commonest["count"],
            audited.ask("SELECT count(*) FROM process_path WHERE len(ptree_list) < 2 AND process_name "
                        "= " +
                        sql_literal(commonest["name"].get<std::string>())));
  EXPECT_EQ(json["exports"]["process_nondud"],
            audited.ask("SELECT count(*) FROM process WHERE parent_pid_hash IS NOT NULL"));
  EXPECT_EQ(
      json["exports"]["process_with_lineage"],
      audited.ask("SELECT count(*) FROM process JOIN process_path p USING (pid_hash) WHERE len(ptree_list) >= 2"));
}

/// Flags that need one join.
void expect_flags_of_pairs(Audited& audited) {
  const Json& flags = audited.json["flags"];
  const std::string pair =
      "SELECT count(*) FROM process c JOIN (SELECT DISTINCT ON (pid_hash) * FROM process) p ON p.pid_hash = "
      "c.parent_pid_hash AND p.pid_hash <> c.pid_hash WHERE ";
  EXPECT_EQ(flags["self_parent"], audited.ask("SELECT count(*) FROM process WHERE parent_pid_hash = pid_hash AND "
                                              "process_name NOT IN ('ntoskrnl.exe', 'system', 'idle')"));
  EXPECT_EQ(flags["cross_host_parent"], audited.ask(pair + "c.hostname <> p.hostname"));
  EXPECT_EQ(
      flags["parent_started_later"],
      audited.ask(pair + "c.hostname = p.hostname AND p.process_started > coalesce(c.process_started, c.first_seen)"));
  EXPECT_EQ(flags["parent_ended_earlier"],
            audited.ask(pair + "c.hostname = p.hostname AND p.process_term < c.process_started"));
  EXPECT_EQ(
      flags["duplicate_pid_hash"],
      audited.ask("SELECT count(*) FROM process WHERE pid_hash IN (SELECT pid_hash FROM process GROUP BY ALL HAVING "
                  "count(*) > 1)"));
  EXPECT_EQ(flags["nameless"], audited.ask("SELECT count(*) FROM process WHERE process_name IS NULL"));
  EXPECT_EQ(flags["malformed_hash"], audited.ask("SELECT count(*) FROM process WHERE NOT regexp_full_match(pid_hash, "
                                                 "'[0-9A-F]{32}')"));
  EXPECT_EQ(flags["missing_path"],
            audited.ask("SELECT count(*) FROM process WHERE pid_hash NOT IN (SELECT pid_hash FROM "
                        "process_path)"));
  EXPECT_EQ(
      audited.json["processes"]["only_as_parent"].get<std::uint64_t>() +
          audited.json["processes"]["as_parent_and_in_image_loads"].get<std::uint64_t>(),
      audited.ask("SELECT count(DISTINCT parent_pid_hash) FROM process WHERE parent_pid_hash NOT IN (SELECT pid_hash "
                  "FROM process)"));
  EXPECT_EQ(
      audited.json["processes"]["image_loads_of_unknown"],
      audited.ask("SELECT count(*) FROM process_image_load WHERE pid_hash NOT IN (SELECT pid_hash FROM process)"));
}

/// Makes the table link(pid_hash, process_name, next): the parent hash that a lineage follows; 'refuted' for one that
/// cannot be the parent's: a placeholder's, or in a cycle the one that started longest after its child.
void make_links(Audited& audited) {
  audited.asking.run(
      "CREATE TABLE one AS SELECT DISTINCT ON (pid_hash) * FROM process;"
      "CREATE TABLE refuted AS WITH RECURSIVE placeholder AS (SELECT u.pid_hash FROM one u LEFT JOIN one k ON "
      "k.pid_hash "
      "= u.parent_pid_hash WHERE lower(u.process_name) IN ('unknown', 'unknown.exe') AND coalesce(u.os_pid, 1) = 1 AND "
      "coalesce(lower(k.process_name), 'system') IN ('system', 'ntoskrnl.exe')), "
      "late AS (SELECT c.pid_hash, c.parent_pid_hash, epoch_us(p.process_started) - epoch_us(c.process_started) AS "
      "late "
      "FROM one c JOIN one p ON p.pid_hash = c.parent_pid_hash WHERE p.process_started > c.process_started AND "
      "c.hostname = p.hostname), "
      "climb AS (SELECT pid_hash, late, parent_pid_hash AS next, [pid_hash] AS chain FROM late UNION ALL "
      "SELECT c.pid_hash, late, p.parent_pid_hash, list_append(chain, p.pid_hash) FROM climb c JOIN one p ON "
      "p.pid_hash "
      "= c.next WHERE NOT list_contains(chain, p.pid_hash)) "
      "SELECT pid_hash FROM one WHERE parent_pid_hash IN (FROM placeholder) UNION ALL "
      "SELECT arg_max(pid_hash, late) FROM climb WHERE next = pid_hash GROUP BY list_sort(chain);"
      "CREATE VIEW link AS SELECT pid_hash, process_name, CASE WHEN pid_hash IN (FROM refuted) THEN 'refuted' ELSE "
      "parent_pid_hash END AS next FROM one");
}

/// The rebuilt lineages against the recursive query that they replace.
void expect_lineages_of_the_recursive_query(Audited& audited) {
  make_links(audited);
  audited.asking.run(
      "CREATE TABLE climbed AS WITH RECURSIVE climb AS ("
      "SELECT pid_hash, next, '=' || coalesce(process_name, '?') AS ptree, [pid_hash] AS ptree_list "
      "FROM link WHERE pid_hash NOT IN (SELECT pid_hash FROM process GROUP BY ALL HAVING count(*) > 1) "
      "UNION ALL SELECT c.pid_hash, p.next, ptree || '->' || coalesce(p.process_name, '?'), "
      "list_append(ptree_list, p.pid_hash) FROM climb c JOIN link p ON "
      "p.pid_hash = c.next WHERE NOT list_contains(ptree_list, p.pid_hash)) "
      "FROM climb QUALIFY len(ptree_list) = max(len(ptree_list)) OVER (PARTITION BY pid_hash)");
  EXPECT_EQ(
      audited.ask("SELECT count(*) FROM lineage JOIN climbed c USING (pid_hash) WHERE lineage.ptree IS DISTINCT FROM "
                  "c.ptree OR lineage.ptree_list IS DISTINCT FROM c.ptree_list OR depth <> len(c.ptree_list)"),
      0);
  EXPECT_EQ(audited.ask("SELECT count(*) FROM lineage JOIN climbed c USING (pid_hash)"),
            audited.ask("SELECT count(*) FROM climbed"));
  // The end of a lineage gives the state: what the last record names as its parent.
  EXPECT_EQ(
      audited.ask("SELECT count(*) FROM lineage l JOIN climbed c USING (pid_hash) WHERE state IN ('orphan', 'dud', "
                  "'truncated', 'cyclic') AND state <> CASE WHEN c.next IS NULL AND len(c.ptree_list) = 1 THEN 'dud' "
                  "WHEN c.next IN (SELECT pid_hash FROM process) THEN 'cyclic' WHEN len(c.ptree_list) = 1 THEN "
                  "'orphan' ELSE 'truncated' END"),
      0);
  EXPECT_EQ(audited.json["flags"]["short_path"].get<std::uint64_t>() +
                audited.json["flags"]["wrong_path"].get<std::uint64_t>(),
            audited.ask("SELECT count(*) FROM process_path p JOIN climbed c USING (pid_hash) WHERE "
                        "p.ptree_list[:len(c.ptree_list)] <> c.ptree_list"));
  EXPECT_EQ(audited.json["orphans_under_placeholders"].get<std::uint64_t>() +
                audited.json["broken_cycles"].get<std::uint64_t>(),
            audited.ask("SELECT count(*) FROM refuted"));
}

void expect_all(const fs::path& folder) {
  Audited audited(folder);
  expect_published_counts(audited);
  expect_flags_of_pairs(audited);
  expect_lineages_of_the_recursive_query(audited);
}

class DemoDataset : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = fs::temp_directory_path() / ("proclens_audit_demo_" + std::to_string(getpid()));
    DemoOptions options;
    options.processes = 12000;
    write_demo_dataset(Context(), folder_, options);
  }
  static void TearDownTestSuite() { fs::remove_all(folder_); }

  static fs::path folder_;
};

fs::path DemoDataset::folder_;

TEST_F(DemoDataset, HasTheCountsOfDirectQueries) { expect_all(folder_); }

TEST_F(DemoDataset, HasWhatWintapDoes) {
  Audited audited(folder_);
  EXPECT_GT(audited.json["orphans_under_placeholders"], 0);
  EXPECT_GT(audited.json["broken_cycles"], 0);
  EXPECT_GT(audited.ask("SELECT count(*) FROM lineage JOIN process USING (pid_hash) WHERE process_name = "
                        "'ntoskrnl.exe' AND process.pid_hash = parent_pid_hash AND state = 'root' AND NOT self_parent"),
            0);
}

/// Also on real recordings, if they are next to the repository, or on a dataset named by the environment.
TEST(RecordedDataset, HasTheCountsOfDirectQueries) {
  const fs::path recordings = fs::path(PROCLENS_TESTS) / "../../shared/data/otrf";
  if (const char* named = std::getenv("PROCLENS_AUDIT_DATASET")) {
    expect_all(named);
  } else if (fs::exists(recordings)) {
    expect_all(recordings);
    Audited audited(recordings);
    EXPECT_EQ(audited.json["processes"]["records"], 1951);
    EXPECT_EQ(audited.json["states"]["dud"], 657);
    EXPECT_EQ(audited.json["states"]["root"], 1);
  } else {
    GTEST_SKIP() << recordings << " is not there; DemoDataset asks the same of a made dataset";
  }
}

TEST_F(DemoDataset, HasTheCountsThatWerePlanted) {
  Audited audited(folder_);
  Json truth;
  std::ifstream(folder_ / "truth.json") >> truth;
  const Json& json = audited.json;
  EXPECT_EQ(json["processes"]["records"], truth["lineage"]["processes"]);
  EXPECT_EQ(json["duds"]["processes"], truth["lineage"]["duds"]);
  EXPECT_EQ(json["duds"]["nameless"], truth["lineage"]["nameless_duds"]);
  EXPECT_EQ(json["duds"]["with_args"], truth["lineage"]["duds_with_args"]);
  EXPECT_EQ(json["duds"]["in_process_path"], truth["lineage"]["duds_in_process_path"]);
  EXPECT_EQ(json["no_lineage"]["shorter_than_2"], truth["lineage"]["process_path_shorter_than_2"]);
  EXPECT_EQ(json["no_lineage"]["by_name"]["names"][0],
            (Json{{"name", "conhost.exe"}, {"count", truth["lineage"]["process_path_shorter_than_2_conhost"]}}));
  EXPECT_EQ(json["exports"]["process_nondud"], truth["lineage"]["nonduds"]);
  EXPECT_EQ(json["exports"]["process_with_lineage"], truth["lineage"]["process_path_2_or_longer"]);
  EXPECT_EQ(json["flags"]["missing_path"], truth["lineage"]["without_process_path"]);
  for (const auto& [state, count] : truth["states"].items()) EXPECT_EQ(json["states"][state], count) << state;
  for (const auto& [flag, planted] : truth["flags"].items()) {
    EXPECT_EQ(json["flags"][flag], planted["count"]) << flag;
    if (!planted.contains("pid_hashes")) continue;
    for (const Json& hash : planted["pid_hashes"]) {
      EXPECT_EQ(audited.ask("SELECT count(*) FROM lineage WHERE " + flag +
                            " AND pid_hash = " + sql_literal(hash.get<std::string>())) > 0,
                true)
          << flag << " " << hash;
    }
  }
  EXPECT_EQ(json["likely_parents"], truth["likely_parents"]);
  EXPECT_EQ(json["processes"]["only_in_image_loads"], truth["unknown"]["processes_with_loads_only"]);
  EXPECT_EQ(json["processes"]["only_as_parent"], truth["unknown"]["parents"]);
  EXPECT_EQ(json["processes"]["image_loads_of_unknown"], truth["unknown"]["loads_of_unknown_processes"]);
}

}  // namespace
}  // namespace proclens

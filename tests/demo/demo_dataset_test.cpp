#include "demo/demo_dataset.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "demo/lineage_truth.hpp"
#include "proclens/cancel.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "table/database.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// Provides a temporary folder for each test.
class DemoDataset : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ =
        fs::temp_directory_path() / ("proclens_demo_" + std::string(test->name()) + "_" + std::to_string(::getpid()));
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  DemoSummary write(const std::string& name, std::uint64_t processes, std::uint64_t seed = 1,
                    std::uint64_t part_processes = 50000, const Context& context = Context()) {
    return write_demo_dataset(context, root_ / name, {processes, seed, part_processes});
  }

  fs::path root_;
};

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Every file below a folder by its relative name.
std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files[fs::relative(entry.path(), folder).string()] = content(entry.path());
  }
  return files;
}

nlohmann::json truth_of(const fs::path& folder) { return nlohmann::json::parse(content(folder / "truth.json")); }

/// A database with the dataset's tables as views.
Database open(const fs::path& folder) {
  Database database;
  for (const char* table : {"process", "process_path", "process_image_load", "truth_processes"}) {
    fs::path files = folder / (std::string(table) + ".parquet");
    if (fs::is_directory(files)) files /= "*.parquet";
    database.run("CREATE VIEW " + std::string(table) + " AS SELECT * FROM read_parquet(" + sql_literal(files.string()) +
                 ")");
  }
  return database;
}

std::string columns(Database& database, const std::string& table) {
  return database.text("SELECT string_agg(column_name || ' ' || column_type, ', ') FROM (DESCRIBE " + table + ")")
      .value();
}

/// One dataset for all tests that only read it; in three parts, so that nothing holds only within one.
class DemoTruthTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = fs::temp_directory_path() / ("proclens_demo_truth_" + std::to_string(::getpid()));
    summary_ = write_demo_dataset(Context(), folder_, {12000, 1, 4000});
  }
  static void TearDownTestSuite() { fs::remove_all(folder_); }

  Database database = open(folder_);
  nlohmann::json truth = truth_of(folder_);
  static inline fs::path folder_;
  static inline DemoSummary summary_;
};

/// The rebuilt lineages in the slow, obvious way: one recursion step per generation. A cycle ends at the first ancestor
/// that repeats, unless a process of the cycle started before its parent: there the lineage ends.
constexpr const char* kRebuild = R"(
CREATE TABLE one AS
WITH RECURSIVE step AS (
    SELECT c.pid_hash AS child, p.parent_pid_hash AS next, 1 AS steps
    FROM process c JOIN process p ON p.pid_hash = c.parent_pid_hash
    WHERE p.process_started > c.process_started AND p.hostname = c.hostname
    UNION ALL
    SELECT child, p.parent_pid_hash, steps + 1
    FROM step JOIN process p ON p.pid_hash = step.next
    WHERE steps < 20 AND next <> child
),
before_its_parent AS (SELECT child FROM step WHERE next = child),
placeholder AS (SELECT pid_hash FROM process WHERE process_name = 'unknown.exe' AND os_pid = 1)
SELECT DISTINCT ON (pid_hash) pid_hash, process_name,
    CASE WHEN parent_pid_hash IN (FROM placeholder) OR pid_hash IN (FROM before_its_parent) THEN 'nobody'
    ELSE parent_pid_hash END AS parent_pid_hash
FROM process;

CREATE TABLE rebuilt AS
WITH RECURSIVE step AS (
    SELECT pid_hash AS leaf, pid_hash AS at, [pid_hash] AS chain FROM one
    UNION ALL
    SELECT leaf, p.pid_hash, list_append(chain, p.pid_hash)
    FROM step JOIN one c ON c.pid_hash = step.at JOIN one p ON p.pid_hash = c.parent_pid_hash
    WHERE NOT list_contains(chain, p.pid_hash)
)
SELECT leaf AS pid_hash, arg_max(chain, len(chain)) AS chain FROM step GROUP BY leaf;

CREATE TABLE judged AS
SELECT
    r.pid_hash, r.chain,
    CASE
        WHEN leaf.process_name IN ('system', 'registry', 'memory compression', 'ntoskrnl.exe') THEN 'root'
        WHEN oldest.parent_pid_hash IN (SELECT pid_hash FROM one) THEN 'cyclic'
        WHEN oldest.process_name IN ('system', 'registry', 'memory compression') THEN 'complete'
        WHEN len(r.chain) > 1 THEN 'truncated'
        WHEN leaf.parent_pid_hash IS NOT NULL THEN 'orphan'
        ELSE 'dud'
    END AS state
FROM rebuilt r
JOIN one leaf ON leaf.pid_hash = r.pid_hash
JOIN one oldest ON oldest.pid_hash = r.chain[-1];
)";

TEST_F(DemoDataset, HasTheColumnsOfTheLayout) {
  write("d", 300);
  Database database = open(root_ / "d");
  const std::string tz = "TIMESTAMP WITH TIME ZONE";
  EXPECT_EQ(columns(database, "process"),
            "pid_hash VARCHAR, parent_pid_hash VARCHAR, hostname VARCHAR, os_pid BIGINT, parent_os_pid BIGINT, "
            "process_name VARCHAR, args VARCHAR, process_path VARCHAR, filename VARCHAR, user_name VARCHAR, "
            "process_started " +
                tz + ", process_term " + tz + ", first_seen " + tz + ", last_seen " + tz +
                ", exit_code BIGINT, agent_id VARCHAR, file_md5 VARCHAR");
  EXPECT_EQ(
      columns(database, "process_path"),
      "pid_hash VARCHAR, hostname VARCHAR, process_name VARCHAR, level INTEGER, ptree VARCHAR, ptree_list VARCHAR[], "
      "ptree_list_tuples STRUCT(pid_hash VARCHAR, process_name VARCHAR)[]");
  EXPECT_EQ(columns(database, "process_image_load"),
            "pid_hash VARCHAR, filename VARCHAR, hostname VARCHAR, process_name VARCHAR, first_seen " + tz +
                ", last_seen " + tz + ", num_load BIGINT, file_md5 VARCHAR");
}

TEST_F(DemoTruthTest, HoldsWellFormedValues) {
  EXPECT_EQ(database.number("SELECT count(*) FROM process WHERE NOT regexp_full_match(pid_hash, '[0-9A-F]{32}') "
                            "OR NOT regexp_full_match(parent_pid_hash, '[0-9A-F]{32}')"),
            0);
  EXPECT_EQ(database.number("SELECT count(*) FROM process WHERE process_name <> lower(process_name) "
                            "OR process_path <> lower(process_path) OR args <> lower(args)"),
            0);
  EXPECT_EQ(database.number("SELECT count(*) FROM process WHERE process_name IS NOT NULL "
                            "AND regexp_extract(process_path, '[^\\\\]*$') <> process_name"),
            0);
  EXPECT_EQ(database.number("SELECT count(*) FROM process WHERE process_term < process_started "
                            "OR last_seen < process_started OR args LIKE '%{user}%'"),
            0);
  EXPECT_EQ(database.number(
                "SELECT count(*) FROM process_path WHERE level <> len(ptree_list) - 1 OR "
                "ptree_list[1] <> pid_hash OR list_transform(ptree_list_tuples, lambda t: t.pid_hash) <> ptree_list OR "
                "ptree <> '=' || array_to_string(list_transform(ptree_list_tuples, lambda t: t.process_name), '->')"),
            0);
  // One row per process and image, with the process's host and name.
  EXPECT_EQ(database.number("SELECT count(*) - count(DISTINCT (pid_hash, filename)) FROM process_image_load"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM process_image_load l JOIN process p USING (pid_hash) "
                            "WHERE l.hostname <> p.hostname OR l.process_name <> p.process_name "
                            "OR l.first_seen < p.process_started"),
            0);
  // A PID belongs to one process of a host at a time.
  EXPECT_EQ(database.number("SELECT count(*) FROM (SELECT hostname, os_pid FROM process WHERE os_pid NOT IN (1, 4) "
                            "GROUP BY ALL HAVING count(DISTINCT pid_hash) > 1)"),
            0);
}

TEST_F(DemoTruthTest, PublishedFiguresFollowFromTheTables) {
  const nlohmann::json lineage = truth.at("lineage");
  const auto check = [&](const char* figure, const std::string& query) {
    EXPECT_EQ(lineage.at(figure).get<std::int64_t>(), database.number(query)) << figure;
  };
  const std::string duds = "SELECT count(*) FROM process p WHERE parent_pid_hash IS NULL";
  check("processes", "SELECT count(*) FROM process");
  check("duds", duds);
  check("nameless_duds", duds + " AND process_name IS NULL");
  check("duds_with_args", duds + " AND args IS NOT NULL");
  check("duds_in_process_path",
        "SELECT count(*) FROM process_path JOIN process p USING (pid_hash) WHERE p.parent_pid_hash "
        "IS NULL AND len(ptree_list) = 1");
  check("nonduds", "SELECT count(*) FROM process WHERE parent_pid_hash IS NOT NULL");
  check("process_path_shorter_than_2", "SELECT count(*) FROM process_path WHERE len(ptree_list) < 2");
  check("process_path_shorter_than_2_conhost",
        "SELECT count(*) FROM process_path WHERE len(ptree_list) < 2 AND process_name = 'conhost.exe'");
  check("process_path_2_or_longer",
        "SELECT count(*) FROM process JOIN process_path USING (pid_hash) WHERE len(ptree_list) >= 2 AND "
        "parent_pid_hash IS NOT NULL");
  check("without_process_path", "SELECT count(*) FROM process ANTI JOIN process_path USING (pid_hash)");
  EXPECT_EQ(summary_.process_rows, 12000);
  EXPECT_EQ(database.number("SELECT count(*) FROM process_image_load"), summary_.load_rows);
  EXPECT_EQ(database.number("SELECT count(DISTINCT hostname) FROM process"), summary_.hosts);
  EXPECT_EQ(database.number("SELECT count(DISTINCT filename) FROM process_image_load"), summary_.images);
}

TEST_F(DemoTruthTest, CommandLinesAreAsVariedAsPublishedOnes) {
  // ACME3: 30,994 distinct lines of 136,706 processes.
  const double share =
      static_cast<double>(database.number("SELECT count(DISTINCT (process_path, args)) FROM process")) /
      static_cast<double>(database.number("SELECT count(*) FROM process"));
  EXPECT_GT(share, 0.21);
  EXPECT_LT(share, 0.26);
}

TEST_F(DemoTruthTest, StatesAndFlagsFollowFromTheTables) {
  database.run(kRebuild);
  EXPECT_EQ(
      database.number("SELECT count(*) FROM truth_processes t JOIN judged j USING (pid_hash) WHERE t.state <> j.state"),
      0);
  for (const auto& [state, count] : truth.at("states").items()) {
    EXPECT_EQ(
        database.number("SELECT count(*) FROM process JOIN judged USING (pid_hash) WHERE state = '" + state + "'"),
        count.get<std::int64_t>())
        << state;
  }

  database.run(
      "CREATE VIEW parent AS SELECT c.*, p.pid_hash AS p_hash, p.process_name AS p_name, p.hostname AS p_host, "
      "p.process_started AS p_start, p.process_term AS p_end FROM process c "
      "JOIN (SELECT DISTINCT ON (pid_hash) * FROM process) p ON p.pid_hash = c.parent_pid_hash "
      "WHERE p.process_name IS DISTINCT FROM 'unknown.exe'");
  const std::map<std::string, std::string> queries = {
      {"missing_path", "FROM process ANTI JOIN process_path USING (pid_hash)"},
      {"short_path",
       "FROM process_path JOIN rebuilt USING (pid_hash) WHERE len(ptree_list) < len(chain) AND "
       "chain[1:len(ptree_list)] = ptree_list"},
      {"wrong_path",
       "FROM process_path JOIN rebuilt USING (pid_hash) WHERE "
       "ptree_list[1:least(len(chain), len(ptree_list))] <> chain[1:least(len(chain), len(ptree_list))]"},
      {"self_parent", "FROM process WHERE parent_pid_hash = pid_hash AND process_name <> 'ntoskrnl.exe'"},
      {"parent_started_later", "FROM parent WHERE p_start > process_started AND hostname = p_host"},
      {"parent_ended_earlier", "FROM parent WHERE p_end < process_started AND hostname = p_host"},
      {"cross_host_parent", "FROM parent WHERE hostname <> p_host"},
      {"duplicate_pid_hash",
       "FROM process WHERE pid_hash IN (SELECT pid_hash FROM process GROUP BY ALL HAVING count(*) > 1)"},
      {"nameless", "FROM process WHERE process_name IS NULL"},
      {"unexpected_parent",
       "FROM parent WHERE (process_name = 'svchost.exe' AND p_name <> 'services.exe') OR "
       "(process_name IN ('lsass.exe', 'services.exe') AND p_name <> 'wininit.exe') OR "
       "(process_name IN ('wininit.exe', 'winlogon.exe', 'csrss.exe') AND p_name <> 'smss.exe') OR "
       "(process_name IN ('runtimebroker.exe', 'taskhostw.exe', 'wmiprvse.exe', 'dllhost.exe') AND p_name <> "
       "'svchost.exe' "
       "AND pid_hash <> p_hash)"},
  };
  ASSERT_EQ(queries.size(), truth.at("flags").size());
  for (const auto& [flag, from] : queries) {
    const nlohmann::json& planted = truth.at("flags").at(flag);
    EXPECT_GT(planted.at("count"), 0) << flag;
    EXPECT_EQ(database.number("SELECT count(*) " + from), planted.at("count").get<std::int64_t>()) << flag;
    EXPECT_EQ(database.number("SELECT count(*) FROM truth_processes WHERE " + flag),
              planted.at("count").get<std::int64_t>())
        << flag;
    if (!planted.contains("pid_hashes")) continue;
    EXPECT_EQ(planted.at("pid_hashes").size(), planted.at("count").get<std::size_t>()) << flag;
    for (const auto& hash : planted.at("pid_hashes")) {
      EXPECT_GT(database.number("SELECT count(*) FROM (SELECT pid_hash " + from +
                                ") WHERE pid_hash = " + sql_literal(hash.get<std::string>())),
                0)
          << flag;
    }
  }
  EXPECT_GT(truth.at("states").at("truncated"), 0);
  // Two processes in every cycle of two.
  EXPECT_EQ(database.number("SELECT count(*) FROM judged WHERE state = 'cyclic' AND len(chain) = 2"),
            truth.at("kinds").at("cycle").get<std::int64_t>());
}

TEST_F(DemoTruthTest, LikelyParentsAreTheOnlyOnesAliveUnderTheirPid) {
  const std::string alive =
      "FROM process c JOIN process p ON p.hostname = c.hostname AND p.os_pid = c.parent_os_pid AND "
      "p.process_started <= c.process_started AND coalesce(p.process_term >= c.process_started, true) "
      "WHERE c.parent_pid_hash NOT IN (SELECT pid_hash FROM process WHERE process_name <> 'unknown.exe') "
      "AND p.process_name <> 'unknown.exe'";
  const std::int64_t likely = truth.at("likely_parents");
  EXPECT_GT(likely, 0);
  EXPECT_EQ(database.number("SELECT count(*) " + alive), likely);
  EXPECT_EQ(database.number("SELECT count(*) FROM (SELECT c.pid_hash, p.pid_hash AS found " + alive +
                            ") JOIN truth_processes t USING (pid_hash) WHERE found = t.likely_parent_pid_hash"),
            likely);
}

TEST_F(DemoTruthTest, CountsWhatOnlyOtherTablesKnow) {
  const std::string unknown = "FROM process_image_load WHERE pid_hash NOT IN (SELECT pid_hash FROM process)";
  EXPECT_EQ(database.number("SELECT count(*) " + unknown),
            truth.at("unknown").at("loads_of_unknown_processes").get<std::int64_t>());
  EXPECT_EQ(database.number("SELECT count(DISTINCT pid_hash) " + unknown),
            truth.at("unknown").at("processes_with_loads_only").get<std::int64_t>());
  EXPECT_EQ(database.number("SELECT count(DISTINCT parent_pid_hash) FROM process WHERE parent_pid_hash NOT IN (SELECT "
                            "pid_hash FROM process)"),
            truth.at("unknown").at("parents").get<std::int64_t>());
  EXPECT_EQ(
      database.number("SELECT count(*) FROM process_path WHERE ptree LIKE '%wintap%' OR ptree LIKE '%amazon-ssm%' OR "
                      "ptree LIKE '%ssm-%'"),
      truth.at("sensor_lineages").get<std::int64_t>());
  EXPECT_EQ(
      database.number(
          "SELECT count(DISTINCT bag) FROM (SELECT list(filename ORDER BY filename) AS bag FROM process_image_load "
          "WHERE pid_hash IN (SELECT pid_hash FROM process) GROUP BY pid_hash)"),
      truth.at("bags").at("distinct").get<std::int64_t>());
  std::int64_t programs = 0;
  Rows rows = database.query("SELECT program, count(*) FROM truth_processes WHERE program IS NOT NULL GROUP BY ALL");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const std::string program(chunk->text(0, row));
      EXPECT_EQ(truth.at("programs").at(program).get<std::int64_t>(), chunk->int64(1)[row]) << program;
      programs += chunk->int64(1)[row];
    }
  }
  EXPECT_EQ(programs, database.number("SELECT count(process_name) FROM process"));
}

TEST_F(DemoTruthTest, HoldsWhatWintapDoes) {
  EXPECT_GT(database.number("SELECT count(*) FROM process JOIN truth_processes USING (pid_hash) WHERE process_name = "
                            "'ntoskrnl.exe' AND parent_pid_hash = pid_hash AND state = 'root'"),
            0);
  const std::string unresolved =
      "FROM process c JOIN process u ON u.pid_hash = c.parent_pid_hash JOIN process k ON k.pid_hash = "
      "u.parent_pid_hash JOIN truth_processes t ON t.pid_hash = c.pid_hash WHERE u.process_name = 'unknown.exe' AND "
      "u.os_pid = 1 AND k.process_name = 'system'";
  const std::int64_t kind = truth.at("kinds").at("unresolved");
  EXPECT_GT(kind, 0);
  EXPECT_EQ(database.number("SELECT count(*) " + unresolved), kind / 4 * 3);
  EXPECT_EQ(database.number("SELECT count(*) " + unresolved + " AND t.state = 'orphan'"), kind / 4 * 3);
  EXPECT_EQ(database.number("SELECT count(likely_parent_pid_hash) " + unresolved), kind / 4 * 2);
  EXPECT_EQ(database.text("SELECT string_agg(DISTINCT concat(process_name, ' ', state), ', ' ORDER BY concat("
                          "process_name, ' ', state)) FROM process JOIN truth_processes USING (pid_hash) WHERE kind = "
                          "'reused_parent' AND process_name IN ('services.exe', 'svchost.exe', 'wininit.exe')"),
            "services.exe truncated, svchost.exe truncated, wininit.exe orphan");
  EXPECT_GT(
      database.number("SELECT count(*) FROM process_path WHERE ptree LIKE '%ssm-%' AND ptree NOT LIKE '%amazon%'"), 0)
      << "lineages of sensors that only their workers tell";
}

TEST_F(DemoTruthTest, TellsTheIntrusion) {
  database.run(
      "CREATE TABLE labels AS FROM read_csv(" + sql_literal((folder_ / "labels.csv").string()) +
      ", header = true);"
      "CREATE VIEW step AS SELECT process.*, labels.label, labels.tactic FROM labels JOIN process USING (pid_hash)");
  const std::int64_t steps = truth.at("kinds").at("intrusion");
  EXPECT_GT(steps, 10);
  EXPECT_EQ(truth.at("intrusion").size(), steps);
  EXPECT_EQ(summary_.intrusion, steps);
  EXPECT_EQ(database.number("SELECT count(*) FROM step WHERE label IN ('attack', 'unsure')"), steps);
  EXPECT_EQ(
      database.number("SELECT count(*) FROM labels JOIN truth_processes USING (pid_hash) WHERE kind = 'intrusion' "
                      "AND state = 'complete' AND NOT (missing_path OR short_path OR wrong_path OR "
                      "parent_started_later OR parent_ended_earlier OR unexpected_parent)"),
      steps)
      << "nothing but what it does gives it away";
  EXPECT_EQ(database.number("SELECT count(DISTINCT hostname) FROM step"), 3);
  EXPECT_LT(database.number("SELECT epoch(max(process_started)) - epoch(min(process_started)) FROM step"), 2 * 3600);
  EXPECT_EQ(database.text("SELECT string_agg(tactic, ' ' ORDER BY first) FROM (SELECT tactic, min(process_started) AS "
                          "first FROM step GROUP BY ALL)"),
            "initial-access execution defense-evasion discovery credential-access lateral-movement persistence");
  // Each machine is named by the one before.
  EXPECT_EQ(database.number("SELECT count(DISTINCT b.hostname) FROM step a JOIN step b ON contains(a.args, b.hostname) "
                            "AND a.process_started < b.process_started AND a.hostname <> b.hostname"),
            2);
  const std::string payload = "FROM process_image_load WHERE filename = 'c:\\users\\public\\libraries\\mpclient.dll'";
  EXPECT_EQ(database.number("SELECT count(*) " + payload), 2);
  EXPECT_EQ(database.number("SELECT count(*) " + payload + " AND pid_hash IN (SELECT pid_hash FROM labels)"), 2);
  EXPECT_EQ(database.number("SELECT count(*) FROM step c JOIN step p ON p.pid_hash = c.parent_pid_hash"), steps - 3);
}

TEST_F(DemoDataset, FindsMachinesForTheIntrusionAtEverySizeAndSeed) {
  for (const std::uint64_t processes : {1000, 4000, 6000}) {
    for (const std::uint64_t seed : {1, 2, 3, 4}) {
      const DemoSummary summary = write("d", processes, seed);
      EXPECT_EQ(summary.intrusion, summary.hosts >= 3 ? 17 : 0) << processes << " " << seed;
    }
  }
}

TEST_F(DemoTruthTest, OddProcessesLoadWhatNoOtherProcessOfTheirProgramLoads) {
  const nlohmann::json odd = truth.at("odd_images");
  EXPECT_GE(odd.size(), 5);
  EXPECT_EQ(odd.size(), summary_.odd);
  for (const auto& process : odd) {
    const std::string hash = sql_literal(process.at("pid_hash").get<std::string>());
    EXPECT_EQ(database.number("SELECT count(*) FROM truth_processes WHERE odd_images AND pid_hash = " + hash), 1);
    EXPECT_GT(database.number("SELECT count(*) FROM truth_processes WHERE NOT odd_images AND program = " +
                              sql_literal(process.at("program").get<std::string>())),
              3)
        << process;
    EXPECT_GE(process.at("odd_images").size(), 3);
    std::string images;
    for (const auto& image : process.at("odd_images")) {
      images += (images.empty() ? "" : ", ") + sql_literal(image.get<std::string>());
    }
    const std::string loads =
        "SELECT count(*) FROM process_image_load JOIN truth_processes t USING (pid_hash) WHERE filename IN (" + images +
        ")";
    EXPECT_EQ(database.number(loads + " AND t.pid_hash = " + hash), process.at("odd_images").size());
    EXPECT_EQ(database.number(
                  loads + " AND NOT odd_images AND program = " + sql_literal(process.at("program").get<std::string>())),
              0)
        << process;
  }
}

TEST_F(DemoDataset, WritesTheSameBytesForAnyNumberOfThreads) {
  write("one", 1500, 7, 400, Context({.threads = 1}));
  const auto expected = contents(root_ / "one");
  EXPECT_EQ(expected.size(), 4 * 4 + 2);
  for (const int threads : {2, 5}) {
    write("more", 1500, 7, 400, Context({.threads = threads}));
    EXPECT_EQ(contents(root_ / "more"), expected) << threads;
  }
}

TEST_F(DemoDataset, IsAnotherOfficeForAnotherSeed) {
  write("a", 1000, 1);
  write("b", 1000, 2);
  EXPECT_NE(content(root_ / "a" / "process.parquet"), content(root_ / "b" / "process.parquet"));
}

TEST_F(DemoDataset, HoldsTheSameProcessesHoweverItIsCut) {
  const DemoSummary whole = write("whole", 1500, 3);
  const DemoSummary parts = write("parts", 1500, 3, 500);
  EXPECT_EQ(whole.load_rows, parts.load_rows);
  EXPECT_EQ(whole.distinct_bags, parts.distinct_bags);
  EXPECT_EQ(whole.flagged, parts.flagged);
  Database first = open(root_ / "whole");
  Database second = open(root_ / "parts");
  const std::string sum = "SELECT sum(hash(p)::HUGEINT)::VARCHAR FROM process p";
  EXPECT_EQ(first.text(sum), second.text(sum));
}

TEST_F(DemoDataset, WorksAtTheSmallestSizes) {
  for (const std::uint64_t processes : {1, 2, 3, 10, 100, 190, 999}) {
    const std::string name = std::to_string(processes);
    const DemoSummary summary = write(name, processes);
    EXPECT_EQ(summary.process_rows, processes);
    EXPECT_EQ(summary.path_rows, processes - summary.figures.without_path);
    EXPECT_FALSE(summary.not_planted.empty());
    EXPECT_EQ(truth_of(root_ / name).at("not_planted").size(), summary.not_planted.size());
  }
  EXPECT_THROW(write("none", 0), Error);
  EXPECT_FALSE(fs::exists(root_ / "none"));
}

TEST_F(DemoDataset, ReplacesAFormerDemoDatasetButNothingElse) {
  write("d", 100);
  EXPECT_EQ(write("d", 200).process_rows, 200);

  std::ofstream(root_ / "d" / "notes.txt") << "mine";
  try {
    write("d", 300);
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::usage);
    EXPECT_NE(std::string(error.what()).find("notes.txt"), std::string::npos) << error.what();
  }
  EXPECT_EQ(content(root_ / "d" / "notes.txt"), "mine");
  EXPECT_EQ(truth_of(root_ / "d").at("processes"), 200);

  // The user's own tables, without our truth.
  fs::create_directory(root_ / "own");
  std::ofstream(root_ / "own" / "process.parquet") << "mine";
  EXPECT_THROW(write("own", 100), Error);
  EXPECT_EQ(content(root_ / "own" / "process.parquet"), "mine");
}

TEST_F(DemoDataset, LeavesNothingWhenInterrupted) {
  CancelFlag cancel;
  cancel.request();
  EXPECT_THROW(write("d", 1000, 1, 50000, Context({.cancel = &cancel})), Cancelled);
  EXPECT_TRUE(fs::is_empty(root_));
}

}  // namespace
}  // namespace proclens

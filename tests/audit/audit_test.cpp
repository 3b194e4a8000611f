// The whole audit: its files, its counts, and how it handles incomplete datasets.
#include "audit/audit.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit_fixture.hpp"
#include "audit/summary/summary_json.hpp"
#include "audit/summary/summary_text.hpp"
#include "core/text.hpp"
#include "proclens/context.hpp"
#include "table/sql.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

std::string file_bytes(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// 20,000 records of every shape: gaps, cycles, duplicates, ties, and missing, short and wrong paths.
void add_many(Database& database) {
  database.run(
      "INSERT INTO process BY NAME SELECT CASE WHEN i % 997 = 0 THEN md5('p' || (i - 1)) WHEN i % 991 = 0 THEN NULL "
      "ELSE "
      "md5('p' || i) END AS pid_hash, CASE hash(i) % 6 WHEN 0 THEN NULL WHEN 1 THEN upper(md5('gone' || i % 500)) ELSE "
      "md5('p' || (i - 1 - hash(i, 1) % 100)) END AS parent_pid_hash, 'host-' || (i // 2500) AS hostname, 4 * (i % "
      "700) "
      "AS os_pid, 4 * (hash(i, 2) % 700) AS parent_os_pid, CASE WHEN i % 50 = 0 THEN NULL WHEN i % 400 = 1 THEN "
      "'System' "
      "WHEN i % 90 = 7 THEN 'svchost.exe' ELSE 'p' || i % 300 || '.exe' END AS process_name, 'c:\\windows\\p.exe' AS "
      "filename, CASE WHEN i % 3 = 0 THEN '--run ' || i % 20 END AS args, TIMESTAMP '2024-03-01' + to_seconds(i * 40) "
      "AS "
      "process_started, TIMESTAMP '2024-03-01' + to_seconds(i * 40 + hash(i, 3) % 3000) AS process_term, TIMESTAMP "
      "'2024-03-01' + to_seconds(i * 40) AS first_seen, i % 7 AS exit_code FROM range(20000) t(i);"
      "INSERT INTO process_path BY NAME SELECT pid_hash, process_name, '=' || process_name AS ptree, CASE WHEN "
      "hash(pid_hash) % 3 > 0 AND parent_pid_hash IS NOT NULL THEN [pid_hash, lower(parent_pid_hash)] ELSE [pid_hash] "
      "END "
      "AS ptree_list FROM process WHERE hash(pid_hash) % 11 > 0");
}

TEST(Audit, WritesTheSameFilesForAnyNumberOfThreads) {
  std::vector<std::string> first;
  for (const int threads : {1, 2, 5}) {
    const Context context({.threads = threads});
    AuditedDataset data;
    add_many(data.database());
    const AuditSummary& summary = data.audit(context);
    std::vector<std::string> files = {audit_json_text(audit_json(summary)), audit_text(summary, 5)};
    for (const char* table : {"process_nondud", "process_with_lineage", "anomalies", "lineage"}) {
      files.push_back(file_bytes(data.file(std::string(table) + ".parquet")));
    }
    if (first.empty()) first = files;
    for (std::size_t i = 0; i < files.size(); ++i)
      EXPECT_TRUE(files[i] == first[i]) << threads << " threads, file " << i;
  }
}

std::vector<std::string> columns_of(Database& database, const fs::path& file) {
  std::vector<std::string> columns;
  Rows rows =
      database.query("SELECT column_name FROM (DESCRIBE FROM read_parquet(" + sql_literal(file.string()) + "))");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) columns.emplace_back(chunk->text(0, row));
  }
  return columns;
}

TEST(Audit, WritesTablesWithTheseColumnsInZstd) {
  AuditedDataset data;
  add_many(data.database());
  data.audit();
  using Columns = std::vector<std::string>;
  EXPECT_EQ(columns_of(data.database(), data.file("process_nondud.parquet")),
            (Columns{"pid_hash", "process_name", "args", "filename", "hostname", "exit_code"}));
  EXPECT_EQ(columns_of(data.database(), data.file("process_with_lineage.parquet")),
            (Columns{"pid_hash", "process_name", "args", "filename", "hostname", "exit_code", "ptree", "ptree_list",
                     "ptree_list_tuples"}));
  Columns lineage = {"pid_hash", "state", "ptree", "ptree_list", "depth", "likely_parent_pid_hash"};
  Columns anomalies = {"pid_hash", "truncated", "orphan", "dud", "cyclic"};
  for (const Term& flag : kFlags) {
    lineage.emplace_back(flag.name);
    anomalies.emplace_back(flag.name);
  }
  EXPECT_EQ(columns_of(data.database(), data.file("lineage.parquet")), lineage);
  EXPECT_EQ(columns_of(data.database(), data.file("anomalies.parquet")), anomalies);
  EXPECT_EQ(data.database().text("SELECT string_agg(DISTINCT compression, ',') FROM parquet_metadata(" +
                                 sql_literal(data.file("*.parquet").string()) + ")"),
            "ZSTD");
}

TEST(Audit, KeepsTheDatasetsOrderAndSumsUp) {
  AuditedDataset data;
  add_many(data.database());
  const AuditSummary& summary = data.audit();
  Database& database = data.database();
  EXPECT_EQ(database.number("SELECT count(*) FROM (SELECT pid_hash FROM lineage) POSITIONAL JOIN (SELECT pid_hash AS "
                            "given FROM process) WHERE pid_hash IS DISTINCT FROM given"),
            0);
  const std::string nondud = "read_parquet(" + sql_literal(data.file("process_nondud.parquet").string()) + ")";
  EXPECT_EQ(database.number("SELECT count(*) FROM (FROM " + nondud +
                            ") POSITIONAL JOIN (SELECT pid_hash AS given, args AS given_args FROM process WHERE "
                            "parent_pid_hash IS NOT NULL) WHERE (pid_hash, args) IS DISTINCT FROM (given, given_args)"),
            0);
  EXPECT_EQ(summary.nonduds_written, 20000 - summary.duds);
  EXPECT_EQ(summary.anomalies_written,
            static_cast<std::uint64_t>(database.number(
                "SELECT count(*) FROM lineage WHERE state NOT IN ('root', 'complete') OR missing_path OR short_path OR "
                "wrong_path OR self_parent OR parent_started_later OR parent_ended_earlier OR cross_host_parent OR "
                "duplicate_pid_hash OR nameless OR malformed_hash OR unexpected_parent")));
  for (std::size_t i = 0; i < kFlagCount; ++i) {
    const std::string flag(kFlags[i].name);
    EXPECT_EQ(summary.all.flags[i], database.number("SELECT count(*) FROM lineage WHERE " + flag)) << flag;
  }
  std::uint64_t depths = 0;
  for (const DepthCount& depth : summary.depths) {
    for (const std::uint64_t count : depth.states) depths += count;
  }
  EXPECT_EQ(depths, 20000);
}

/// The rows of process_with_lineage.parquet equal those of the join, in any order.
TEST(Audit, WritesTheLongestLineageOfEveryRecordOfAHash) {
  AuditedDataset data;
  add_many(data.database());
  // Processes with several records, with several paths, with both; blank and missing texts, hashes in other spellings.
  data.database().run(
      "INSERT INTO process_path BY NAME SELECT ' ' || lower(pid_hash) AS pid_hash, ptree || '->more' AS ptree, "
      "list_append(ptree_list, 'more') AS ptree_list, [{'pid_hash': pid_hash, 'process_name': 'x'}] AS "
      "ptree_list_tuples FROM process_path WHERE hash(pid_hash) % 40 = 0;"
      "UPDATE process SET args = '', hostname = NULL WHERE os_pid % 48 = 0;"
      "UPDATE process SET filename = ' ', exit_code = NULL WHERE os_pid % 52 = 0");
  const AuditSummary& summary = data.audit();
  data.database().run(
      "CREATE TABLE expected AS SELECT p.pid_hash, p.process_name, p.args, p.filename, p.hostname, p.exit_code, ptree, "
      "ptree_list, ptree_list_tuples FROM process p JOIN (SELECT *, upper(trim(pid_hash)) AS key FROM process_path "
      "WHERE len(ptree_list) >= 2 QUALIFY row_number() OVER (PARTITION BY key ORDER BY len(ptree_list) DESC, "
      "ptree_list) = 1) t ON "
      "t.key = upper(trim(p.pid_hash));"
      "CREATE VIEW written AS FROM read_parquet(" +
      sql_literal(data.file("process_with_lineage.parquet").string()) + ")");
  EXPECT_GT(data.database().number("SELECT count(*) FROM expected WHERE len(ptree_list) > 2"), 100);
  EXPECT_GT(data.database().number("SELECT count(*) - count(DISTINCT pid_hash) FROM expected"), 5);
  EXPECT_EQ(summary.with_lineage_written, data.database().number("SELECT count(*) FROM expected"));
  EXPECT_EQ(data.database().number("SELECT count(*) FROM (FROM expected EXCEPT ALL FROM written)"), 0);
}

TEST(Audit, WritesLineagesInTheOrderOfProcessPath) {
  for (const int threads : {1, 5}) {  // more rows than DuckDB hands to one thread at a time
    const Context context({.threads = threads});
    AuditedDataset data;
    data.database().run(
        "INSERT INTO process BY NAME SELECT md5('p' || i) AS pid_hash, md5('p' || i // 2) AS parent_pid_hash FROM "
        "range(130000) t(i);"
        "INSERT INTO process_path BY NAME SELECT pid_hash, [pid_hash, parent_pid_hash] AS ptree_list FROM process "
        "ORDER "
        "BY pid_hash");
    EXPECT_EQ(data.audit(context).with_lineage_written, 130000);
    EXPECT_EQ(data.database().number("SELECT count(*) FROM (SELECT pid_hash AS written FROM read_parquet(" +
                                     sql_literal(data.file("process_with_lineage.parquet").string()) +
                                     ")) POSITIONAL JOIN process_path WHERE written IS DISTINCT FROM pid_hash"),
              0)
        << threads;
  }
}

TEST(Audit, FoldsLongListsWithoutLosingCounts) {
  AuditedDataset data;
  add_many(data.database());
  data.options.limits.names = 7;
  data.options.limits.host_days = 5;
  const AuditSummary& summary = data.audit();
  for (const Breakdowns* breakdowns : {&summary.by_host, &summary.by_name, &summary.by_host_and_day}) {
    TermCounts total = breakdowns->others;
    for (const Breakdown& row : breakdowns->rows) total.add(row.counts);
    EXPECT_EQ(total.processes, 20000);
    EXPECT_EQ(total.flags, summary.all.flags);
    EXPECT_LE(breakdowns->rows.size(), 7);
    EXPECT_GT(breakdowns->other_keys, 0);
  }
  std::uint64_t duds = summary.dud_names.other_count;
  for (const NamedCount& name : summary.dud_names.top) duds += name.count;
  EXPECT_EQ(duds, summary.duds);
}

const std::vector<std::size_t>& examples_of(const AuditSummary& summary, std::string_view term) {
  for (std::size_t i = 0; i < kStateCount; ++i) {
    if (kRecordStates[i].name == term) return summary.examples.of_term[i];
  }
  for (std::size_t i = 0; i < kFlagCount; ++i) {
    if (kFlags[i].name == term) return summary.examples.of_term[kStateCount + i];
  }
  throw std::out_of_range(std::string(term));
}

TEST(AuditExamples, AreOfTheMostCommonNamesFirst) {
  AuditedDataset data;
  data.add_all({{.id = "a1", .parent = "gone", .name = "a.exe"},
                {.id = "a2", .parent = "gone", .name = "A.exe"},
                {.id = "a3", .parent = "gone", .name = "a.exe"},
                {.id = "b", .parent = "gone", .name = "b.exe", .host = "ws9"},
                {.id = "below", .parent = "a1"}});
  data.options.limits.examples = 3;
  const AuditSummary& summary = data.audit();
  std::vector<std::int32_t> orphans;
  for (const std::size_t at : examples_of(summary, "orphan")) orphans.push_back(summary.examples.records[at].record);
  EXPECT_EQ(orphans, (std::vector<std::int32_t>{0, 3, 2})) << "first of each name, commonest first, then the last";
  EXPECT_EQ(examples_of(summary, "missing_path").size(), 3);
  EXPECT_TRUE(examples_of(summary, "complete").empty());
}

TEST(AuditExamples, KnowTheirAncestorsAndWhatTheRecordsSay) {
  AuditedDataset data;
  data.add_all({{.id = "top", .parent = "gone", .pid = 40, .started = 5},
                {.id = "below", .parent = "top", .pid = 44, .parent_pid = 40, .started = 7.25, .ended = 9}});
  data.add_path({"below", "other"});
  data.database().run("UPDATE process SET args = '--run ' || repeat('x', 400), user_name = 'eve' WHERE os_pid = 44");
  const AuditSummary& summary = data.audit();
  ASSERT_EQ(examples_of(summary, "wrong_path").size(), 1);
  const ExampleRecord& below = summary.examples.records.at(examples_of(summary, "wrong_path").front());
  EXPECT_EQ(below.pid_hash, hash_of("below"));
  EXPECT_EQ(below.parent_pid_hash, hash_of("top"));
  EXPECT_EQ(below.name, "below.exe");
  EXPECT_EQ(below.host, "ws1");
  EXPECT_EQ(below.user, "eve");
  EXPECT_EQ(below.args, "--run " + std::string(294, 'x') + "…");
  EXPECT_EQ(below.started, "2024-01-01 00:00:07.25");
  EXPECT_EQ(below.ended, "2024-01-01 00:00:09");
  EXPECT_EQ(below.os_pid, 44);
  EXPECT_EQ(below.parent_os_pid, 40);
  EXPECT_EQ(below.recorded_ptree, "=below.exe->other.exe");
  EXPECT_EQ(below.depth, 2);
  ASSERT_TRUE(below.parent.has_value());
  const ExampleRecord& top = summary.examples.records.at(*below.parent);
  EXPECT_EQ(top.pid_hash, hash_of("top"));
  EXPECT_EQ(top.state, RecordState::orphan);
  EXPECT_EQ(top.args, std::nullopt);
  EXPECT_EQ(top.parent, std::nullopt);
  EXPECT_FALSE(top.cut);
}

TEST(AuditExamples, IncludeTheirLikelyParentsAndEndAtCycles) {
  AuditedDataset data;
  data.add_all({{.id = "holder", .parent = "far", .pid = 40, .started = 5},
                {.id = "lost", .parent = "gone", .pid = 44, .parent_pid = 40, .started = 7},
                {.id = "x", .parent = "y"},
                {.id = "y", .parent = "x"}});
  const AuditSummary& summary = data.audit();
  const auto& records = summary.examples.records;
  std::size_t likely = 0;
  for (const std::size_t at : examples_of(summary, "orphan")) {
    if (!records[at].likely_parent) continue;
    ++likely;
    EXPECT_EQ(records.at(*records[at].likely_parent).pid_hash, hash_of("holder"));
  }
  EXPECT_EQ(likely, 1);
  const ExampleRecord& x = records.at(examples_of(summary, "cyclic").front());
  EXPECT_EQ(records.at(*records.at(*x.parent).parent).pid_hash, x.pid_hash);
}

TEST(AuditExamples, AreCutAfterFortyAncestors) {
  AuditedDataset data;
  data.database().run(
      "INSERT INTO process BY NAME SELECT md5('p' || i) AS pid_hash, CASE WHEN i > 0 THEN md5('p' || (i - 1)) END AS "
      "parent_pid_hash, 'p.exe' AS process_name FROM range(100) t(i)");
  data.options.limits.examples = 2;
  const AuditSummary& summary = data.audit();
  const auto& records = summary.examples.records;
  std::size_t at = examples_of(summary, "truncated").back();
  EXPECT_EQ(records.at(at).depth, 100);
  std::size_t steps = 1;
  for (; records.at(at).parent; at = *records.at(at).parent) ++steps;
  EXPECT_EQ(steps, 40);
  EXPECT_TRUE(records.at(at).cut);
}

TEST(Audit, CutsOnlyLineagesThatWouldGrowWithoutBound) {
  AuditedDataset data;
  data.database().run(
      "INSERT INTO process BY NAME SELECT md5('p' || i) AS pid_hash, CASE WHEN i > 0 THEN md5('p' || (i - 1)) END AS "
      "parent_pid_hash, 'p' || i AS process_name FROM range(5000) t(i)");
  data.options.step_budget = 20000;
  const AuditSummary& summary = data.audit();
  EXPECT_EQ(summary.longest_lineage, 5000);
  EXPECT_EQ(summary.step_limit, 4);
  Database& database = data.database();
  EXPECT_EQ(database.number("SELECT max(len(ptree_list)) FROM lineage"), 4);
  EXPECT_EQ(database.number("SELECT max(depth) FROM lineage"), 5000);
  EXPECT_EQ(database.text("SELECT ptree FROM lineage WHERE pid_hash = md5('p3')"), "=p3->p2->p1->p0");
  EXPECT_EQ(database.text("SELECT ptree FROM lineage WHERE pid_hash = md5('p4')"), "=p4->p3->p2->p1->…");
  EXPECT_EQ(data.in_state("truncated"), 4999);
  ASSERT_EQ(summary.depths.size(), 1000);
  EXPECT_EQ(summary.depths.back().depth, 1000);
  ASSERT_TRUE(summary.deeper.has_value());
  EXPECT_EQ(summary.deeper->from, 1001);
  EXPECT_EQ(summary.deeper->to, 5000);
  EXPECT_EQ(summary.deeper->states[static_cast<std::size_t>(RecordState::truncated)], 4000);
}

TEST(Audit, CountsProcessesThatAreOnlyNamedElsewhere) {
  AuditedDataset data;
  data.add_all({{.id = "known", .parent = "parent"},
                {.id = "other", .parent = "parent"},
                {.id = "third", .parent = "both"},
                {.id = "below", .parent = "known"}});
  for (const std::string id : {"known", "known", "both", "both", "loader", "loader", "loader"}) {
    data.add_load(id, "a.dll");
  }
  data.database().run("INSERT INTO process_image_load VALUES (NULL, 'b.dll'), ('', 'b.dll')");
  const AuditSummary& summary = data.audit();
  EXPECT_EQ(summary.unknown.only_parent, 1);
  EXPECT_EQ(summary.unknown.only_loads, 1);
  EXPECT_EQ(summary.unknown.parent_and_loads, 1);
  EXPECT_EQ(summary.unknown.loads, 5);
  EXPECT_EQ(summary.unknown.loads_without_hash, 2);
}

// ---- incomplete datasets --------------------------------------------------------------------------------------------

TEST(AuditInput, WithoutProcessPathIsRebuiltAllTheSame) {
  AuditedDataset data;
  data.options.has_process_path = false;
  data.add_all({{.id = "a"}, {.id = "b", .parent = "a"}, {.id = "c", .parent = "gone"}});
  const AuditSummary& summary = data.audit();
  EXPECT_EQ(data.ptree("b"), "=b.exe->a.exe");
  EXPECT_EQ(data.flags("b"), std::set<std::string>{});
  EXPECT_EQ(data.database().number("SELECT count(*) FROM lineage WHERE missing_path IS NULL AND short_path IS NULL AND "
                                   "wrong_path IS NULL"),
            3);
  EXPECT_EQ(summary.all.repaired, 1);
  const auto json = audit_json(summary);
  EXPECT_TRUE(json["flags"]["missing_path"].is_null());
  EXPECT_TRUE(json["no_lineage"].is_null());
  EXPECT_FALSE(json["tables"]["process_path"].get<bool>());
  EXPECT_NE(audit_text(summary, 5).find("no process_path"), std::string::npos);
  EXPECT_EQ(summary.with_lineage_written, 0);
}

TEST(AuditInput, WithoutImageLoadsIsAudited) {
  AuditedDataset data;
  data.options.has_image_load = false;
  data.add_all({{.id = "a", .parent = "gone"}});
  const AuditSummary& summary = data.audit();
  EXPECT_EQ(summary.unknown.only_parent, 1);
  EXPECT_EQ(summary.unknown.only_loads, 0);
  EXPECT_NE(audit_text(summary, 5).find("no process_image_load"), std::string::npos);
}

TEST(AuditInput, WithoutAnyProcessIsAudited) {
  AuditedDataset data;
  const AuditSummary& summary = data.audit();
  EXPECT_EQ(summary.all.processes, 0);
  EXPECT_EQ(summary.anomalies_written, 0);
  EXPECT_EQ(data.database().number("SELECT count(*) FROM lineage"), 0);
  EXPECT_NE(audit_text(summary, 5).find("0 process records"), std::string::npos);
}

TEST(AuditInput, ReadsTimesWithAndWithoutZone) {
  const std::vector<std::pair<std::string, std::string>> times = {
      {"TIMESTAMPTZ '2024-03-01 23:30:00+00'", "TIMESTAMPTZ '2024-03-01 23:29:59.999999+00'"},
      {"TIMESTAMPTZ '2024-03-02 04:30:00+05'", "TIMESTAMPTZ '2024-03-02 04:29:59.999999+05'"},
      {"TIMESTAMP '2024-03-01 23:30:00'", "TIMESTAMP '2024-03-01 23:29:59.999999'"},
      {"'2024-03-01 23:30:00'", "'2024-03-01 23:29:59.999999'"}};
  for (const auto& [later, earlier] : times) {
    const ScratchFolder folder;
    folder.write("process.parquet", "SELECT 'A' AS pid_hash, NULL::VARCHAR AS parent_pid_hash, " + later +
                                        " AS process_started UNION ALL SELECT 'B', 'A', " + earlier);
    fs::create_directories(folder.path() / "out");
    Database database;
    open_table(database, Dataset(folder.path()), StdviewTable::process, "audit", {"pid_hash"});
    AuditOptions options;
    options.has_process_path = options.has_image_load = false;
    const AuditSummary summary = audit_processes(Context(), database, folder.path() / "out", options);
    EXPECT_EQ(summary.first_day, "2024-03-01") << later;
    EXPECT_EQ(summary.by_hour.rows.at(0).hour, 23) << later;
    EXPECT_EQ(summary.all.flags[static_cast<std::size_t>(Flag::parent_started_later)], 1) << later;
  }
}

TEST(AuditText, IsSafeToPrintWhateverTheNames) {
  AuditedDataset data;
  data.add_all({{.id = "a", .name = "\x1B[31mred\x07.exe"},
                {.id = "b", .name = "<script>alert(1)</script>\n\r\t.exe"},
                {.id = "c", .name = std::string(5000, 'x')},
                {.id = "d", .name = "悪い悪い悪い悪い悪い悪い悪い.exe"}});
  const std::string text = audit_text(data.audit(), 10);
  for (const char c : text) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << static_cast<int>(c);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(terminal_columns(line), 120) << line;
}

TEST(AuditText, FoldsAllButTheTopNames) {
  AuditedDataset data;
  for (int i = 0; i < 9; ++i) data.add({.id = "p" + std::to_string(i)});
  const std::string text = audit_text(data.audit(), 2);
  EXPECT_NE(text.find("p1.exe"), std::string::npos);
  EXPECT_NE(text.find("7 other names"), std::string::npos) << text;
  EXPECT_NE(text.find("77.78%"), std::string::npos) << text;
}

}  // namespace
}  // namespace proclens

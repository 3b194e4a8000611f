// The whole command on small datasets: what it writes, and what it prints if the input is bad.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/run_program.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// Three programs with their own images, some with plugins; 90 processes on 3 hosts.
constexpr const char* kProcess =
    "SELECT printf('%032X', i) AS pid_hash, printf('%032X', 0) AS parent_pid_hash, 'pc-' || i % 3 AS hostname, "
    "['alpha.exe', 'beta.exe', 'gamma.exe'][1 + i % 3] AS process_name, '--run ' || i AS args, 'user' AS user_name, "
    "TIMESTAMPTZ '2024-05-01 08:00:00+00' + INTERVAL (i) MINUTE AS process_started FROM range(1, 91) t(i)";
constexpr const char* kProcessPath =
    "SELECT printf('%032X', i) AS pid_hash, '=' || ['alpha.exe', 'beta.exe', 'gamma.exe'][1 + i % 3] || "
    "'->explorer.exe' "
    "AS ptree FROM range(1, 91) t(i)";
constexpr const char* kImageLoad =
    "SELECT printf('%032X', i) AS pid_hash, 'c:\\windows\\common' || k || '.dll' AS filename FROM range(1, 91) t(i), "
    "range(3) u(k) UNION ALL "
    "SELECT printf('%032X', i), 'c:\\programs\\' || i % 3 || '\\own' || k || '.dll' FROM range(1, 91) t(i), range(6) "
    "u(k) "
    "UNION ALL SELECT printf('%032X', i), 'c:\\plugins\\p' || (i * 7 % 11) || '.dll' FROM range(1, 91) t(i) WHERE i % "
    "2 = 0";

class MapCommandTest : public testing::Test {
 protected:
  void write_dataset() const {
    scratch.write("data/process.parquet", kProcess);
    scratch.write("data/process_path.parquet", kProcessPath);
    scratch.write("data/process_image_load.parquet", kImageLoad);
  }

  [[nodiscard]] ProgramResult map(const std::string& more = {}, const std::string& before = {}) const {
    const std::string lens = more.find("--lens") == std::string::npos ? " --lens images " : " ";
    return run_program(scratch.path(), "map " + data() + " -o " + out().string() + lens + more, before);
  }

  [[nodiscard]] std::string data() const { return (scratch.path() / "data").string(); }
  [[nodiscard]] fs::path out() const { return scratch.path() / "out"; }

  /// The command failed in this way and left nothing behind.
  void expect_failure(const ProgramResult& result, int exit_code, const std::string& message) const {
    EXPECT_EQ(result.exit_code, exit_code) << result.errors;
    EXPECT_NE(result.errors.find(message), std::string::npos) << result.errors;
    EXPECT_FALSE(fs::exists(out())) << "something was left behind";
  }

  [[nodiscard]] nlohmann::json summary(const std::string& more = {}) const {
    const ProgramResult result = map("--json --quiet " + more);
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    return nlohmann::json::parse(result.output, nullptr, false);
  }

  [[nodiscard]] std::string answer(const std::string& select) const {
    Database database;
    return database.text("SELECT CAST((" + select + ") AS VARCHAR)").value_or("NULL");
  }

  [[nodiscard]] std::string points() const { return sql_literal((out() / "images/points.parquet").string()); }

  ScratchFolder scratch;
};

TEST_F(MapCommandTest, WritesEveryFileAndAPointForEveryProcess) {
  write_dataset();
  const ProgramResult result = map();
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  for (const char* name : {"points.parquet", "bags.parquet", "vocabulary.parquet", "topics.parquet", "model/model.json",
                           "map.html", "page.json", "manifest.json"}) {
    EXPECT_TRUE(fs::exists(out() / "images" / name)) << name;
  }
  EXPECT_NE(result.output.find("map.html"), std::string::npos) << result.output;
  EXPECT_EQ(
      answer("SELECT concat_ws(' ', count(*), count(DISTINCT pid_hash), count(x), count(y), bool_and(isfinite(x) AND "
             "isfinite(y))) FROM " +
             points()),
      "90 90 90 90 true");
  EXPECT_EQ(answer("SELECT count(*) FROM (SELECT bag FROM " + points() +
                   " GROUP BY bag HAVING count(DISTINCT (x, y, cluster, outlier_score)) > 1 OR count(*) <> "
                   "any_value(multiplicity))"),
            "0");
  const auto manifest = nlohmann::json::parse(file_text(out() / "images/manifest.json"));
  EXPECT_EQ(manifest["counts"]["processes"], 90);
  EXPECT_EQ(manifest["counts"]["rows_counted"], 90 * 9 + 45);
  EXPECT_EQ(manifest["input"].size(), 3);
}

TEST_F(MapCommandTest, SeparatesTheThreePrograms) {
  write_dataset();
  ASSERT_EQ(map("--min-cluster-size 5").exit_code, 0);
  EXPECT_EQ(answer("SELECT max(n) FROM (SELECT count(DISTINCT process_name) AS n FROM " + points() +
                   " WHERE cluster >= 0 GROUP BY cluster)"),
            "1");
}

TEST_F(MapCommandTest, NoiseKnowsItsNearestCluster) {
  write_dataset();
  ASSERT_EQ(map("--min-cluster-size 5").exit_code, 0);
  EXPECT_EQ(answer("SELECT count(*) FROM " + points() + " WHERE cluster < 0 AND nearest_cluster < 0"), "0");
  EXPECT_EQ(answer("SELECT count(*) FROM " + points() + " WHERE cluster_strength NOT BETWEEN 0 AND 1"), "0");
}

TEST_F(MapCommandTest, PointsHaveTheStatesAndFlagsOfTheAudit) {
  write_dataset();
  scratch.write("data/process.parquet",
                "SELECT * REPLACE (nullif(process_name, 'beta.exe') AS process_name), TIMESTAMPTZ '2024-05-02' AS "
                "process_term, 3 AS exit_code, 4 * row_number() OVER () AS os_pid "
                "FROM (" +
                    std::string(kProcess) + ")");
  ASSERT_EQ(run_program(scratch.path(), "audit " + data() + " -o " + out().string()).exit_code, 0);
  ASSERT_EQ(map().exit_code, 0);
  EXPECT_EQ(answer("SELECT count(*) FROM " + points() + " p JOIN read_parquet(" +
                   sql_literal((scratch.path() / "data/process.parquet").string()) +
                   ") d USING (pid_hash) WHERE p.parent_pid_hash = d.parent_pid_hash AND p.exit_code = d.exit_code AND "
                   "p.os_pid = d.os_pid AND epoch_us(p.process_term) = epoch_us(d.process_term)"),
            "90");
  const auto page = nlohmann::json::parse(file_text(out() / "images/page.json"));
  ASSERT_GT(page["lineage_flags"].size(), 0U) << "the audit finds nothing: the test shows nothing";
  std::string flags;
  for (const auto& flag : page["lineage_flags"]) {
    flags += (flags.empty() ? "CASE WHEN " : ", CASE WHEN ") + sql_identifier(flag.get<std::string>()) + " THEN " +
             sql_literal(flag.get<std::string>()) + " END";
  }
  EXPECT_EQ(answer("SELECT count(*) FROM " + points() + " p JOIN read_parquet(" +
                   sql_literal((out() / "audit/lineage.parquet").string()) +
                   ") a USING (pid_hash) WHERE p.lineage_state = CAST(a.state AS VARCHAR) AND p.lineage_flags = "
                   "list_filter([" +
                   flags + "], lambda f: f IS NOT NULL)"),
            "90");
}

TEST_F(MapCommandTest, BagsListTheirNearestOthersAndTheirDistances) {
  write_dataset();
  const std::string bags = "read_parquet(" + sql_literal((out() / "images/bags.parquet").string()) + ")";
  const auto listed = [&](const std::string& condition) {
    return answer("SELECT count(*) FROM " + bags + " b JOIN " + bags +
                  " o ON o.bag = b.neighbours[1] WHERE b.bag <> o.bag AND len(b.neighbours) = "
                  "len(b.neighbour_distances) AND list_reverse_sort(b.neighbour_distances) = "
                  "list_reverse(b.neighbour_distances) AND " +
                  condition);
  };
  ASSERT_EQ(map("--reference centre").exit_code, 0);
  EXPECT_EQ(listed("abs(b.neighbour_distances[1] - list_cosine_distance(b.embedding, o.embedding)) < 1e-5"),
            answer("SELECT count(*) FROM " + bags));
  ASSERT_EQ(map().exit_code, 0);
  // By transport: a pair has one distance.
  EXPECT_EQ(listed("b.neighbour_distances[1] BETWEEN 0 AND 2 AND coalesce(o.neighbour_distances[list_position("
                   "o.neighbours, b.bag)], b.neighbour_distances[1]) = b.neighbour_distances[1]"),
            answer("SELECT count(*) FROM " + bags));
  EXPECT_EQ(answer("SELECT count(*) FROM " + points() + " p JOIN " + bags +
                   " b USING (bag) WHERE p.cluster_strength <> b.cluster_strength OR p.nearest_cluster <> "
                   "b.nearest_cluster OR p.outlier_score <> b.outlier_score"),
            "0");
}

TEST_F(MapCommandTest, RepeatsItselfByteForByteForAnyNumberOfThreads) {
  write_dataset();
  std::vector<std::string> first;
  for (const char* threads : {"1", "2", "5", "2"}) {
    ASSERT_EQ(map(std::string("--threads ") + threads).exit_code, 0);
    std::vector<std::string> files;
    for (const char* name : {"points.parquet", "bags.parquet", "vocabulary.parquet", "topics.parquet",
                             "model/model.json", "map.html", "page.json"}) {
      files.push_back(file_text(out() / "images" / name));
    }
    if (first.empty()) first = files;
    for (std::size_t i = 0; i < files.size(); ++i)
      EXPECT_TRUE(files[i] == first[i]) << "file " << i << ", threads " << threads;
  }
}

TEST_F(MapCommandTest, DoesNotDependOnTheOrderOfRows) {
  write_dataset();
  ASSERT_EQ(map().exit_code, 0);
  const std::string before = file_text(out() / "images/points.parquet");
  scratch.write("data/process.parquet", std::string(kProcess) + " ORDER BY hash(i)");
  scratch.write("data/process_image_load.parquet",
                "SELECT * FROM (" + std::string(kImageLoad) + ") ORDER BY hash(pid_hash, filename)");
  ASSERT_EQ(map().exit_code, 0);
  EXPECT_TRUE(before == file_text(out() / "images/points.parquet"));
}

TEST_F(MapCommandTest, ReplacesAnEarlierMapOfItsOwn) {
  write_dataset();
  ASSERT_EQ(map().exit_code, 0);
  ASSERT_EQ(map("--host pc-1 --min-cluster-size 3").exit_code, 0);
  EXPECT_EQ(answer("SELECT count(*) FROM " + points()), "30");
}

TEST_F(MapCommandTest, ExactNeighboursAndTheCentreReferenceWorkToo) {
  write_dataset();
  EXPECT_EQ(map("--exact-neighbors").exit_code, 0);
  EXPECT_EQ(map("--no-exact-neighbors --reference centre").exit_code, 0);
  const std::string components = "SELECT content::JSON->'$.parameters.components' FROM read_text(" +
                                 sql_literal((out() / "images/manifest.json").string()) + ")";
  EXPECT_EQ(answer(components), "128") << "as in vectorizers";
  EXPECT_EQ(map("--components 20 --reference centre").exit_code, 0);
  EXPECT_EQ(answer(components), "20");
}

TEST_F(MapCommandTest, SaysWhatShareOfNeighboursAForcedSearchByCellsFinds) {
  write_dataset();
  const auto manifest = [&](const std::string& key) {
    return answer("SELECT content::JSON->>'$." + key + "' FROM read_text(" +
                  sql_literal((out() / "images/manifest.json").string()) + ")");
  };
  ASSERT_EQ(map().exit_code, 0);
  EXPECT_EQ(manifest("parameters.neighbor_search"), "auto");
  EXPECT_EQ(manifest("neighbour_search.method"), "exhaustive") << "few bags";
  EXPECT_EQ(std::stod(manifest("neighbour_search.recall")), 1);
  const ProgramResult run = map("--neighbor-search cells");
  ASSERT_EQ(run.exit_code, 0);
  EXPECT_NE(run.output.find("of the nearest found in "), std::string::npos) << run.output;
  EXPECT_EQ(manifest("parameters.neighbor_search"), "cells");
  EXPECT_EQ(manifest("neighbour_search.method"), "cells");
  EXPECT_GE(std::stod(manifest("neighbour_search.recall")), 0.98);
  EXPECT_EQ(map("--neighbor-search nearest").exit_code, 2);
}

TEST_F(MapCommandTest, KeepsAProcessWithoutLoadsApartAndSaysSo) {
  write_dataset();
  scratch.write("data/process_image_load.parquet",
                "SELECT * FROM (" + std::string(kImageLoad) + ") WHERE pid_hash > printf('%032X', 7)");
  const auto said = summary();
  EXPECT_EQ(said["processes"], 90);
  EXPECT_EQ(said["objects_without_information"], 7);
  EXPECT_EQ(said["noise_processes"],
            std::stoi(answer("SELECT count(*) FROM " + points() + " WHERE cluster < 0 AND nearest_cluster >= 0")));
  EXPECT_EQ(answer("SELECT concat_ws(' ', count(*), count(DISTINCT bag), min(cluster), max(features)) FROM " +
                   points() + " WHERE pid_hash <= printf('%032X', 7)"),
            "7 1 -1 0");
}

TEST_F(MapCommandTest, MapsAProcessThatLoadsOnlyWhatAllOthersLoadToo) {
  write_dataset();
  // Such an image weighs next to nothing, but only an image in every bag in proportion to its size weighs exactly
  // nothing: no bag can consist of such images alone, unless all bags are equal (NothingTellsEqualProcessesApart).
  scratch.write("data/process_image_load.parquet",
                "SELECT * FROM (" + std::string(kImageLoad) +
                    ") WHERE pid_hash > printf('%032X', 1) UNION ALL "
                    "SELECT printf('%032X', i), 'everywhere.dll' FROM range(1, 91) t(i)");
  const auto said = summary();
  EXPECT_EQ(said["processes"], 90);
  EXPECT_EQ(said["objects_without_information"], 0);
  EXPECT_EQ(answer("SELECT concat_ws(' ', features, isfinite(x), isfinite(y)) FROM " + points() +
                   " WHERE pid_hash = printf('%032X', 1)"),
            "1 true true");
  EXPECT_EQ(answer("SELECT count(*) FROM " + points() + " WHERE bag = (SELECT bag FROM " + points() +
                   " WHERE pid_hash = printf('%032X', 1))"),
            "1");
  EXPECT_GT(std::stod(answer("WITH vocabulary AS (FROM read_parquet(" +
                             sql_literal((out() / "images/vocabulary.parquet").string()) +
                             ")) SELECT min(information_weight) / (SELECT information_weight FROM vocabulary WHERE "
                             "name = 'everywhere.dll') FROM vocabulary WHERE NOT contains(name, 'common') AND "
                             "name <> 'everywhere.dll'")),
            10);
}

TEST_F(MapCommandTest, NothingTellsEqualProcessesApart) {
  write_dataset();
  scratch.write(
      "data/process_image_load.parquet",
      "SELECT printf('%032X', i) AS pid_hash, 'everywhere' || k || '.dll' AS filename FROM range(1, 91) t(i), "
      "range(2) u(k)");
  expect_failure(map(), 1, "all processes have the same images");
}

TEST_F(MapCommandTest, CountsWhatItLeavesOut) {
  write_dataset();
  scratch.write("data/process_image_load.parquet",
                "SELECT * FROM (" + std::string(kImageLoad) +
                    ") UNION ALL SELECT 'FEED', 'x.dll' FROM range(4) UNION ALL "
                    "SELECT printf('%032X', 5), NULL FROM range(3) UNION ALL SELECT NULL, 'y.dll' FROM range(2)");
  scratch.write("data/process.parquet",
                std::string(kProcess) +
                    " UNION ALL SELECT NULL, NULL, 'pc-1', 'ghost.exe', '', '', NULL "
                    "UNION ALL SELECT printf('%032X', 1), NULL, 'pc-1', 'twice.exe', '', '', NULL");
  const auto said = summary();
  EXPECT_EQ(said["process_records"], 92);
  EXPECT_EQ(said["left_out"]["without_hash"], 1);
  EXPECT_EQ(said["left_out"]["repeated"], 1);
  EXPECT_EQ(said["rows_left_out"]["without_name"], 3);
  EXPECT_EQ(said["rows_left_out"]["of_unknown_processes"], 6);
  EXPECT_EQ(said["rows"], 90 * 9 + 45 + 9);
}

TEST_F(MapCommandTest, CountsRepeatedLoadsAsCounts) {
  write_dataset();
  scratch.write("data/process_image_load.parquet", "SELECT * FROM (" + std::string(kImageLoad) + "), range(2)");
  const auto said = summary();
  EXPECT_EQ(said["rows_counted"], 2 * (90 * 9 + 45));
  EXPECT_EQ(answer("SELECT max(list_min(counts)) FROM " + sql_literal((out() / "images/bags.parquet").string())), "2");
}

TEST_F(MapCommandTest, ShowsHostileTextAsDataInTerminalAndFiles) {
  scratch.write("data\x1B[31m/process.parquet", kProcess);
  const ProgramResult result = run_program(
      scratch.path(), "map \"$(printf '" + scratch.path().string() + "/data\\033[31m')\" -o " + out().string());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.errors.find('\x1B'), std::string::npos) << result.errors;
}

TEST_F(MapCommandTest, ReadsPathsThatAreNotValidText) {
  write_dataset();
  scratch.write("data/process_image_load.parquet",
                "SELECT pid_hash, encode(filename) AS filename FROM (" + std::string(kImageLoad) +
                    ") UNION ALL SELECT printf('%032X', 3), 'c:/evil\\x00\\xFF.dll'::BLOB");
  ASSERT_EQ(map().exit_code, 0);
  EXPECT_EQ(answer("SELECT count(*) FROM " + sql_literal((out() / "images/vocabulary.parquet").string()) +
                   " WHERE contains(name, 'evil\\x00\\xFF')"),
            "1");
}

TEST_F(MapCommandTest, HandlesAProcessWithFiftyThousandImages) {
  write_dataset();
  scratch.write("data/process_image_load.parquet",
                "SELECT * FROM (" + std::string(kImageLoad) +
                    ") UNION ALL SELECT printf('%032X', 3), 'c:\\many\\' || i || '.dll' FROM range(50000) t(i)");
  EXPECT_EQ(summary()["processes"], 90);
}

// ---- Bad input -----------------------------------------------------------------------------------------------------

TEST_F(MapCommandTest, NoSuchFolder) { expect_failure(map(), 1, "there is no file or folder"); }

TEST_F(MapCommandTest, MissingTable) {
  write_dataset();
  fs::remove(scratch.path() / "data/process_image_load.parquet");
  expect_failure(map(), 1, "table 'process_image_load' is missing");
}

TEST_F(MapCommandTest, MissingColumn) {
  write_dataset();
  scratch.write("data/process_image_load.parquet", "SELECT 'A' AS pid_hash, 'b' AS file_name");
  expect_failure(map(), 1, "column 'filename' of table 'process_image_load' is missing");
}

TEST_F(MapCommandTest, TruncatedParquet) {
  write_dataset();
  const fs::path file = scratch.path() / "data/process_path.parquet";
  fs::resize_file(file, fs::file_size(file) - 20);
  expect_failure(map(), 1, "process_path.parquet");
}

TEST_F(MapCommandTest, DamageInTheMiddleOfAFile) {
  write_dataset();
  scratch.write("data/process_image_load.parquet", "SELECT * FROM (" + std::string(kImageLoad) + ")");
  const fs::path file = scratch.path() / "data/process_image_load.parquet";
  std::string bytes = file_text(file);
  for (std::size_t i = 4; i < bytes.size() / 3; ++i) bytes[i] = static_cast<char>(bytes[i] ^ 0x5A);
  std::ofstream(file, std::ios::binary) << bytes;
  expect_failure(map(), 1, "proclens: ");
}

TEST_F(MapCommandTest, FilesWithDifferentSchemas) {
  write_dataset();
  fs::remove(scratch.path() / "data/process.parquet");
  scratch.write("data/process.parquet/a.parquet",
                "SELECT * FROM (" + std::string(kProcess) + ") WHERE hostname = 'pc-1'");
  scratch.write("data/process.parquet/b.parquet", "SELECT process_name, pid_hash, 7 AS extra FROM (" +
                                                      std::string(kProcess) + ") WHERE hostname <> 'pc-1'");
  EXPECT_EQ(summary()["processes"], 90);
}

TEST_F(MapCommandTest, NothingLeftAfterTheSelection) {
  write_dataset();
  expect_failure(map("--since 2030-01-01"), 1, "the selection leaves no processes");
  expect_failure(map("--since 2030-01-01"), 1,
                 "recorded start times range from 2024-05-01 08:01 to 2024-05-01 09:30 (UTC)");
}

TEST_F(MapCommandTest, TimesOnTheCommandLineMayHaveAZone) {
  write_dataset();
  // The last of the 90 processes starts at 09:30 UTC.
  expect_failure(map("--since 2024-05-01T11:31:00+02:00"), 1, "the selection leaves no processes");
  EXPECT_EQ(summary("--since 2024-05-01T11:00:00+02:00")["processes"], 31);
}

TEST_F(MapCommandTest, NoImageLoads) {
  write_dataset();
  scratch.write("data/process_image_load.parquet",
                "SELECT printf('%032X', i) AS pid_hash, 'same.dll' AS filename FROM range(1, 91) t(i) WHERE false");
  expect_failure(map(), 1, "the dataset has no image loads");
  expect_failure(map(), 1, "event 7");
  scratch.write("data/process_image_load.parquet", "SELECT 'none' AS pid_hash, 'same.dll' AS filename");
  expect_failure(map(), 1, "the selected processes have no image loads; the dataset has 1");
}

TEST_F(MapCommandTest, OneProcess) {
  write_dataset();
  scratch.write("data/process.parquet", "SELECT * FROM (" + std::string(kProcess) + ") LIMIT 1");
  expect_failure(map(), 1, "nothing to map");
}

TEST_F(MapCommandTest, AllBagsEqual) {
  write_dataset();
  scratch.write("data/process_image_load.parquet",
                "SELECT printf('%032X', i) AS pid_hash, 'same.dll' AS filename FROM range(1, 91) t(i)");
  expect_failure(map(), 1, "nothing to map");
}

TEST_F(MapCommandTest, OutputThatCannotBeWritten) {
  write_dataset();
  const ProgramResult result = run_program(scratch.path(), "map " + data() + " -o /proc/nowhere");
  EXPECT_EQ(result.exit_code, 3) << result.errors;
  EXPECT_NE(result.errors.find("cannot write /proc/nowhere"), std::string::npos) << result.errors;
}

TEST_F(MapCommandTest, TooLittleMemory) {
  write_dataset();
  expect_failure(map("--max-memory 1MB"), 3, "--max-memory");
}

TEST_F(MapCommandTest, UnknownOptionsAndValuesOutOfRange) {
  write_dataset();
  expect_failure(map("--colour red"), 2, "--colour");
  expect_failure(map("--components 1"), 2, "--components");
  expect_failure(map("--since yesterday"), 2, "cannot parse the time 'yesterday'");
  expect_failure(map("--since 24-05-01"), 2, "cannot parse the time '24-05-01'");
  expect_failure(map("--until epoch"), 2, "cannot parse the time 'epoch'");
  expect_failure(map("--since ''"), 2, "--since");
  expect_failure(map("--exclude-lineage ''"), 2, "--exclude-lineage");
  expect_failure(run_program(scratch.path(), "map"), 2, "required");
}

TEST_F(MapCommandTest, CtrlCStopsAndCleansUp) {
  // Large enough to be still running when the signal arrives.
  scratch.write("data/process.parquet",
                "SELECT printf('%032X', i) AS pid_hash, 'a.exe' AS process_name FROM range(200000) t(i)");
  scratch.write("data/process_path.parquet", "SELECT '0' AS pid_hash, '=a' AS ptree");
  scratch.write("data/process_image_load.parquet",
                "SELECT printf('%032X', i) AS pid_hash, 'image' || (hash(i, k) % 3000) AS filename FROM range(200000) "
                "t(i), range(20) u(k)");
  expect_failure(map("", "timeout --preserve-status -s INT 1"), 130, "interrupted");
}

}  // namespace
}  // namespace proclens

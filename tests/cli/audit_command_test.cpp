// The whole command: what it writes and prints, and how it handles bad input.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/run_program.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// 40 processes on two hosts: smss.exe (4 below System), below it chains of services; every fifth without a parent
/// hash, every seventh under a parent without a record.
constexpr const char* kProcess =
    "SELECT printf('%032X', i) AS pid_hash, CASE WHEN i = 1 OR i % 5 = 0 THEN NULL WHEN i % 7 = 0 THEN "
    "printf('%032X', 9000 + i) ELSE printf('%032X', i - 1) END AS parent_pid_hash, 'pc-' || i // 21 AS hostname, 4 * i "
    "AS os_pid, CASE WHEN i = 1 THEN 4 ELSE 4 * (i - 1) END AS parent_os_pid, CASE WHEN i = 1 THEN 'smss.exe' ELSE "
    "'p' || i % 3 || '.exe' END AS process_name, '--run' AS args, 'c:\\p.exe' AS filename, 0 AS exit_code, TIMESTAMPTZ "
    "'2024-05-01 08:00:00+00' + INTERVAL (i) MINUTE AS process_started FROM range(1, 41) t(i)";
constexpr const char* kProcessPath =
    "SELECT pid_hash, 'p.exe' AS process_name, '=p.exe' AS ptree, [pid_hash] AS ptree_list, [{'pid_hash': pid_hash, "
    "'process_name': 'p.exe'}] AS ptree_list_tuples FROM (SELECT printf('%032X', i) AS pid_hash FROM range(1, 41) "
    "t(i))";
constexpr const char* kImageLoad =
    "SELECT printf('%032X', i) AS pid_hash, 'c:\\windows\\a.dll' AS filename FROM range(1, 51) t(i)";

class AuditCommandTest : public testing::Test {
 protected:
  void write_dataset() const {
    scratch.write("data/process.parquet", kProcess);
    scratch.write("data/process_path.parquet", kProcessPath);
    scratch.write("data/process_image_load.parquet", kImageLoad);
  }

  [[nodiscard]] ProgramResult audit(const std::string& more = {}, const std::string& before = {}) const {
    return run_program(scratch.path(), "audit " + data() + " -o " + out().string() + " " + more, before);
  }

  /// The command failed in this way and left nothing behind.
  void expect_failure(const ProgramResult& result, int exit_code, const std::string& message) const {
    EXPECT_EQ(result.exit_code, exit_code) << result.errors;
    EXPECT_NE(result.errors.find(message), std::string::npos) << result.errors;
    EXPECT_FALSE(fs::exists(out())) << "something was left behind";
  }

  [[nodiscard]] nlohmann::json counts(const std::string& more = {}) const {
    const ProgramResult result = audit("--json --quiet " + more);
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    return nlohmann::json::parse(result.output, nullptr, false);
  }

  [[nodiscard]] std::string answer(const std::string& select) const {
    Database database;
    return database.text("SELECT CAST((" + select + ") AS VARCHAR)").value_or("NULL");
  }

  [[nodiscard]] std::string table(const std::string& name) const {
    return sql_literal((out() / "audit" / (name + ".parquet")).string());
  }
  [[nodiscard]] std::string data() const { return (scratch.path() / "data").string(); }
  [[nodiscard]] fs::path out() const { return scratch.path() / "out"; }

  ScratchFolder scratch;
};

TEST_F(AuditCommandTest, WritesItsFilesAndNothingElse) {
  write_dataset();
  const ProgramResult result = audit();
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(out() / "audit")) files.push_back(entry.path().filename());
  std::sort(files.begin(), files.end());
  EXPECT_EQ(files, (std::vector<std::string>{"anomalies.parquet", "audit.html", "audit.json", "lineage.parquet",
                                             "process_nondud.parquet", "process_with_lineage.parquet"}));
  EXPECT_EQ(std::distance(fs::directory_iterator(out()), {}), 1) << "something hidden was left";
  EXPECT_EQ(answer("SELECT concat_ws(' ', count(*), count(DISTINCT pid_hash)) FROM " + table("lineage")), "40 40");
  EXPECT_EQ(answer("SELECT count(*) FROM " + table("process_nondud")), "31");
}

TEST_F(AuditCommandTest, SaysWhatItFound) {
  write_dataset();
  const ProgramResult result = audit("--top 2");
  EXPECT_NE(result.output.find("40 process records on 2 hosts, 2024-05-01 to 2024-05-01"), std::string::npos)
      << result.output;
  EXPECT_NE(result.output.find("dud                                         8   20.00%"), std::string::npos)
      << result.output;
  EXPECT_NE(result.output.find("1 other name "), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("audit.html"), std::string::npos) << result.output;
  EXPECT_NE(result.errors.find("rebuild lineages"), std::string::npos) << "no progress: " << result.errors;
}

TEST_F(AuditCommandTest, PrintsTheFileWhenAskedForJson) {
  write_dataset();
  const ProgramResult result = audit("--json --quiet");
  EXPECT_EQ(result.errors, "");
  EXPECT_EQ(result.output, file_text(out() / "audit/audit.json"));
  const auto json = nlohmann::json::parse(result.output);
  EXPECT_EQ(json["states"]["root"], 1);
  EXPECT_EQ(json["states"]["dud"], 8);
  EXPECT_EQ(json["duds"]["processes"], 9) << "the first process has no parent hash either";
  EXPECT_EQ(json["states"]["orphan"], 4);
  EXPECT_EQ(json["processes"]["only_in_image_loads"], 10);
  EXPECT_EQ(json["processes"]["only_as_parent"], 4);
}

TEST_F(AuditCommandTest, IsQuiet) {
  write_dataset();
  const ProgramResult result = audit("--quiet");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.output + result.errors, "");
}

TEST_F(AuditCommandTest, RepeatsItselfByteForByteForAnyNumberOfThreads) {
  write_dataset();
  std::vector<std::string> first;
  for (const char* threads : {"1", "2", "5"}) {
    ASSERT_EQ(audit(std::string("--quiet --threads ") + threads).exit_code, 0);
    std::vector<std::string> files;
    for (const auto& name : {"anomalies.parquet", "audit.html", "audit.json", "lineage.parquet",
                             "process_nondud.parquet", "process_with_lineage.parquet"}) {
      files.push_back(file_text(out() / "audit" / name));
    }
    if (first.empty()) first = files;
    EXPECT_TRUE(files == first) << threads;
  }
}

TEST_F(AuditCommandTest, GivesTheMapItsColours) {
  write_dataset();
  scratch.write(
      "data/process_image_load.parquet",
      "SELECT printf('%032X', i) AS pid_hash, 'c:\\own' || (i * 7 % 11) || '-' || k || '.dll' AS filename FROM "
      "range(1, 41) t(i), range(3) u(k) WHERE (i + k) % 5 > 0");
  ASSERT_EQ(audit("--quiet").exit_code, 0);
  const auto map = [&](const std::string& more) {
    const ProgramResult result = run_program(scratch.path(), "map " + data() + " --quiet " + more);
    EXPECT_EQ(result.exit_code, 0) << result.errors;
  };
  map("-o " + out().string());
  map("-o " + (scratch.path() / "elsewhere").string() + " --audit " + (out() / "audit").string());
  map("-o " + (scratch.path() / "plain").string());
  // The pages also differ in their links: only one of them has the audit next to it.
  const std::string coloured = file_text(out() / "images/points.parquet");
  EXPECT_TRUE(coloured == file_text(scratch.path() / "elsewhere/images/points.parquet"));
  EXPECT_FALSE(coloured == file_text(scratch.path() / "plain/images/points.parquet"));
}

// ---- incomplete and bad input --------------------------------------------------------------------------------------

TEST_F(AuditCommandTest, RunsWithoutProcessPathAndSaysSo) {
  scratch.write("data/process.parquet", kProcess);
  const ProgramResult result = audit();
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_NE(result.errors.find("no table process_path"), std::string::npos) << result.errors;
  EXPECT_NE(result.errors.find("no table process_image_load"), std::string::npos) << result.errors;
  EXPECT_EQ(answer("SELECT max(depth) FROM " + table("lineage")), "5");
  EXPECT_EQ(answer("SELECT count(missing_path) FROM " + table("anomalies")), "0");
}

TEST_F(AuditCommandTest, JudgesWhatTheColumnsAllow) {
  scratch.write("data/process.parquet",
                "SELECT 'A' AS pid_hash, 'B' AS parent_pid_hash UNION ALL SELECT 'B', 'A' UNION ALL SELECT NULL, ' '");
  const ProgramResult result = audit();
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_NE(result.errors.find("process.process_started is missing"), std::string::npos) << result.errors;
  const auto json = nlohmann::json::parse(file_text(out() / "audit/audit.json"));
  EXPECT_EQ(json["states"]["cyclic"], 2);
  EXPECT_EQ(json["states"]["dud"], 1);
  EXPECT_EQ(json["flags"]["malformed_hash"], 3);
}

TEST_F(AuditCommandTest, AuditsADatasetWithoutRecords) {
  scratch.write("data/process.parquet", "SELECT * FROM (" + std::string(kProcess) + ") WHERE false");
  EXPECT_EQ(counts()["processes"]["records"], 0);
}

TEST_F(AuditCommandTest, MatchesColumnsOfSeveralFilesByName) {
  scratch.write("data/process.parquet/a.parquet",
                "SELECT * FROM (" + std::string(kProcess) + ") WHERE hostname = 'pc-1'");
  scratch.write("data/process.parquet/b.parquet", "SELECT parent_pid_hash, process_name, pid_hash, 7 AS extra FROM (" +
                                                      std::string(kProcess) + ") WHERE hostname <> 'pc-1'");
  EXPECT_EQ(counts()["processes"]["known"], 40);
}

TEST_F(AuditCommandTest, ShowsHostileNamesAsData) {
  scratch.write("data/process.parquet",
                "SELECT printf('%032X', i) AS pid_hash, NULL::VARCHAR AS parent_pid_hash, chr(27) || ']0;owned' || "
                "chr(7) || chr(8238) || '.exe' AS process_name FROM range(3) t(i)");
  const ProgramResult result = audit();
  for (const char* control : {"\x1B", "\x07", "\u202E"}) {
    EXPECT_EQ(result.output.find(control), std::string::npos);
    EXPECT_EQ(result.errors.find(control), std::string::npos);
  }
  EXPECT_NE(result.output.find("\\x1B]0;owned"), std::string::npos) << result.output;
}

TEST_F(AuditCommandTest, NoSuchFolder) { expect_failure(audit(), 1, "there is no file or folder"); }

TEST_F(AuditCommandTest, MissingTable) {
  scratch.write("data/process_path.parquet", kProcessPath);
  expect_failure(audit(), 1, "table 'process' is missing");
}

TEST_F(AuditCommandTest, MissingColumn) {
  scratch.write("data/process.parquet", "SELECT 'A' AS pid_hash, 'b' AS parent");
  expect_failure(audit(), 1, "column 'parent_pid_hash' of table 'process' is missing");
}

TEST_F(AuditCommandTest, TruncatedParquet) {
  write_dataset();
  const fs::path file = scratch.path() / "data/process_path.parquet";
  fs::resize_file(file, fs::file_size(file) - 20);
  expect_failure(audit(), 1, "process_path.parquet");
}

TEST_F(AuditCommandTest, DamageInTheMiddleOfAFile) {
  write_dataset();
  const fs::path file = scratch.path() / "data/process.parquet";
  std::string bytes = file_text(file);
  for (std::size_t i = 4; i < bytes.size() / 3; ++i) bytes[i] = static_cast<char>(bytes[i] ^ 0x5A);
  std::ofstream(file, std::ios::binary) << bytes;
  expect_failure(audit(), 1, "proclens: ");
}

TEST_F(AuditCommandTest, OutputThatCannotBeWritten) {
  write_dataset();
  const ProgramResult result = run_program(scratch.path(), "audit " + data() + " -o /proc/nowhere");
  EXPECT_EQ(result.exit_code, 3) << result.errors;
  EXPECT_NE(result.errors.find("cannot write /proc/nowhere"), std::string::npos) << result.errors;
}

TEST_F(AuditCommandTest, OutputFolderWithOtherContents) {
  write_dataset();
  fs::create_directories(out() / "audit");
  std::ofstream(out() / "audit/thesis.txt") << "mine";
  const ProgramResult result = audit();
  EXPECT_EQ(result.exit_code, 2) << result.errors;
  EXPECT_EQ(file_text(out() / "audit/thesis.txt"), "mine");
}

TEST_F(AuditCommandTest, TooLittleMemory) {
  write_dataset();
  expect_failure(audit("--max-memory 1kB"), 3, "--max-memory");
  expect_failure(audit("--max-memory 0.5kB"), 3, "--max-memory");
  expect_failure(audit("--max-memory much"), 2, "--max-memory");
}

TEST_F(AuditCommandTest, TakesFractionsOfAGigabyte) {
  write_dataset();
  const ProgramResult result = audit("--max-memory 1.5GB");
  EXPECT_EQ(result.exit_code, 0) << result.errors;
}

TEST_F(AuditCommandTest, UnknownOptionsAndValuesOutOfRange) {
  write_dataset();
  expect_failure(audit("--colour red"), 2, "--colour");
  expect_failure(audit("--top 0"), 2, "--top");
  expect_failure(run_program(scratch.path(), "audit"), 2, "required");
}

TEST_F(AuditCommandTest, CtrlCStopsAndCleansUp) {
  // The signal is sent when the command starts to write; the dataset is large enough for it to be still running then.
  scratch.write(
      "data/process.parquet",
      "SELECT md5('p' || i) AS pid_hash, md5('p' || i // 3) AS parent_pid_hash, 'p' || i % 999 AS process_name "
      "FROM range(500000) t(i)");
  const std::string interrupt =
      "interrupt() { \"$@\" & until ls -d " + scratch.path().string() +
      "/out/.audit.writing-* >/dev/null 2>&1; do sleep 0.01; done; kill -INT $!; wait $!; }; interrupt";
  expect_failure(audit("--threads 1", interrupt), 130, "interrupted");
}

}  // namespace
}  // namespace proclens

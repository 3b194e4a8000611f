// The commands `baseline` and `hunt`: what they write and say, and what they make of bad input.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/run_program.hpp"
#include "storage/folder_content.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

class HuntCommandTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(run("demo data --processes 1500 --quiet").exit_code, 0); }

  [[nodiscard]] ProgramResult run(const std::string& arguments) const {
    return run_program(scratch.path(), arguments, "cd '" + scratch.path().string() + "' &&");
  }
  [[nodiscard]] ProgramResult done(const std::string& arguments) const {
    ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, 0) << arguments << "\n" << result.errors;
    return result;
  }
  void expect_failure(const std::string& arguments, int exit_code, const std::string& message) const {
    const ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, exit_code) << arguments << "\n" << result.errors;
    EXPECT_NE(result.errors.find(message), std::string::npos) << result.errors;
  }
  [[nodiscard]] nlohmann::json found(const std::string& arguments) const {
    return nlohmann::json::parse(done("hunt " + arguments + " --json --quiet").output, nullptr, false);
  }

  ScratchFolder scratch;
};

TEST_F(HuntCommandTest, TheTableHasARowForEachProcess) {
  const nlohmann::json json = found("data -o out");
  Database database;
  const std::string table = sql_literal((scratch.path() / "out/hunt/processes.parquet").string());
  EXPECT_EQ(database.number("SELECT count(DISTINCT pid_hash) FROM " + table), json["processes"].get<std::int64_t>());
  EXPECT_EQ(database.number("SELECT count(*) FROM " + table +
                            " WHERE abs(novelty - (novelty_name + novelty_parent + novelty_command + novelty_images + "
                            "novelty_folder + novelty_program + novelty_child + novelty_ancestor)) > 1e-9 OR novelty "
                            "IS NULL OR reasons IS NULL"),
            0);
  EXPECT_EQ(database.number("SELECT count(DISTINCT finding) FROM " + table),
            json["findings_in_all"].get<std::int64_t>());
  EXPECT_EQ(database.number("SELECT count(*) FROM " + table + " WHERE (len(reasons) = 0) <> (finding IS NULL)"), 0);
  EXPECT_EQ(file_text(scratch.path() / "out/hunt/hunt.json"),
            json.empty() ? "" : done("hunt data -o out --json --quiet").output);
}

TEST_F(HuntCommandTest, WritesTheSameBytesForAnyNumberOfThreads) {
  static_cast<void>(done("hunt data -o one --quiet --threads 1"));
  static_cast<void>(done("hunt data -o five --quiet --threads 5"));
  EXPECT_TRUE(folder_content(scratch.path() / "one") == folder_content(scratch.path() / "five"));
}

TEST_F(HuntCommandTest, ShowsFindingsThatAreNotKnown) {
  const nlohmann::json before = found("data -o out");
  const std::string id = before["findings"][0]["id"].get<std::string>();
  std::ofstream(scratch.path() / "known.txt") << id << " an installer\n";
  const std::string shown = done("hunt data -o out").output;
  EXPECT_NE(shown.find(id), std::string::npos) << shown;
  const std::string later = done("hunt data -o out --known known.txt").output;
  EXPECT_EQ(later.find(id), std::string::npos) << later;
  EXPECT_NE(later.find("1 known"), std::string::npos) << later;
  const std::string first = done("hunt data -o out --top 1").output;
  EXPECT_NE(first.find(id), std::string::npos) << first;
  EXPECT_EQ(first.find(before["findings"][1]["id"].get<std::string>()), std::string::npos) << first;
}

TEST_F(HuntCommandTest, WhatABaselineHoldsIsNotNew) {
  static_cast<void>(done("baseline data -o normal --quiet"));
  const nlohmann::json json = found("data -o out --baseline normal");
  EXPECT_EQ(json["compared_with"], "baseline");
  EXPECT_EQ(json["baseline"]["processes"], json["processes"]);
  Database database;
  EXPECT_EQ(
      database.number("SELECT count(*) FROM " + sql_literal((scratch.path() / "out/hunt/processes.parquet").string()) +
                      " WHERE novelty_images > 0 OR prevalence_processes = 0"),
      0);
}

TEST_F(HuntCommandTest, LogsBecomeADatasetFirst) {
  static_cast<void>(done("demo logs --processes 300 --as sysmon-json --quiet"));
  EXPECT_GT(found("logs/sysmon.json -o out")["processes"].get<int>(), 100);
  EXPECT_TRUE(fs::exists(scratch.path() / "out/dataset/process.parquet"));
}

TEST_F(HuntCommandTest, SaysWhatItCannotTake) {
  static_cast<void>(done("baseline data -o normal --quiet"));
  expect_failure("hunt data --baseline data -o out", 1, "has no baseline.json");
  expect_failure("hunt data --known nowhere -o out", 1, "nowhere");
  expect_failure("hunt data --since never -o out", 2, "--since");
  expect_failure("hunt data --host nosuch -o out", 2, "no process is on the host 'nosuch'");
  expect_failure("baseline data --since 2030-01-01 -o before", 1, "recorded start times range from");
  expect_failure("hunt nowhere -o out", 1, "nowhere");
  expect_failure("baseline data -o new --add", 2, "--add");
  expect_failure("baseline data -o normal --add", 1, "are in the baseline already");
  expect_failure("baseline data -o data", 2, "data");
  expect_failure("baseline -o normal", 2, "DATASET is required");
  EXPECT_FALSE(fs::exists(scratch.path() / "out"));
  EXPECT_FALSE(fs::exists(scratch.path() / "new"));
}

}  // namespace
}  // namespace proclens

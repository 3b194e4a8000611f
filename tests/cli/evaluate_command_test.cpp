// What the command prints, and what it refuses.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/run_program.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

class EvaluateCommandTest : public testing::Test {
 protected:
  void SetUp() override {
    std::ofstream scores(scratch.path() / "scores.csv");
    std::ofstream labels(scratch.path() / "labels.csv");
    scores << "pid_hash,novelty,name,host,process_started\n";
    labels << "pid_hash,label,recording\n";
    for (int i = 0; i < 60; ++i) {
      scores << i << "," << (i * 7 % 60) << "," << i % 5 << ",pc" << i % 3 << ",2024-05-0" << 1 + i % 2 << "\n";
      labels << i << "," << (i % 10 == 9 ? "attack" : i % 10 == 8 ? "unsure" : "benign") << ",r" << i % 4 << "\n";
    }
  }
  [[nodiscard]] ProgramResult run(const std::string& arguments) const {
    return run_program(scratch.path(), arguments, "cd '" + scratch.path().string() + "' &&");
  }
  void expect_failure(const std::string& arguments, int exit_code, const std::string& message) const {
    const ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, exit_code) << arguments << "\n" << result.errors;
    EXPECT_NE(result.errors.find(message), std::string::npos) << result.errors;
    EXPECT_EQ(result.output, "");
  }

  ScratchFolder scratch;
};

TEST_F(EvaluateCommandTest, PrintsEveryMeasureAndEveryGroup) {
  const ProgramResult result = run("evaluate scores.csv --labels labels.csv");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  for (const char* text : {"6 attacks and 48 benign processes in 4 recordings", "6 processes labelled unsure",
                           "within a recording", "average precision", "base rate", "alerts per host and day",
                           "to catch 90% of the attacks", "host-days", " ± "}) {
    EXPECT_NE(result.output.find(text), std::string::npos) << text << "\n" << result.output;
  }
  EXPECT_EQ(result.output.find(" \n"), std::string::npos) << "blanks at the end of a line";
}

TEST_F(EvaluateCommandTest, JsonIsTheSameForAnyNumberOfThreads) {
  const std::string command = "evaluate scores.csv --labels labels.csv --score novelty --score name --quiet --json ";
  const ProgramResult one = run(command + "--threads 1");
  ASSERT_EQ(one.exit_code, 0) << one.errors;
  EXPECT_EQ(run(command + "--threads 2").output, one.output);
  EXPECT_EQ(run(command + "--threads 5").output, one.output);
  EXPECT_NE(run(command + "--seed 2").output, one.output);
  const auto json = nlohmann::json::parse(one.output);
  EXPECT_EQ(json["by"], "recording");
  EXPECT_EQ(json["scores"].size(), 2U);
  EXPECT_EQ(json["scores"][0]["measures"]["base_rate"]["value"], 6.0 / 54);
  EXPECT_TRUE(json["scores"][0]["measures"]["auc_together"]["error"].is_number());
  EXPECT_EQ(json["scores"][0]["alerts"]["host_days"], 6);
  EXPECT_EQ(json["scores"][0]["groups"].size(), 4U);
  EXPECT_FALSE(json["scores"][0].contains("gains"));
  EXPECT_EQ(json["scores"][1]["gains"]["base_rate"]["value"], 0.0);
}

TEST_F(EvaluateCommandTest, GroupsByHostOrDay) {
  for (const auto& [by, groups] : {std::pair("host", 3U), std::pair("day", 2U)}) {
    const ProgramResult result = run("evaluate scores.csv --labels labels.csv --quiet --json --by " + std::string(by));
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_EQ(nlohmann::json::parse(result.output)["scores"][0]["groups"].size(), groups);
  }
}

TEST_F(EvaluateCommandTest, SaysWhatItCannotTake) {
  expect_failure("evaluate scores.csv", 2, "--labels");
  expect_failure("evaluate scores.csv --labels labels.csv --by user", 2, "--by");
  expect_failure("evaluate scores.csv --labels labels.csv --recall 0", 2, "recall");
  expect_failure("evaluate scores.csv --labels labels.csv --where 'n >'", 2, "condition");
  expect_failure("evaluate scores.csv --labels labels.csv --score rank", 1, "column 'rank' is missing");
  expect_failure("evaluate nowhere --labels labels.csv", 1, "nowhere");
}

TEST_F(EvaluateCommandTest, ShowsHostileNamesAsText) {
  std::ofstream(scratch.path() / "hostile.csv") << "pid_hash,label,recording\n9,attack,\"\x1b[2J\n\"\n1,benign,\"\x1b["
                                                   "2J\n\"\n2,benign,\"\x1b[2J\n\"\n3,benign,\"\x1b[2J\n\"\n";
  const ProgramResult result = run("evaluate scores.csv --labels hostile.csv");
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_NE(result.output.find("\\x1B[2J"), std::string::npos) << result.output;
  EXPECT_EQ(result.output.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace proclens

// proclens demo as a user runs it: its output, and its errors.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "cli/run_program.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

class DemoCommandTest : public testing::Test {
 protected:
  [[nodiscard]] ProgramResult demo(const std::string& arguments) const {
    return run_program(scratch.path(), "demo " + arguments);
  }
  [[nodiscard]] std::string folder(const std::string& name) const {
    return "'" + (scratch.path() / name).string() + "'";
  }

  ScratchFolder scratch;
};

TEST_F(DemoCommandTest, WritesADatasetAndSaysWhatIsInIt) {
  const ProgramResult result = demo(folder("office") + " --processes 1200 --seed 5");
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  for (const char* expected : {"1,200", "process_image_load", "truth.json", "next: proclens map"}) {
    EXPECT_NE(result.output.find(expected), std::string::npos) << expected << " in " << result.output;
  }
  EXPECT_TRUE(fs::exists(scratch.path() / "office" / "truth_processes.parquet"));
}

TEST_F(DemoCommandTest, IsSilentWhenAsked) {
  const ProgramResult result = demo(folder("office") + " --processes 10 --quiet");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.output + result.errors, "");
}

TEST_F(DemoCommandTest, SaysWhatASmallDatasetLacks) {
  const ProgramResult result = demo(folder("office") + " --processes 10");
  EXPECT_NE(result.output.find("too small for any"), std::string::npos) << result.output;
}

TEST_F(DemoCommandTest, RejectsAFolderWithOtherContents) {
  fs::create_directory(scratch.path() / "mine");
  std::ofstream(scratch.path() / "mine" / "thesis.txt") << "three years";
  const ProgramResult result = demo(folder("mine") + " --processes 10");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.errors.find("thesis.txt"), std::string::npos) << result.errors;
  EXPECT_EQ(file_text(scratch.path() / "mine" / "thesis.txt"), "three years");
}

TEST_F(DemoCommandTest, RefusesSizesOutOfRange) {
  for (const char* processes : {"0", "-5", "many", "2000000000"}) {
    const ProgramResult result = demo(folder("office") + " --processes " + processes);
    EXPECT_EQ(result.exit_code, 2) << processes;
    EXPECT_NE(result.errors.find("--processes"), std::string::npos) << result.errors;
  }
  EXPECT_TRUE(fs::is_empty(scratch.path()));
}

}  // namespace
}  // namespace proclens

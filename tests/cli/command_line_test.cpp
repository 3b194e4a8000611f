// The program's answers to invalid command lines.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "cli/run_program.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

class CommandLineTest : public testing::Test {
 protected:
  /// Rejected as a usage error with this message, without writing anything to the current folder.
  void expect_refused(const std::string& arguments, const std::string& message) const {
    const fs::path folder = scratch.path() / "current";
    fs::create_directory(folder);
    const ProgramResult result = run_program(scratch.path(), arguments, "cd '" + folder.string() + "';");
    EXPECT_EQ(result.exit_code, 2) << arguments;
    EXPECT_NE(result.errors.find(message), std::string::npos) << arguments << ": " << result.errors;
    EXPECT_TRUE(fs::is_empty(folder)) << arguments;
  }
  ScratchFolder scratch;
};

TEST_F(CommandLineTest, NamesAnUnknownCommandAndTheNearest) {
  expect_refused("mpa x -o y", "there is no command 'mpa'; did you mean 'map'?");
  expect_refused("frobnicate", "there is no command 'frobnicate'\n");
  expect_refused("'\x1b[2Jmap'", "there is no command '\\x1B[2Jmap'");
  expect_refused("--verison", "there is no option '--verison'; did you mean '--version'?");
  expect_refused("", "a command is required");
  expect_refused("", "import, audit, map, count, evaluate, baseline, hunt, compare, serve, demo");
}

TEST_F(CommandLineTest, NamesAnUnknownOptionAndTheNearest) {
  expect_refused("map x -o y --theads 3", "'map' has no option --theads; did you mean '--threads'?");
  expect_refused("map x --outptu=y", "'map' has no option --outptu; did you mean '--output'?");
  expect_refused("audit x -o y --colour red", "'audit' has no option --colour\n");
  expect_refused("audit x -o y --colour red", "try 'proclens audit --help'.");
  expect_refused("audit x", "--output is required");
}

TEST_F(CommandLineTest, RefusesAnEmptyNameOfAFolder) {
  for (const char* arguments : {"map x -o ''", "audit x -o ''", "import x -o ''"})
    expect_refused(arguments, "--output");
  expect_refused("demo ''", "is empty");
}

TEST_F(CommandLineTest, RefusesASeedThatIsNoWholeNumber) {
  for (const char* seed : {"-1", "1.5", "x"}) {
    expect_refused(std::string("map x -o y --seed=") + seed, "--seed");
    expect_refused(std::string("demo y --seed=") + seed, "--seed");
  }
  expect_refused("demo y --seed 18446744073709551616", "--seed");
}

TEST_F(CommandLineTest, FailsWhenItsOutputCannotBeWritten) {
  const std::string here = "cd '" + scratch.path().string() + "';";
  EXPECT_EQ(run_program(scratch.path(), "demo small --processes 200", here).exit_code, 0);
  const ProgramResult full = run_program(scratch.path(), "hunt small -o out --json > /dev/full", here);
  EXPECT_EQ(full.exit_code, 3);
  EXPECT_NE(full.errors.find("cannot write to the standard output: No space left"), std::string::npos) << full.errors;
}

}  // namespace
}  // namespace proclens

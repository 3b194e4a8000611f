// Which maps `map` makes without --lens, and several in one run.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/run_program.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

class DefaultLensesTest : public testing::Test {
 protected:
  /// 120 processes of three programs. @param args, loading SQL: the arguments of process i, and whether it loads images
  void write_dataset(const std::string& args, const std::string& loading,
                     const std::string& image = "'c:\\own' || i % 3 || '-' || k * i % 5 || '.dll'") const {
    scratch.write("data/process.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, 'pc' AS hostname, 'p' || i % 3 || '.exe' AS process_name, " +
                      args +
                      " AS args, TIMESTAMP '2024-05-01' + INTERVAL (i) MINUTE AS process_started FROM range(1, "
                      "121) t(i)");
    scratch.write("data/process_path.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, '=p->q' AS ptree FROM range(1, 121) t(i)");
    if (loading.empty()) return;
    scratch.write("data/process_image_load.parquet", "SELECT printf('%032X', i) AS pid_hash, " + image +
                                                         " AS filename FROM range(1, 121) t(i), range(1, 4) u(k) "
                                                         "WHERE " +
                                                         loading);
  }

  [[nodiscard]] ProgramResult run(const std::string& arguments) const {
    return run_program(scratch.path(), arguments, "cd '" + scratch.path().string() + "' &&");
  }
  [[nodiscard]] ProgramResult map(const std::string& more = {}) const { return run("map data -o out " + more); }

  [[nodiscard]] bool exists(const std::string& file) const { return fs::exists(scratch.path() / "out" / file); }

  ScratchFolder scratch;
};

constexpr const char* kArgs = "'-a ' || i % 7 || CASE WHEN i % 2 = 0 THEN ' -b' ELSE ' -c' END || ' d' || i % 5";

TEST_F(DefaultLensesTest, MapsWhatTheDataIsThereFor) {
  write_dataset(kArgs, "true");
  const ProgramResult result = map();
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_NE(result.errors.find("lens images: 100% of the processes have image loads\n"), std::string::npos)
      << result.errors;
  EXPECT_NE(result.errors.find("lens commands: 100% of the processes have arguments\n"), std::string::npos);
  for (const char* lens : {"images", "commands"}) {
    EXPECT_TRUE(exists(std::string(lens) + "/map.html"));
    EXPECT_NE(result.output.find(std::string("out/") + lens + "/map.html"), std::string::npos) << result.output;
    const std::string page = file_text(scratch.path() / "out" / lens / "map.html");
    EXPECT_NE(page.find("../images/map.html"), std::string::npos) << lens;
    EXPECT_NE(page.find("../commands/map.html"), std::string::npos) << lens;
  }
}

TEST_F(DefaultLensesTest, SaysThatThereIsDataForMore) {
  write_dataset(kArgs, "");
  scratch.write("data/process_file.parquet",
                "SELECT printf('%032X', 1) AS pid_hash, 'c:\\a' AS filename, 'CREATE' AS activity_type");
  const ProgramResult result = map();
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_NE(result.errors.find("there is data for more lenses: --lens files\n"), std::string::npos) << result.errors;
  EXPECT_FALSE(exists("files/map.html"));
}

TEST_F(DefaultLensesTest, SeveralSummariesAreAListAndEachHasItsOwnStages) {
  write_dataset(kArgs, "true");
  const ProgramResult result = map("--json --quiet");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  const auto summaries = nlohmann::json::parse(result.output);
  ASSERT_EQ(summaries.size(), 2U);
  EXPECT_EQ(summaries[0]["lens"], "images");
  EXPECT_EQ(summaries[1]["lens"], "commands");
  for (const char* lens : {"images", "commands"}) {
    const auto manifest = nlohmann::json::parse(file_text(scratch.path() / "out" / lens / "manifest.json"));
    std::string stages;
    for (const auto& stage : manifest["stages"]) stages += stage["stage"].get<std::string>() + ' ';
    EXPECT_EQ(stages.find("select "), 0U) << stages;
    EXPECT_EQ(stages.find("embed bags"), stages.rfind("embed bags")) << stages;
  }
  EXPECT_EQ(nlohmann::json::parse(map("--json --quiet --lens commands").output)["lens"], "commands");
}

TEST_F(DefaultLensesTest, LeavesOutALensWithTooLittleData) {
  write_dataset(kArgs, "i <= 8");
  const ProgramResult result = map();
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_NE(result.errors.find("lens images: 6% of the processes have image loads, too few for a map"),
            std::string::npos)
      << result.errors;
  EXPECT_FALSE(exists("images"));
  EXPECT_TRUE(exists("commands/map.html"));
}

TEST_F(DefaultLensesTest, NeedsNoTableOfImageLoads) {
  write_dataset(kArgs, "");
  ASSERT_EQ(map("--quiet").exit_code, 0);
  EXPECT_TRUE(exists("commands/map.html"));
}

TEST_F(DefaultLensesTest, NeedsNoArguments) {
  write_dataset("CAST(NULL AS VARCHAR)", "true");
  ASSERT_EQ(map("--quiet").exit_code, 0);
  EXPECT_TRUE(exists("images/map.html"));
  EXPECT_FALSE(exists("commands"));
}

TEST_F(DefaultLensesTest, TakesTheBestOfTooLittle) {
  write_dataset("CASE WHEN i <= 9 THEN '-a ' || i % 4 || ' -b ' || i % 3 END", "i <= 2");
  const ProgramResult result = map();
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_FALSE(exists("images"));
  EXPECT_TRUE(exists("commands/map.html"));
}

TEST_F(DefaultLensesTest, LeavesOutALensWithNothingToTellApart) {
  write_dataset(kArgs, "true", "'c:\\same.dll'");
  const ProgramResult result = map();
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_NE(result.errors.find("no map by images: all processes have the same images"), std::string::npos)
      << result.errors;
  EXPECT_FALSE(exists("images"));
  EXPECT_TRUE(exists("commands/map.html"));
  // Asked for, it is an error.
  EXPECT_EQ(map("--lens images").exit_code, 1);
}

TEST_F(DefaultLensesTest, WithoutAnyDataItSaysWhatToRecord) {
  write_dataset("CAST(NULL AS VARCHAR)", "");
  const ProgramResult result = map();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.errors.find("no process has image loads and none arguments, so there is nothing to map"),
            std::string::npos)
      << result.errors;
  for (const char* event : {"event 7", "event 1", "4688"}) EXPECT_NE(result.errors.find(event), std::string::npos);
  EXPECT_FALSE(fs::exists(scratch.path() / "out"));
}

TEST_F(DefaultLensesTest, TakesSeveralLensesByName) {
  write_dataset(kArgs, "true");
  // What a lens needs is missed before any map is made.
  EXPECT_EQ(map("--lens commands,parents").exit_code, 1);
  EXPECT_FALSE(exists("commands"));
  const ProgramResult result = map("--quiet --json --lens commands,images --lens commands");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  const auto summaries = nlohmann::json::parse(result.output);
  ASSERT_EQ(summaries.size(), 2U);
  EXPECT_EQ(summaries[0]["lens"], "commands");
  EXPECT_EQ(summaries[1]["lens"], "images");
  EXPECT_EQ(map("--lens images,nothing").exit_code, 2);
  const ProgramResult count = run("count data -o bags --lens images,commands");
  EXPECT_EQ(count.exit_code, 2);
  EXPECT_NE(count.errors.find("only one lens at a time"), std::string::npos) << count.errors;
  const ProgramResult onto = run("map data --onto out/commands -o new --lens commands,images");
  EXPECT_EQ(onto.exit_code, 2);
  EXPECT_NE(onto.errors.find("is a map with the lens 'commands', not 'images'"), std::string::npos) << onto.errors;
}

}  // namespace
}  // namespace proclens

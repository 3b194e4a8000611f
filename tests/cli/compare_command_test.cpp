// `proclens compare`: two maps side by side.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/run_program.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// Maps of one demo: images and commands, and images with another seed; and images of other processes of its hosts.
class CompareCommandTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch = new ScratchFolder;
    ASSERT_EQ(run("demo data --processes 1500 --quiet").exit_code, 0);
    ASSERT_EQ(run("demo other --processes 1500 --seed 9 --quiet").exit_code, 0);
    ASSERT_EQ(run("map data --lens images,commands -o out --title Office --quiet").exit_code, 0);
    ASSERT_EQ(run("map data --lens images --seed 7 -o out7 --quiet").exit_code, 0);
    ASSERT_EQ(run("map other --lens images,commands -o week2 --title 'Week 2' --quiet").exit_code, 0);
  }
  static void TearDownTestSuite() {
    delete scratch;
    scratch = nullptr;
  }

  static ProgramResult run(const std::string& arguments) {
    return run_program(scratch->path(), arguments, "cd '" + scratch->path().string() + "' &&");
  }
  static std::string table(const std::string& name) {
    return "read_parquet(" + sql_literal((scratch->path() / (name + ".parquet")).string()) + ")";
  }
  static std::string answer(const std::string& select) {
    Database database;
    return database.text("SELECT CAST((" + select + ") AS VARCHAR)").value_or("NULL");
  }
  static nlohmann::json compared(const std::string& arguments) {
    const ProgramResult result = run("compare " + arguments + " --json --quiet");
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    return nlohmann::json::parse(result.output, nullptr, false);
  }

  inline static ScratchFolder* scratch = nullptr;
};

TEST_F(CompareCommandTest, AMapWithItselfAgreesAndStays) {
  const auto json = compared("out/images out/images -o self");
  EXPECT_EQ(json["matched_by"], "process");
  EXPECT_NEAR(json["mean_agreement"].get<double>(), 1, 1e-6);
  EXPECT_LT(json["disparity"].get<double>(), 1e-9);
  EXPECT_EQ(json["only_a"], 0);
  EXPECT_EQ(json["only_b"], 0);
  EXPECT_EQ(json["moved"].size(), 0U);
  EXPECT_EQ(json["items"].dump(), answer("SELECT count(*) FROM " + table("out/images/points")));
  EXPECT_EQ(answer("SELECT count(*) FROM " + table("self/agreement") + " WHERE agreement < 0.999"), "0");
  EXPECT_EQ(answer("SELECT count(*) FROM " + table("self/clusters") + " WHERE cluster_a <> cluster_b"), "0");
}

TEST_F(CompareCommandTest, TwoLensesShareTheProcessesThatAreOnBoth) {
  const auto json = compared("out/images out/commands -o out/compare");
  const std::string both =
      table("out/images/points") + " i JOIN " + table("out/commands/points") + " c USING (pid_hash)";
  EXPECT_EQ(json["matched_by"], "process");
  EXPECT_EQ(json["items"].dump(), answer("SELECT count(*) FROM " + both));
  EXPECT_EQ(json["title"], "Office: images and commands");
  const double agreement = json["mean_agreement"].get<double>();
  EXPECT_GT(agreement, 0.05);
  EXPECT_LT(agreement, 0.9);
  const std::string rows = table("out/compare/agreement");
  EXPECT_EQ(answer("SELECT count(*) FROM " + rows + " a JOIN " + both +
                   " ON a.pid_hash = pid_hash WHERE a.bag_a = i.bag AND a.bag_b = c.bag AND a.cluster_a = i.cluster "
                   "AND a.cluster_b = c.cluster AND a.process_name IS NOT DISTINCT FROM i.process_name"),
            json["items"].dump());
  EXPECT_EQ(answer("SELECT abs(avg(agreement) - " + json["mean_agreement"].dump() + ") < 1e-5 FROM " + rows), "true");
  EXPECT_EQ(answer("SELECT sum(items)::BIGINT FROM " + table("out/compare/clusters")), json["items"].dump());
  EXPECT_EQ(answer("SELECT count(*) FROM " + rows + " WHERE agreement NOT BETWEEN 0 AND 1"), "0");
  // Maps lead to the comparison.
  EXPECT_NE(file_text(scratch->path() / "out/images/map.html").find("../compare/compare.html"), std::string::npos);
  fs::remove_all(scratch->path() / "out/compare");
}

TEST_F(CompareCommandTest, AnotherSeedMovesLessThanAnotherLens) {
  const auto seed = compared("out/images out7/images -o seed");
  const auto lens = compared("out/images out/commands -o lens");
  EXPECT_GT(seed["mean_agreement"].get<double>(), 0.8);
  EXPECT_GT(seed["mean_agreement"].get<double>(), lens["mean_agreement"].get<double>());
  EXPECT_LT(seed["disparity"].get<double>(), lens["disparity"].get<double>());
}

TEST_F(CompareCommandTest, OtherProcessesAreMatchedByWhatTheyDo) {
  const auto bags = compared("out/images week2/images -o bags");
  EXPECT_EQ(bags["matched_by"], "bag");
  EXPECT_GT(bags["items"], 10);
  EXPECT_EQ(bags["title"], "Office and Week 2");
  EXPECT_EQ(answer("SELECT count(*) FROM " + table("bags/agreement")), bags["items"].dump());
  const auto lines = compared("out/commands week2/commands -o lines --match object");
  EXPECT_EQ(lines["matched_by"], "object");
  EXPECT_EQ(lines["items"].dump(), answer("SELECT count(*) FROM " + table("out/commands/objects") + " JOIN " +
                                          table("week2/commands/objects") + " USING (name)"));
  EXPECT_EQ(answer("SELECT count(*) FROM " + table("lines/agreement") + " a JOIN " + table("out/commands/objects") +
                   " o ON a.object = o.name WHERE o.bag = a.bag_a"),
            lines["items"].dump());
}

TEST_F(CompareCommandTest, ThreadsMakeNoDifference) {
  std::string page;
  std::string rows;
  for (const char* threads : {"1", "2", "5"}) {
    ASSERT_EQ(run(std::string("compare out/images out/commands -o again --quiet --threads ") + threads).exit_code, 0);
    const std::string other_page = file_text(scratch->path() / "again/compare.html");
    const std::string other_rows = file_text(scratch->path() / "again/agreement.parquet");
    if (page.empty()) page = other_page;
    if (rows.empty()) rows = other_rows;
    EXPECT_TRUE(page == other_page) << threads;
    EXPECT_TRUE(rows == other_rows) << threads;
  }
}

TEST_F(CompareCommandTest, SaysInWordsHowAlikeTheMapsAre) {
  const ProgramResult result = run("compare out/images/ out/commands/ -o words/");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_NE(result.output.find("on both images and commands"), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("of a process's 15 nearest on images"), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("words/compare.html"), std::string::npos) << result.output;
}

TEST_F(CompareCommandTest, SaysWhatItCannotTake) {
  const auto expect_refused = [&](const std::string& arguments, int code, const std::string& message) {
    const ProgramResult result = run("compare " + arguments);
    EXPECT_EQ(result.exit_code, code) << result.errors;
    EXPECT_NE(result.errors.find(message), std::string::npos) << result.errors;
    EXPECT_FALSE(fs::exists(scratch->path() / "none"));
  };
  expect_refused("out out/images -o none", 1, "is not a map: it has no manifest.json");
  expect_refused("out/images nowhere -o none", 1, "nowhere is not a map");
  expect_refused("out/images out/commands -o none --match bag", 2, "can only be matched by process");
  expect_refused("out/images out7/images -o none --match object", 2, "are processes");
  expect_refused("out/images week2/commands -o none", 1, "the two maps have nothing in common");
  expect_refused("out/images out/commands -o out/images", 2, "cannot replace the map");
  expect_refused("out/images out/commands -o out/images/sub/compare", 2, "cannot be written into the map");
  expect_refused("out/images out/commands -o data", 2, "data");
  fs::copy(scratch->path() / "out7/images", scratch->path() / "broken", fs::copy_options::recursive);
  std::ofstream(scratch->path() / "broken/bags.parquet") << "nothing";
  expect_refused("out/images broken -o none", 1, "broken/bags.parquet cannot be read");
  std::ofstream(scratch->path() / "broken/manifest.json") << "{}";
  expect_refused("out/images broken -o none", 1, "manifest.json is of another version, or damaged");
}

}  // namespace
}  // namespace proclens

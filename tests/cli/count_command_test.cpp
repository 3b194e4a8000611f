// Maps of a dataset, of its bags and of merged parts are the same files.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/run_program.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

class CountCommandTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(run("demo data --processes 800 --quiet").exit_code, 0); }

  [[nodiscard]] ProgramResult run(const std::string& arguments) const {
    return run_program(scratch.path(), arguments, "cd '" + scratch.path().string() + "' &&");
  }
  void expect_done(const std::string& arguments) const {
    const ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, 0) << arguments << "\n" << result.errors;
  }
  void expect_failure(const std::string& arguments, int exit_code, const std::string& message) const {
    const ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, exit_code) << arguments << "\n" << result.errors;
    EXPECT_NE(result.errors.find(message), std::string::npos) << result.errors;
  }

  /// The results in OUT/images are the same, and the counts of their manifests.
  void expect_same_maps(const std::string& a, const std::string& b) const {
    for (const char* file : {"points.parquet", "bags.parquet", "vocabulary.parquet", "topics.parquet", "map.html"}) {
      const std::string bytes = file_text(scratch.path() / a / "images" / file);
      EXPECT_FALSE(bytes.empty()) << file;
      EXPECT_TRUE(bytes == file_text(scratch.path() / b / "images" / file)) << file << " of " << a << " and " << b;
    }
    EXPECT_EQ(manifest(a)["counts"], manifest(b)["counts"]);
    EXPECT_EQ(manifest(a)["title"], manifest(b)["title"]);
  }
  [[nodiscard]] nlohmann::json manifest(const std::string& out) const {
    return nlohmann::json::parse(file_text(scratch.path() / out / "images/manifest.json"), nullptr, false);
  }

  ScratchFolder scratch;
};

TEST_F(CountCommandTest, AMapOfBagsIsTheMapOfTheirDataset) {
  expect_done("map data --lens images -o direct --quiet --exclude-lineage chrome");
  expect_done("count data -o bags --quiet --exclude-lineage chrome");
  expect_done("map --bags bags -o counted --quiet");
  expect_same_maps("direct", "counted");
  EXPECT_EQ(manifest("direct")["parameters"], manifest("counted")["parameters"]);
}

TEST_F(CountCommandTest, MergedPartsGiveTheMapOfTheWhole) {
  // Everything about a process goes to the part of its hash.
  for (const int part : {0, 1, 2}) {
    for (const char* table : {"process", "process_path", "process_image_load"}) {
      scratch.write("part" + std::to_string(part) + "/" + table + ".parquet",
                    "FROM read_parquet('" + (scratch.path() / "data" / table).string() +
                        ".parquet') WHERE hash(upper(pid_hash)) % 3 = " + std::to_string(part));
    }
    expect_done("count part" + std::to_string(part) + " -o bags" + std::to_string(part) + " --quiet");
  }
  expect_done("count --merge bags2 bags0 bags1 -o merged --title data --quiet");
  expect_done("map --bags merged -o together --quiet");
  expect_done("map data --lens images -o direct --quiet");
  expect_same_maps("direct", "together");
  EXPECT_EQ(manifest("direct")["parameters"], manifest("together")["parameters"]);
  expect_failure("count --merge bags0 bags0 -o twice", 1, "occurs in two parts");
  EXPECT_FALSE(fs::exists(scratch.path() / "twice"));
}

TEST_F(CountCommandTest, CountsWhatMapWouldNotMap) {
  expect_done("count data -o none --quiet --host nobody");
  expect_failure("map --bags none -o out", 1, "the selection leaves no processes");
  expect_done("count data -o all --quiet");
  expect_done("count --merge none all none -o merged --quiet");
  const ProgramResult counted = run("count --merge merged -o again --json --quiet");
  EXPECT_EQ(nlohmann::json::parse(counted.output, nullptr, false)["selections"].size(), 2U);
}

TEST_F(CountCommandTest, SaysWhatItCannotTake) {
  expect_failure("map -o out", 2, "SOURCE");
  expect_failure("map data --bags bags -o out", 2, "--bags");
  expect_failure("map --bags bags --keep-sensors -o out", 2, "--bags");
  expect_failure("map --bags data -o out", 1, "contract.json");
  expect_failure("count data data -o bags", 2, "--merge");
  expect_failure("count --merge data --lens images -o bags", 2, "--merge");
  expect_failure("count nowhere -o bags", 1, "nowhere");
  EXPECT_FALSE(fs::exists(scratch.path() / "out"));
  EXPECT_FALSE(fs::exists(scratch.path() / "bags"));
}

}  // namespace
}  // namespace proclens

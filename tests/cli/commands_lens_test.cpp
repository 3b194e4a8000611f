// Maps of command lines, from a dataset, from its bags, from merged bags, and placed on one another.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/lens_command_test.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// Four programs with their own options; lines repeat, and two programs take the same options in another order.
/// @param args SQL for the arguments of process i
std::string processes(const std::string& rows, const std::string& args) {
  return "SELECT printf('%032X', i) AS pid_hash, 'pc-' || i % 3 AS hostname, 'p' || i % 4 || '.exe' AS process_name, "
         "'c:\\bin\\p' || i % 4 || '.exe' AS process_path, " +
         args + " AS args, TIMESTAMP '2024-05-01' + INTERVAL (i) MINUTE AS process_started FROM " + rows + " t(i)";
}

constexpr const char* kArgs =
    "CASE WHEN i % 29 = 0 THEN NULL WHEN i % 31 = 0 THEN '\"open ' || i % 4 "
    "WHEN i % 2 = 0 THEN '-in f' || i % 9 || ' -out g' || i % 7 ELSE '-out g' || i % 7 || ' -in f' || i % 9 || ' -V' "
    "END";

class CommandsLensTest : public LensCommandTest {
 protected:
  void write_dataset(const std::string& name, const std::string& rows, const std::string& args = kArgs) const {
    scratch.write(name + "/process.parquet", processes(rows, args));
    scratch.write(name + "/process_path.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, '=p.exe->explorer.exe' AS ptree FROM " + rows + " t(i)");
  }

  void expect_same_map(const std::string& a, const std::string& b) const {
    for (const char* file : {"points.parquet", "bags.parquet", "objects.parquet", "vocabulary.parquet",
                             "topics.parquet", "map.html", "page.json", "model/model.json"}) {
      EXPECT_EQ(file_text(scratch.path() / a / "commands" / file), file_text(scratch.path() / b / "commands" / file))
          << file;
    }
  }
};

TEST_F(CommandsLensTest, MapsDistinctLinesWithTheProcessesThatWereRunWithThem) {
  write_dataset("data", "range(1, 601)");
  const ProgramResult result =
      run_program(scratch.path(), "map " + path("data") + " -o " + path("out") + " --lens commands --title T");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  for (const char* expected : {"command lines", "tokens", "open quotes"}) {
    EXPECT_NE(result.output.find(expected), std::string::npos) << result.output;
  }
  EXPECT_EQ(answer("SELECT concat_ws(' ', count(*), count(DISTINCT pid_hash)) FROM <out/commands/points>"), "600 600");
  EXPECT_EQ(answer("SELECT concat_ws(' ', count(*), sum(members)) FROM <out/commands/objects>"),
            answer("SELECT concat_ws(' ', count(DISTINCT concat_ws(' ', process_name, args)), count(*)) FROM "
                   "<data/process>"));
  EXPECT_EQ(answer("SELECT bool_and(isfinite(x) AND isfinite(y)) FROM <out/commands/objects>"), "true");
  const auto manifest = nlohmann::json::parse(file_text(scratch.path() / "out/commands/manifest.json"));
  EXPECT_EQ(manifest["counts"]["open_quotes"], 4);
  EXPECT_EQ(manifest["parameters"]["vocabulary_window"], 5);
}

TEST_F(CommandsLensTest, BagsAndMergedBagsGiveTheSameMap) {
  write_dataset("data", "range(1, 401)");
  write_dataset("early", "range(1, 151)");
  write_dataset("late", "range(151, 401)");
  expect_success("map " + path("data") + " -o " + path("map") + " --lens commands --title T --threads 1");
  for (const char* name : {"data", "early", "late"}) {
    expect_success("count " + path(name) + " -o " + path(std::string(name) + "-bags") + " --lens commands");
  }
  expect_success("count --merge " + path("late-bags") + " " + path("early-bags") + " -o " + path("merged-bags"));
  expect_success("map --bags " + path("data-bags") + " -o " + path("map-of-bags") + " --title T --threads 3");
  expect_success("map --bags " + path("merged-bags") + " -o " + path("map-of-merged") + " --title T");
  expect_same_map("map", "map-of-bags");
  expect_same_map("map", "map-of-merged");
}

TEST_F(CommandsLensTest, LinesHaveTheirPlacesOnTheirOwnMapAndNewOnesNearTheirLike) {
  write_dataset("data", "range(1, 401)");
  // The same lines on other processes, lines in another case, and new files for known options.
  write_dataset(
      "new", "range(1001, 1121)",
      "CASE WHEN i % 3 = 0 THEN '-in f1 -out g1' WHEN i % 3 = 1 THEN '-IN F1' ELSE '-in f' || i || ' -out g2' END");
  expect_success("map " + path("data") + " -o " + path("map") + " --lens commands");
  expect_success("map " + path("data") + " --onto " + path("map/commands") + " -o " + path("same"));
  EXPECT_EQ(answer("SELECT count(*) FROM (SELECT 1 FROM <same/commands/points> GROUP BY pid_hash HAVING count(DISTINCT "
                   "(x, y, cluster)) > 1 OR count(*) != 2)"),
            "0");
  expect_success("map " + path("new") + " --onto " + path("map/commands") + " -o " + path("placed"));
  EXPECT_EQ(answer("SELECT string_agg(DISTINCT args[:3] || ' ' || unknown_features, ', ' ORDER BY args[:3] || ' ' || "
                   "unknown_features) FROM <placed/commands/points> WHERE placed"),
            "-IN 2, -in 0, -in 1");
}

TEST_F(CommandsLensTest, TheHellingerDistanceComparesTheTokensThemselves) {
  write_dataset("data", "range(1, 401)");
  const std::string map_data = "map " + path("data") + " --lens commands --distance hellinger --title T -o ";
  const ProgramResult first = run_program(scratch.path(), map_data + path("map") + " --threads 1 --json");
  ASSERT_EQ(first.exit_code, 0) << first.errors;
  EXPECT_EQ(nlohmann::json::parse(first.output)["distance"], "hellinger");
  const auto manifest = nlohmann::json::parse(file_text(scratch.path() / "map/commands/manifest.json"));
  EXPECT_EQ(manifest["parameters"]["distance"], "hellinger");
  EXPECT_FALSE(manifest["parameters"].contains("components"));
  expect_success(map_data + path("again") + " --threads 3");
  expect_same_map("map", "again");
  expect_success("count " + path("data") + " -o " + path("bags") + " --lens commands");
  expect_success("map --bags " + path("bags") + " --distance hellinger --title T -o " + path("of-bags"));
  expect_same_map("map", "of-bags");

  expect_success("map " + path("data") + " --onto " + path("map/commands") + " -o " + path("same"));
  EXPECT_EQ(answer("SELECT count(*) FROM (SELECT 1 FROM <same/commands/points> GROUP BY pid_hash HAVING count(DISTINCT "
                   "(x, y, cluster)) > 1 OR count(*) != 2)"),
            "0");
  expect_success("compare " + path("map/commands") + " " + path("again/commands") + " -o " + path("compare"));
  EXPECT_EQ(answer("SELECT round(avg(agreement), 9) FROM <compare/agreement>"), "1.0");
}

TEST_F(CommandsLensTest, TheHellingerDistanceTakesNoOptionsOfTheEmbedding) {
  write_dataset("data", "range(1, 50)");
  for (const std::string option :
       {"--components 20", "--reference spread", "--exact-neighbors", "--neighbor-search cells"}) {
    const ProgramResult result = run_program(scratch.path(), "map " + path("data") + " -o " + path("out") +
                                                                 " --lens commands --distance hellinger " + option);
    EXPECT_EQ(result.exit_code, 2) << option;
    EXPECT_NE(result.errors.find("has no embedding"), std::string::npos) << result.errors;
  }
}

TEST_F(CommandsLensTest, WithoutArgumentsItSaysWhatToRecord) {
  write_dataset("data", "range(1, 50)", "CAST(NULL AS VARCHAR)");
  const ProgramResult result =
      run_program(scratch.path(), "map " + path("data") + " -o " + path("out") + " --lens commands");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.errors.find("no recorded lines"), std::string::npos) << result.errors;
  EXPECT_NE(result.errors.find("Include command line in process creation events"), std::string::npos) << result.errors;
}

TEST_F(CommandsLensTest, LinesThatNothingDistinguishesAreNoMap) {
  const auto expect_no_map = [&](const std::string& args, const std::string& message) {
    write_dataset("data", "range(1, 41)");
    scratch.write("data/process.parquet", "SELECT * REPLACE (NULL AS process_name, NULL AS process_path) FROM (" +
                                              processes("range(1, 41)", args) + ")");
    expect_refused("map " + path("data") + " -o " + path("out") + " --lens commands", 1, message);
    EXPECT_FALSE(fs::exists(scratch.path() / "out/commands"));
  };
  expect_no_map("'one line for all'", "all command lines have the same tokens");
  expect_no_map("'\"\" \"\"'", "all command lines have the same tokens");
  expect_no_map("printf('token-%d', i)", "nothing distinguishes");  // each has one token, and no other has it
  expect_no_map("'  '", "have no recorded lines");                  // no token at all
}

TEST_F(CommandsLensTest, StrangeLinesHavePlacesWithAnyNumberOfThreads) {
  // Only quotes; a quote left open; marks that reverse the direction; a megabyte; a hundred thousand equal tokens; more
  // different ones than the exact SVD takes; markup.
  write_dataset(
      "data", "range(1, 201)",
      "CASE i WHEN 1 THEN '\"\" \"\"' WHEN 2 THEN '-in \"f1 -out' WHEN 3 THEN chr(8238) || '-in f1 ' || chr(8207) "
      "WHEN 4 THEN repeat('x', 1000000) || ' f1' WHEN 5 THEN repeat('f1 ', 100000) "
      "WHEN 6 THEN array_to_string(list_transform(range(2000), lambda n: 't' || n), ' ') || ' f1' "
      "WHEN 7 THEN '</script><script>alert(1)</script> f1' "
      "ELSE '-in f' || i % 9 || ' -out g' || i % 7 END");
  const std::string map_data = "map " + path("data") + " --lens commands --title T -o ";
  expect_success(map_data + path("one") + " --threads 1");
  EXPECT_EQ(answer("SELECT count(*) FROM <one/commands/points> WHERE isfinite(x) AND isfinite(y)"), "200");
  EXPECT_EQ(answer("SELECT count(*) FROM <one/commands/vocabulary> WHERE name LIKE 't%'"), "2000");
  EXPECT_EQ(answer("SELECT count(*) FROM <one/commands/vocabulary> WHERE name = '\"\"'"), "1");
  EXPECT_EQ(file_text(scratch.path() / "one/commands/map.html").find("<script>alert"), std::string::npos);
  for (const char* threads : {"2", "5"}) {
    expect_success(map_data + path("more") + " --threads " + threads);
    expect_same_map("one", "more");
  }
}

}  // namespace
}  // namespace proclens

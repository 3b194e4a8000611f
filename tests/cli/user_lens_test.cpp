// The lenses of examples/lenses: maps from a dataset, from its bags, and with new processes placed on them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/lens_command_test.hpp"

namespace proclens {
namespace {

class UserLensCommandTest : public LensCommandTest {
 protected:
  /// Twelve programs, each started by two of five.
  void write_dataset(const std::string& name, int first, int last) const {
    const std::string range = " FROM range(" + std::to_string(first) + ", " + std::to_string(last + 1) + ") t(i)";
    scratch.write(name + "/process.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, printf('%032X', 1000 + (i % 12 + i // 12 % 2) % 5) AS "
                  "parent_pid_hash, 'P' || i % 12 || '.exe' AS process_name" +
                      range +
                      " UNION ALL SELECT printf('%032X', 1000 + i), NULL, 'parent' || i || '.exe' FROM range(5) t(i)");
    scratch.write(name + "/process_path.parquet", "SELECT printf('%032X', i) AS pid_hash, '=p.exe' AS ptree" + range);
    scratch.write(name + "/process_image_load.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, 'c:\\Users\\u' || i || '\\' || substr('abcdef', 1 + i % 4 + "
                  "k % 3, 1) || 'x\\' || k || "
                  "'.dll' AS filename" +
                      range + ", range(6) u(k)");
  }

  const std::string examples = std::string(PROCLENS_TESTS) + "/../examples/lenses/";
};

TEST_F(UserLensCommandTest, TheExamplesMakeMapsInOneRun) {
  write_dataset("data", 1, 240);
  expect_success("map " + path("data") + " -o " + path("out") + " --min-cluster-size 2 --lens " + examples +
                 "starters.sql," + examples + "image_folders.sql");
  EXPECT_EQ(answer("SELECT count(*)", "out/starters/objects.parquet"), "12");
  EXPECT_EQ(answer("SELECT string_agg(name, ' ' ORDER BY name)", "out/starters/vocabulary.parquet"),
            "parent0.exe parent1.exe parent2.exe parent3.exe parent4.exe");
  EXPECT_EQ(answer("SELECT count(*)", "out/starters/points.parquet"), "240");
  EXPECT_EQ(answer("SELECT min(name)", "out/image_folders/vocabulary.parquet"), "c:\\users\\<u>\\ax");
  const auto manifest = nlohmann::json::parse(file_text(scratch.path() / "out/starters/manifest.json"));
  EXPECT_EQ(manifest["lens"]["parameters"]["query"], file_text(examples + "starters.sql"));
}

TEST_F(UserLensCommandTest, BagsGiveTheSameMapAndTheMapTakesNewProcesses) {
  write_dataset("data", 1, 240);
  write_dataset("new", 301, 330);
  const std::string lens = " --lens " + examples + "starters.sql";
  expect_success("map " + path("data") + " -o " + path("map") + lens + " --title T");
  expect_success("count " + path("data") + " -o " + path("bags") + lens);
  expect_success("map --bags " + path("bags") + " -o " + path("again") + " --title T");
  for (const char* file : {"points.parquet", "objects.parquet", "vocabulary.parquet", "model/model.json"}) {
    EXPECT_EQ(file_text(scratch.path() / "map/starters" / file), file_text(scratch.path() / "again/starters" / file));
  }
  for (const std::string& same : {std::string(), lens}) {
    expect_success("map " + path("new") + " --onto " + path("map/starters") + " -o " + path("placed") + same);
    EXPECT_EQ(answer("SELECT count(*) FILTER (placed)", "placed/starters/points.parquet"), "30");
  }
  std::ofstream(path("starters.sql")) << "SELECT pid_hash, process_name AS feature FROM process";
  expect_success("count " + path("new") + " -o " + path("others") + " --lens " + path("starters.sql"));
  expect_refused("map --bags " + path("others") + " --onto " + path("map/starters") + " -o " + path("no"), 1,
                 "counted by");
  expect_refused(
      "map " + path("new") + " -o " + path("no") + " --lens " + path("starters.sql") + "," + examples + "starters.sql",
      2, "two lenses are called 'starters'");
}

TEST_F(UserLensCommandTest, TheNameMayHaveADash) {
  write_dataset("data", 1, 40);
  std::ofstream(path("by-name.sql")) << "SELECT pid_hash, process_name AS feature FROM process";
  expect_success("count " + path("data") + " -o " + path("bags") + " --lens " + path("by-name.sql"));
  EXPECT_EQ(answer("SELECT count(*)", "bags/features.parquet"), "17");
}

TEST_F(UserLensCommandTest, WhatIsWrongIsSaidWithFileAndLine) {
  write_dataset("data", 1, 20);
  std::ofstream(path("mine.sql")) << "SELECT pid_hash,\n  noone AS feature\nFROM process";
  expect_refused("map " + path("data") + " -o " + path("no") + " --lens " + path("mine.sql"), 2, "mine.sql, line 2: ");
  expect_refused("map " + path("data") + " -o " + path("no") + " --lens " + path("missing.sql"), 2, "missing.sql");
  expect_refused("map " + path("data") + " -o " + path("no") + " --lens nosuch", 2, "files that end with .sql");
  EXPECT_FALSE(std::filesystem::exists(path("no")));
}

}  // namespace
}  // namespace proclens

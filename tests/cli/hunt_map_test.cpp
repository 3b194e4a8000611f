// `hunt --map`: the nearest process of a map as evidence.
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

class HuntMapTest : public testing::Test {
 protected:
  /// 1,500 processes and their map; and new/: one process like others, one with images that no process loads together,
  /// one with an image that the map does not know, one without any.
  void SetUp() override {
    ASSERT_EQ(run("demo data --processes 1500 --quiet").exit_code, 0);
    ASSERT_EQ(run("map data --lens images -o base --title 'Last week' --quiet").exit_code, 0);
    scratch.write(
        "new/process.parquet",
        "SELECT * REPLACE (printf('%032X', i) AS pid_hash) FROM (SELECT row_number() OVER (ORDER BY pid_hash) "
        "AS i, * FROM " +
            table("data/process") + " WHERE pid_hash IN (SELECT pid_hash FROM " + table("data/process_image_load") +
            ")) WHERE i <= 4");
    scratch.write("new/process_image_load.parquet",
                  "SELECT printf('%032X', 1) AS pid_hash, filename FROM " + table("data/process_image_load") +
                      " WHERE pid_hash = (SELECT min(pid_hash) FROM " + table("data/process_image_load") +
                      ") UNION ALL SELECT printf('%032X', 2), name FROM (SELECT name FROM " +
                      table("base/images/vocabulary") +
                      " ORDER BY objects, name LIMIT 12) UNION ALL SELECT "
                      "printf('%032X', 3), 'c:\\odd.dll'");
  }

  [[nodiscard]] ProgramResult run(const std::string& arguments) const {
    return run_program(scratch.path(), arguments, "cd '" + scratch.path().string() + "' &&");
  }
  [[nodiscard]] std::string table(const std::string& name) const {
    return "read_parquet(" + sql_literal((scratch.path() / (name + ".parquet")).string()) + ")";
  }
  [[nodiscard]] std::string answer(const std::string& select) const {
    Database database;
    return database.text("SELECT CAST((" + select + ") AS VARCHAR)").value_or("NULL");
  }

  ScratchFolder scratch;
};

TEST_F(HuntMapTest, ProcessesOfTheMapAreAtDistanceZeroAndNothingElseChanges) {
  ASSERT_EQ(run("hunt data -o plain --quiet").exit_code, 0);
  const ProgramResult result = run("hunt data --map base/images -o out --quiet");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  const std::string found = table("out/hunt/processes");
  EXPECT_EQ(answer("SELECT max(nearest_distance) FROM " + found), "0.0");
  EXPECT_EQ(
      answer("SELECT count(*) FROM " + found + " h JOIN " + table("base/images/points") +
             " p USING (pid_hash) WHERE (h.nearest_bag IS NOT NULL AND h.nearest_bag <> p.bag) OR h.nearest_bag IS "
             "NULL AND p.cluster >= 0"),
      "0");
  EXPECT_EQ(answer("SELECT count(*) FROM " + found + " h JOIN " + table("base/images/points") +
                   " p ON p.pid_hash = h.nearest_pid_hash WHERE p.bag = h.nearest_bag"),
            answer("SELECT count(nearest_bag) FROM " + found));
  EXPECT_EQ(answer("SELECT count(*) FROM (SELECT * EXCLUDE (nearest_bag, nearest_pid_hash, nearest_distance) FROM " +
                   found + " EXCEPT SELECT * EXCLUDE (nearest_bag, nearest_pid_hash, nearest_distance) FROM " +
                   table("plain/hunt/processes") + ")"),
            "0");
  EXPECT_EQ(answer("SELECT count(nearest_distance) FROM " + table("plain/hunt/processes")), "0");
}

TEST_F(HuntMapTest, WhatIsNotOnTheMapHasANearestOrNone) {
  ASSERT_EQ(run("baseline data -o normal --quiet").exit_code, 0);
  const ProgramResult result = run("hunt new --baseline normal --map base/images -o out --json --quiet");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  const std::string found = table("out/hunt/processes");
  EXPECT_EQ(answer("SELECT string_agg(coalesce((nearest_distance > 0)::VARCHAR, 'none'), ' ' ORDER BY pid_hash) FROM " +
                   found),
            "false true none none");
  const auto json = nlohmann::json::parse(result.output);
  EXPECT_EQ(json["map"]["title"], "Last week");
  EXPECT_EQ(json["map"]["processes_placed"], 2);
  std::string first;
  for (const char* threads : {"1", "2", "5"}) {
    ASSERT_EQ(run(std::string("hunt new --map base/images -o out --quiet --threads ") + threads).exit_code, 0);
    const std::string bytes = file_text(scratch.path() / "out/hunt/processes.parquet");
    if (first.empty()) first = bytes;
    EXPECT_TRUE(bytes == first) << threads << " threads";
  }
}

TEST_F(HuntMapTest, SaysWhatItCannotTake) {
  const auto expect_refused = [&](const std::string& arguments, const std::string& message, int exit_code = 1) {
    const ProgramResult result = run("hunt " + arguments + " -o out");
    EXPECT_EQ(result.exit_code, exit_code) << result.errors;
    EXPECT_NE(result.errors.find(message), std::string::npos) << result.errors;
    EXPECT_FALSE(fs::exists(scratch.path() / "out"));
  };
  expect_refused("data --map data", "it has no manifest.json");
  std::ofstream(scratch.path() / "names.sql") << "SELECT pid_hash, process_name AS feature FROM process";
  ASSERT_EQ(run("map data --lens names.sql -o base --quiet").exit_code, 0);
  expect_refused("data --map base/names", "a lens of your own, which a hunt does not count by", 2);
  fs::remove(scratch.path() / "new/process_image_load.parquet");
  expect_refused("new --map base/images", "the dataset has no image loads");
  fs::remove_all(scratch.path() / "base/images/model");
  expect_refused("data --map base/images", "model.json cannot be used: it is missing");
}

}  // namespace
}  // namespace proclens

// Maps with folded paths: from a dataset, from its bags, and with new processes placed on them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/lens_command_test.hpp"

namespace proclens {
namespace {

/// Processes of four programs, each installed for every user on a drive of their own.
class FoldPathsTest : public LensCommandTest {
 protected:
  void write_dataset(const std::string& name, int first, int last) const {
    const std::string range = " FROM range(" + std::to_string(first) + ", " + std::to_string(last + 1) + ") t(i)";
    scratch.write(name + "/process.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, 'p' || i % 4 || '.exe' AS "
                  "process_name, '-n ' || i AS args" +
                      range);
    scratch.write(name + "/process_path.parquet", "SELECT printf('%032X', i) AS pid_hash, '=p.exe' AS ptree" + range);
    scratch.write(name + "/process_image_load.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, chr(CAST(67 + i % 5 AS INTEGER)) || ':\\Users\\user' || i || "
                  "'\\app-1.' || i || '\\p' || i % 4 || 'x' || k || '.dll' AS filename" +
                      range + ", range(4) u(k)");
  }
};

TEST_F(FoldPathsTest, InstallationsForEachUserAreOneImage) {
  write_dataset("data", 1, 80);
  expect_success("map " + path("data") + " -o " + path("out") + " --lens images --fold-paths --min-cluster-size 5");
  const std::string vocabulary = "out/images/vocabulary.parquet";
  EXPECT_EQ(answer("SELECT count(*)", vocabulary), "16");
  EXPECT_EQ(answer("SELECT min(name)", vocabulary), "<drive>\\users\\<u>\\app-<v>\\p0x0.dll");
  EXPECT_EQ(answer("SELECT bool_and(regexp_matches(example, '^[C-G]:.Users.user'))", vocabulary), "true");
  EXPECT_EQ(answer("SELECT count(DISTINCT bag)", "out/images/points.parquet"), "4");
  const auto manifest = nlohmann::json::parse(file_text(scratch.path() / "out/images/manifest.json"));
  EXPECT_EQ(manifest["lens"]["parameters"]["fold_paths"], "true");
}

TEST_F(FoldPathsTest, BagsGiveTheSameMapAndNewProcessesAreFoldedAsItWas) {
  write_dataset("data", 1, 80);
  write_dataset("new", 101, 120);
  expect_success("map " + path("data") + " -o " + path("map") + " --lens images --fold-paths --title T");
  expect_success("count " + path("data") + " -o " + path("bags") + " --lens images --fold-paths");
  expect_success("count " + path("data") + " -o " + path("plain") + " --lens images");
  expect_success("map --bags " + path("bags") + " -o " + path("again") + " --title T");
  for (const char* file : {"points.parquet", "vocabulary.parquet", "model/model.json"}) {
    EXPECT_EQ(file_text(scratch.path() / "map/images" / file), file_text(scratch.path() / "again/images" / file));
  }
  expect_success("map " + path("new") + " --onto " + path("map/images") + " -o " + path("placed"));
  EXPECT_EQ(
      answer(
          "SELECT concat_ws(' ', count(*) FILTER (placed), count(DISTINCT bag) FILTER (placed), sum(unknown_features))",
          "placed/images/points.parquet"),
      "20 4 0");
  expect_refused("map --bags " + path("plain") + " --onto " + path("map/images") + " -o " + path("no"), 1,
                 "counted by the lens 'images', the map by 'images, fold_paths true'");
  expect_refused("count --merge " + path("plain") + " " + path("bags") + " -o " + path("no"), 1, "fold_paths");
}

TEST_F(FoldPathsTest, IsRefusedWhereThereAreNoPaths) {
  write_dataset("data", 1, 20);
  expect_refused("map " + path("data") + " -o " + path("no") + " --lens commands --fold-paths", 2, "no paths to fold");
  expect_refused("map " + path("data") + " -o " + path("no") + " --fold-paths --onto " + path("map/images"), 2,
                 "--fold-paths");
}

}  // namespace
}  // namespace proclens

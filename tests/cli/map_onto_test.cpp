// New processes on an old map: what `map --onto` writes, and what it refuses.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "atlas/page/page_reader.hpp"
#include "cli/run_program.hpp"
#include "proclens/context.hpp"
#include "serve/map/map_results.hpp"
#include "table/arrow_reader.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// Processes `first` to `last` of three programs.
std::string processes(int first, int last) {
  return "SELECT printf('%032X', i) AS pid_hash, printf('%032X', 0) AS parent_pid_hash, 'pc-' || i % 3 AS hostname, "
         "['alpha.exe', 'beta.exe', 'gamma.exe'][1 + i % 3] AS process_name, '--run ' || i AS args, 'user' AS "
         "user_name, "
         "TIMESTAMPTZ '2024-05-01 08:00:00+00' + INTERVAL (i) MINUTE AS process_started FROM range(" +
         std::to_string(first) + ", " + std::to_string(last + 1) + ") t(i)";
}

std::string paths(int first, int last) {
  return "SELECT printf('%032X', i) AS pid_hash, '=' || ['alpha.exe', 'beta.exe', 'gamma.exe'][1 + i % 3] || "
         "'->explorer.exe' AS ptree FROM range(" +
         std::to_string(first) + ", " + std::to_string(last + 1) + ") t(i)";
}

/// Each loads what its program does; every second one a plugin, too.
std::string loads(int first, int last) {
  const std::string range = "range(" + std::to_string(first) + ", " + std::to_string(last + 1) + ") t(i)";
  return "SELECT printf('%032X', i) AS pid_hash, 'c:\\windows\\common' || k || '.dll' AS filename FROM " + range +
         ", range(3) u(k) UNION ALL SELECT printf('%032X', i), 'c:\\programs\\' || i % 3 || '\\own' || k || '.dll' "
         "FROM " +
         range +
         ", range(6) u(k) UNION ALL SELECT printf('%032X', i), 'c:\\plugins\\p' || (i * 7 % 11) || '.dll' FROM " +
         range + " WHERE i % 2 = 0";
}

class MapOntoTest : public testing::Test {
 protected:
  /// The map of processes 1 to 90, in base/images.
  void SetUp() override {
    write_dataset("old", 1, 90);
    ASSERT_EQ(
        run("map " + path("old") + " --lens images -o " + path("base") + " --title 'Last week' --min-cluster-size 5")
            .exit_code,
        0);
  }

  void write_dataset(const std::string& name, int first, int last, const std::string& more_loads = "") const {
    scratch.write(name + "/process.parquet", processes(first, last));
    scratch.write(name + "/process_path.parquet", paths(first, last));
    scratch.write(name + "/process_image_load.parquet", loads(first, last) + more_loads);
  }

  /// Processes 91 to 100 as on the map, in upper case; 101 with two new images; 102 with one of these alone; 103
  /// without any; 104 with images of two programs.
  void write_new_day() const {
    scratch.write("new/process.parquet", processes(91, 104));
    scratch.write("new/process_path.parquet", paths(91, 104));
    scratch.write("new/process_image_load.parquet",
                  "SELECT pid_hash, upper(filename) AS filename FROM (" + loads(91, 100) + ") UNION ALL " +
                      loads(101, 101) +
                      " UNION ALL SELECT printf('%032X', i), 'c:\\new\\A.dll' FROM range(101, 103) t(i) UNION ALL "
                      "SELECT printf('%032X', 101), 'c:\\new\\b.dll' UNION ALL SELECT printf('%032X', 104), "
                      "'c:\\programs\\' || k % 2 || '\\own' || k || '.dll' FROM range(6) u(k)");
  }

  [[nodiscard]] std::string path(const std::string& name) const { return (scratch.path() / name).string(); }
  [[nodiscard]] ProgramResult run(const std::string& arguments) const { return run_program(scratch.path(), arguments); }
  [[nodiscard]] ProgramResult place(const std::string& source, const std::string& more = "") const {
    return run("map " + path(source) + " --onto " + path("base/images") + " -o " + path("out") + " " + more);
  }

  /// The result of `select`, in which OLD(name) and NEW(name) stand for tables of the map and of the result.
  [[nodiscard]] std::string answer(std::string select) const {
    for (const auto& [word, folder] : {std::pair("OLD(", "base/images/"), std::pair("NEW(", "out/images/")}) {
      for (std::size_t at = select.find(word); at != std::string::npos; at = select.find(word, at)) {
        const std::size_t end = select.find(')', at);
        const std::string name = select.substr(at + 4, end - at - 4);
        select.replace(at, end - at + 1,
                       "read_parquet(" + sql_literal(path(folder + name + ".parquet")) + ", file_row_number = true)");
      }
    }
    Database database;
    return database.text("SELECT CAST((" + select + ") AS VARCHAR)").value_or("NULL");
  }

  [[nodiscard]] nlohmann::json json(const std::string& name) const {
    return nlohmann::json::parse(file_text(path(name)));
  }

  void expect_refused(const ProgramResult& result, int exit_code, const std::string& message) const {
    EXPECT_EQ(result.exit_code, exit_code) << result.errors;
    EXPECT_NE(result.errors.find(message), std::string::npos) << result.errors;
    EXPECT_FALSE(fs::exists(path("out"))) << "something was left behind";
  }

  ScratchFolder scratch;
};

TEST_F(MapOntoTest, TheDatasetThatTheMapWasMadeFromGetsItsOwnPlaces) {
  const ProgramResult result = place("old");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ(answer("SELECT concat_ws(' ', count(*), count(*) FILTER (placed)) FROM NEW(points)"), "180 90");
  EXPECT_EQ(answer("SELECT count(*) FROM NEW(points) n JOIN OLD(points) o USING (pid_hash) WHERE n.placed AND "
                   "(n.x, n.y, n.cluster, n.cluster_strength, n.nearest_cluster, n.outlier_score, n.features) = "
                   "(o.x, o.y, o.cluster, o.cluster_strength, o.nearest_cluster, o.outlier_score, o.features) AND "
                   "n.topic IS NOT DISTINCT FROM o.topic AND n.multiplicity = o.multiplicity"),
            "90");
  EXPECT_EQ(answer("SELECT sum(unknown_features) FROM NEW(points)"), "0");
  EXPECT_EQ(json("out/images/manifest.json")["counts"]["already_on_map"], 90);
  EXPECT_NE(result.output.find("90 of them are on the map, too"), std::string::npos) << result.output;
}

TEST_F(MapOntoTest, OldRowsStayAsTheyWereAndComeFirst) {
  write_new_day();
  ASSERT_EQ(place("new").exit_code, 0);
  for (const std::string table : {"points", "bags"}) {
    const std::string rows = answer("SELECT count(*) FROM OLD(" + table + ")");
    EXPECT_EQ(answer("SELECT count(*) FROM (SELECT * EXCLUDE (placed" +
                     std::string(table == "points" ? ", unknown_features" : "") + ") FROM NEW(" + table +
                     ") WHERE NOT placed INTERSECT SELECT * FROM OLD(" + table + "))"),
              rows);
    EXPECT_EQ(answer("SELECT count(*) FROM NEW(" + table + ") WHERE placed <> (file_row_number >= " + rows + ")"), "0");
  }
  for (const char* name : {"vocabulary.parquet", "topics.parquet"}) {
    EXPECT_TRUE(file_text(path("base/images/" + std::string(name))) ==
                file_text(path("out/images/" + std::string(name))));
  }
  EXPECT_EQ(answer("SELECT count(*) FROM NEW(points) p JOIN NEW(bags) b USING (bag) WHERE (p.x, p.y, p.cluster, "
                   "p.cluster_strength, p.nearest_cluster, p.outlier_score, p.multiplicity, p.placed, p.features) = "
                   "(b.x, b.y, b.cluster, b.cluster_strength, b.nearest_cluster, b.outlier_score, b.multiplicity, "
                   "b.placed, len(b.features))"),
            "102");
  EXPECT_EQ(answer("SELECT max(n) FROM (SELECT count(DISTINCT topic) AS n FROM NEW(points) GROUP BY cluster)"), "1");
}

TEST_F(MapOntoTest, NewProcessesArePlacedByWhatTheMapKnowsAndTheRestIsListed) {
  write_new_day();
  const ProgramResult result = place("new");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  // 91 to 100 have the bags of processes of the map, whatever the case of their images' names.
  EXPECT_EQ(
      answer("SELECT count(DISTINCT n.pid_hash) FROM NEW(points) n JOIN NEW(bags) nb USING (bag) JOIN OLD(bags) "
             "ob ON ob.features = nb.features AND ob.counts = nb.counts AND (ob.x, ob.y, ob.cluster) = (nb.x, "
             "nb.y, nb.cluster) WHERE n.placed AND n.pid_hash BETWEEN printf('%032X', 91) AND printf('%032X', 100)"),
      "10");
  EXPECT_EQ(
      answer("SELECT string_agg(concat_ws(' ', pid_hash[-2:], unknown_features, features), ', ' ORDER BY pid_hash) "
             "FROM NEW(points) WHERE placed AND pid_hash > printf('%032X', 100)"),
      "65 2 9, 68 0 6");
  EXPECT_EQ(
      answer("SELECT string_agg(concat_ws(' ', pid_hash[-2:], unknown_features, reason), ', ') FROM NEW(not_placed)"),
      "66 1 no known features, 67 0 no features");
  EXPECT_EQ(answer("SELECT string_agg(concat_ws(' ', name, objects), ', ') FROM NEW(new_features)"),
            "c:\\new\\A.dll 2, c:\\new\\b.dll 1");
  EXPECT_EQ(answer("SELECT count(*) FROM NEW(bags) b, (SELECT max(bag) AS last FROM OLD(bags)) WHERE placed AND "
                   "(list_max(neighbours) > last OR neighbour_distances <> list_sort(neighbour_distances))"),
            "0");
  const auto manifest = json("out/images/manifest.json");
  EXPECT_EQ(manifest["onto"]["title"], "Last week");
  EXPECT_EQ(manifest["title"], "new on Last week");
  EXPECT_EQ(manifest["counts"]["placed"]["processes"], 12);
  EXPECT_EQ(manifest["counts"]["placed_with_new_features"]["processes"], 1);
  EXPECT_EQ(manifest["counts"]["not_placed"]["without_features"]["processes"], 1);
  EXPECT_EQ(manifest["counts"]["not_placed"]["without_known_features"]["processes"], 1);
  EXPECT_EQ(manifest["counts"]["new_features"], 2);
  EXPECT_EQ(manifest["counts"]["processes"], 102);
  EXPECT_EQ(manifest["most_frequent_new_features"][0]["name"], "c:\\new\\A.dll");
  for (const char* text : {"2 processes: c:\\new\\A.dll", "only images that the map does not know; not placed"}) {
    EXPECT_NE(result.output.find(text), std::string::npos) << result.output;
  }
  const auto summary = nlohmann::json::parse(place("new", "--json --quiet").output);
  EXPECT_EQ(summary["placed"]["processes"], 12);
}

TEST_F(MapOntoTest, TheSearchForNeighboursCanBeChosen) {
  write_new_day();
  ASSERT_EQ(place("new").exit_code, 0);
  EXPECT_EQ(json("out/images/manifest.json")["neighbour_search"]["method"], "exhaustive");
  const auto summary = nlohmann::json::parse(place("new", "--neighbor-search cells --json --quiet").output);
  EXPECT_EQ(summary["neighbour_search"]["method"], "cells");
  EXPECT_GE(summary["neighbour_search"]["recall"].get<double>(), 0.98);
  EXPECT_EQ(json("out/images/manifest.json")["neighbour_search"], summary["neighbour_search"]);
}

TEST_F(MapOntoTest, AStrangerIsAnOutlierAndInNoCluster) {
  // Its images are known, but no process has two of them together.
  write_dataset("odd", 91, 91,
                " UNION ALL SELECT printf('%032X', 92), 'c:\\plugins\\p' || k || '.dll' FROM range(8) u(k)");
  scratch.write("odd/process.parquet", processes(91, 92));
  ASSERT_EQ(place("odd").exit_code, 0);
  EXPECT_EQ(answer("SELECT string_agg(cluster >= 0, ' ' ORDER BY pid_hash) FROM NEW(points) WHERE placed"),
            "true false");
  EXPECT_EQ(answer("SELECT max_by(pid_hash[-2:], outlier_score) FROM NEW(points)"), "5C");
  EXPECT_EQ(
      answer(
          "SELECT bool_and(cluster_strength BETWEEN 0 AND 1 AND nearest_cluster >= 0) FROM NEW(points) WHERE placed"),
      "true");
}

TEST_F(MapOntoTest, ThePageMarksThePlacedPoints) {
  write_new_day();
  ASSERT_EQ(place("new").exit_code, 0);
  const auto page = json("out/images/page.json");
  EXPECT_EQ(page["onto"], "Last week");
  EXPECT_EQ(page["summary"]["processes"], 102);
  EXPECT_EQ(page["layers"], json("base/images/page.json")["layers"]);
  EXPECT_FALSE(json("base/images/page.json").contains("onto"));
  const MapResults served(Context(), path("out/images"));
  EXPECT_EQ(served.counts().processes, 102);
  const std::string points = served.table("points");
  EXPECT_TRUE(block_bytes(file_text(path("out/images/map.html")), "points") == points)
      << "the server shows another map";
  EXPECT_EQ(std::to_string(std::ranges::count(read_stream(points).at("placed").whole, 1)),
            answer("SELECT count(*) FROM NEW(bags) WHERE placed"));
}

TEST_F(MapOntoTest, ThePageShowsTheLabelsOfAHunt) {
  write_new_day();
  std::ofstream(path("labels.csv")) << "pid_hash,label\n" << std::string(30, '0') << "5B,Odd start\n";
  ASSERT_EQ(run("hunt " + path("new") + " -o " + path("out") + " --quiet --labels " + path("labels.csv")).exit_code, 0);
  ASSERT_EQ(place("new").exit_code, 0);
  const std::string page = file_text(path("out/images/map.html"));
  EXPECT_NE(block_bytes(page, "texts/labels").find("Odd start"), std::string::npos);
  EXPECT_EQ(std::ranges::count(read_stream(block_bytes(page, "processes")).at("labels").whole, 1), 1);
}

TEST_F(MapOntoTest, RepeatsItselfByteForByteForAnyNumberOfThreads) {
  write_new_day();
  std::vector<std::string> first;
  for (const char* threads : {"1", "2", "5"}) {
    ASSERT_EQ(place("new", std::string("--threads ") + threads).exit_code, 0);
    std::vector<std::string> files;
    for (const char* name : {"points.parquet", "bags.parquet", "vocabulary.parquet", "topics.parquet",
                             "new_features.parquet", "not_placed.parquet", "map.html", "page.json"}) {
      files.push_back(file_text(path("out/images/" + std::string(name))));
    }
    if (first.empty()) first = files;
    EXPECT_TRUE(files == first) << threads << " threads";
  }
}

TEST_F(MapOntoTest, BagsOfAContractAreThoseOfTheDataset) {
  write_new_day();
  ASSERT_EQ(place("new").exit_code, 0);
  const std::string expected = file_text(path("out/images/points.parquet"));
  ASSERT_EQ(run("count " + path("new") + " -o " + path("bags")).exit_code, 0);
  const std::string onto = " --onto " + path("base/images") + " -o " + path("out");
  ASSERT_EQ(run("map --bags " + path("bags") + onto).exit_code, 0);
  EXPECT_TRUE(file_text(path("out/images/points.parquet")) == expected);
  fs::remove_all(path("out"));
  scratch.write("new/process_path.parquet",
                "SELECT *, [{'pid_hash': 'A', 'process_name': 'a.exe'}, {'pid_hash': 'B', "
                "'process_name': 'b.exe'}] AS ptree_list_tuples FROM (" +
                    paths(91, 104) + ")");
  ASSERT_EQ(run("count " + path("new") + " --lens parents -o " + path("bags")).exit_code, 0);
  expect_refused(run("map --bags " + path("bags") + onto), 1,
                 "the bags were counted by the lens 'parents', the map by 'images'");
}

// ---- What is refused -----------------------------------------------------------------------------------------------

TEST_F(MapOntoTest, TheMapItselfIsNotReplaced) {
  const std::string before = file_text(path("base/images/points.parquet"));
  expect_refused(run("map " + path("old") + " --onto " + path("base/images") + " -o " + path("base/../base")), 2,
                 "is the map itself");
  EXPECT_TRUE(file_text(path("base/images/points.parquet")) == before);
}

TEST_F(MapOntoTest, OptionsOfAMapOrAnotherLensDoNotApply) {
  expect_refused(place("old", "--seed 7"), 2, "excludes --");
  expect_refused(place("old", "--lens parents"), 2, "is a map with the lens 'images', not 'parents'");
}

TEST_F(MapOntoTest, AFolderThatIsNoMap) {
  expect_refused(run("map " + path("old") + " --onto " + path("old") + " -o " + path("out")), 1,
                 "it has no manifest.json");
}

TEST_F(MapOntoTest, AMapWithoutAModelOrWithOneOfAnotherVersion) {
  const fs::path head = path("base/images/model/model.json");
  nlohmann::json model = nlohmann::json::parse(file_text(head));
  model["version"] = 99;
  std::ofstream(head) << model.dump();
  expect_refused(place("old"), 1, "its version is 99");
  fs::remove_all(path("base/images/model"));
  expect_refused(place("old"), 1, "model.json cannot be used: it is missing");
}

TEST_F(MapOntoTest, AMapOfAnEarlierVersion) {
  nlohmann::json manifest = json("base/images/manifest.json");
  manifest["parameters"].erase("outlier_neighbors");
  std::ofstream(path("base/images/manifest.json")) << manifest.dump();
  expect_refused(place("old"), 1, "was written by an earlier version");
}

TEST_F(MapOntoTest, AMapWhoseFilesContradictEachOther) {
  const std::string bags = path("base/images/bags.parquet");
  const std::string good = file_text(bags);
  const auto change = [&](const std::string& replace) {
    Database database;
    database.run("CREATE TABLE b AS SELECT * REPLACE (" + replace + ") FROM read_parquet(" + sql_literal(bags) +
                 "); COPY b TO " + sql_literal(bags) + " (FORMAT parquet)");
  };
  for (const auto& [replace, why] :
       {std::pair("bag + 1 AS bag", "does not have the model's bags"),
        std::pair("[-1] AS features", "features without counts"),
        std::pair("list_transform(features, lambda f: -f) AS features", "features that the model does not have"),
        std::pair("list_transform(neighbours, lambda n: n + 100000) AS neighbours", "unknown neighbour"),
        std::pair("CAST(7000 AS INTEGER) AS nearest_cluster", "unknown cluster"),
        std::pair("CAST(multiplicity AS BIGINT) AS multiplicity", "unexpected types")}) {
    change(replace);
    expect_refused(place("old"), 1, why);
    std::ofstream(bags, std::ios::binary) << good;
  }
  fs::resize_file(bags, good.size() / 2);
  expect_refused(place("old"), 1, "bags.parquet");
  std::ofstream(bags, std::ios::binary) << good;
  std::ofstream(path("base/images/page.json")) << "{\"format\": 3}";
  expect_refused(place("old"), 1, "page.json is damaged");
}

TEST_F(MapOntoTest, DamagedOrForeignTablesAreNamed) {
  const std::string points = path("base/images/points.parquet");
  const std::string good = file_text(points);
  fs::resize_file(points, good.size() / 2);
  expect_refused(place("old"), 1, "points.parquet");
  {
    Database database;
    std::ofstream(points, std::ios::binary) << good;
    database.run("CREATE TABLE p AS SELECT * EXCLUDE (topic) FROM read_parquet(" + sql_literal(points) +
                 "); COPY p TO " + sql_literal(points) + " (FORMAT parquet)");
  }
  expect_refused(place("old"), 1, "points.parquet is damaged: its columns are not those of this version");
}

TEST_F(MapOntoTest, AResultOfPlacing) {
  ASSERT_EQ(place("old").exit_code, 0);
  const ProgramResult result = run("map " + path("old") + " --onto " + path("out/images") + " -o " + path("more"));
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.errors.find("is itself the result of placing"), std::string::npos) << result.errors;
  EXPECT_NE(result.errors.find(path("base/images")), std::string::npos) << result.errors;
  EXPECT_FALSE(fs::exists(path("more")));
}

TEST_F(MapOntoTest, NewDataWithoutTheTablesOrWithoutAnythingThatTheMapKnows) {
  write_new_day();
  scratch.write("new/process_image_load.parquet",
                "SELECT printf('%032X', 102) AS pid_hash, 'c:\\new\\a.dll' AS filename");
  expect_refused(place("new"), 1, "none of 14 processes has a place on the map: it knows none of the 1 image");
  scratch.write("new/process_image_load.parquet", "SELECT 'FEED' AS pid_hash, 'c:\\new\\a.dll' AS filename");
  expect_refused(place("new"), 1, "the selected processes have no image loads");
  fs::remove(path("new/process_image_load.parquet"));
  expect_refused(place("new"), 1, "table 'process_image_load' is missing");
}

}  // namespace
}  // namespace proclens

// The whole command on a small dataset that contains every special case of selection, compared with the Python stack's
// results.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "table/database.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

const fs::path kGolden = fs::path(PROCLENS_TESTS) / "cli" / "golden";

/// The golden dataset as Parquet and a map of it, made once for all tests.
class Agreement : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = fs::temp_directory_path() / ("proclens-agreement-" + std::to_string(getpid()));
    fs::create_directories(folder_ / "dataset");
    for (const char* table : {"process", "process_path", "process_image_load"}) {
      const std::string name = table;
      Database().run("COPY (FROM " + csv(name) + ") TO " +
                     sql_literal((folder_ / "dataset" / (name + ".parquet")).string()) + " (FORMAT parquet)");
    }
    const std::string command = std::string(PROCLENS_BINARY) + " map " + (folder_ / "dataset").string() + " -o " +
                                (folder_ / "out").string() + " --quiet";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }
  static void TearDownTestSuite() { fs::remove_all(folder_); }

  static std::string csv(const std::string& name) {
    return "read_csv(" + sql_literal((kGolden / (name + ".csv")).string()) + ", header = true, all_varchar = true)";
  }
  static std::string result(const std::string& name) {
    return "read_parquet(" + sql_literal((folder_ / "out" / "images" / name).string()) + ")";
  }

  static fs::path folder_;
};

fs::path Agreement::folder_;

TEST_F(Agreement, InformationWeightsAreThoseOfThePythonStack) {
  Database database;
  const std::string both =
      " FROM " + csv("weights") + " g FULL JOIN " + result("vocabulary.parquet") + " v ON g.name = lower(v.name)";
  EXPECT_EQ(database.number("SELECT count(*)" + both + " WHERE g.name IS NULL OR v.name IS NULL"), 0);
  Rows rows =
      database.query("SELECT CAST(g.weight AS DOUBLE), v.information_weight" + both + " WHERE g.name = lower(v.name)");
  std::size_t compared = 0;
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row, ++compared) {
      const double golden = chunk->float64(0)[row];
      EXPECT_NEAR(chunk->float64(1)[row], golden, 1e-9 * golden);
    }
  }
  EXPECT_EQ(compared, 30U);
}

TEST_F(Agreement, DistancesBetweenImagesAreThoseOfThePythonStack) {
  Database database;
  std::map<std::string, std::vector<float>> vectors;
  Rows rows = database.query("SELECT lower(name), vector FROM " + result("vocabulary.parquet"));
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto vector = chunk->float32_list(1, row);
      vectors[std::string(chunk->text(0, row))].assign(vector.begin(), vector.end());
    }
  }
  const auto distance = [&](const std::string& one, const std::string& other) {
    double dot = 0;
    double square_one = 0;
    double square_other = 0;
    for (std::size_t j = 0; j < vectors.at(one).size(); ++j) {
      const double a = vectors.at(one)[j];
      const double b = vectors.at(other)[j];
      dot += a * b;
      square_one += a * a;
      square_other += b * b;
    }
    return 1 - dot / std::sqrt(square_one * square_other);
  };
  Rows golden = database.query("SELECT one, other, CAST(distance AS DOUBLE) FROM " + csv("distances"));
  std::size_t compared = 0;
  while (const Chunk* chunk = golden.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row, ++compared) {
      const std::string one(chunk->text(0, row));
      const std::string other(chunk->text(1, row));
      EXPECT_NEAR(distance(one, other), chunk->float64(2)[row], 1e-5) << one << " and " << other;
    }
  }
  EXPECT_EQ(compared, 30U * 29U / 2);
}

TEST_F(Agreement, EveryProcessButTheSensorsHasAPoint) {
  Database database;
  const std::string sensors = "SELECT pid_hash FROM " + csv("process_path") + " WHERE contains(ptree, 'wintap')";
  const std::string wanted = "SELECT pid_hash FROM " + csv("process") + " WHERE pid_hash NOT IN (" + sensors + ")";
  const std::string points = "SELECT pid_hash FROM " + result("points.parquet");
  EXPECT_GT(database.number("SELECT count(*) FROM (" + sensors + ")"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM (" + wanted + " EXCEPT ALL " + points + ")"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM (" + points + " EXCEPT ALL " + wanted + ")"), 0);
}

TEST_F(Agreement, EveryBagHasTheCountsOfItsProcesses) {
  Database database;
  database.run("CREATE TABLE found AS SELECT p.pid_hash, lower(v.name) AS name, b.count FROM " +
               result("points.parquet") +
               " p JOIN (SELECT bag, unnest(features) AS feature, unnest(counts) AS count FROM " +
               result("bags.parquet") + ") b USING (bag) JOIN " + result("vocabulary.parquet") +
               " v USING (feature);"
               "CREATE TABLE wanted AS SELECT pid_hash, lower(filename) AS name, count(*) AS count FROM " +
               csv("process_image_load") + " WHERE filename IS NOT NULL AND pid_hash IN (SELECT pid_hash FROM " +
               result("points.parquet") + ") GROUP BY ALL");
  EXPECT_GT(database.number("SELECT count(*) FROM wanted WHERE count > 1"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM (FROM wanted EXCEPT ALL FROM found)"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM (FROM found EXCEPT ALL FROM wanted)"), 0);
}

}  // namespace
}  // namespace proclens

// What a map's page takes from a hunt.
#include "atlas/page/page_hunt.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "proclens/error.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

class PageHuntTest : public testing::Test {
 protected:
  PageHuntTest() {
    database.run("CREATE TABLE selected AS SELECT printf('%032X', i) AS pid_hash FROM range(1, 4) t(i)");
    std::filesystem::create_directories(folder());
    write_json(Json::parse(R"({"kind": "hunt", "compared_with": "other hosts", "findings_in_all": 7, "findings": [
        {"id": "f1", "novelty": 12.5, "known": false, "labelled": true, "process_name": "<b>", "processes": 2,
         "host_count": 1, "hosts": ["pc"], "reasons": [{"term": "name", "nats": 3, "text": "<b> is new"}],
         "examples": []},
        {"id": "f2", "novelty": 3, "known": true, "labelled": false, "process_name": "", "processes": 1,
         "host_count": 1, "hosts": [""], "reasons": [], "examples": []}]})"));
    scratch.write("out/hunt/processes.parquet",
                  "SELECT * FROM (VALUES "
                  "('00000000000000000000000000000001', 12.345, 'f1', ['a', 'b'], ['rare', E'one\nline']), "
                  "('00000000000000000000000000000002', 'nan'::DOUBLE, 'not listed', [], []), "
                  "('0000000000000000000000000000000f', 9.0, 'f2', ['elsewhere'], [])) t(pid_hash, novelty, finding, "
                  "reasons, labels)");
  }

  [[nodiscard]] std::filesystem::path folder() const { return scratch.path() / "out" / "hunt"; }
  void write_json(const Json& json) const { std::ofstream(folder() / "hunt.json") << json.dump(); }
  std::string read() { return read_page_hunt(database, folder(), "selected"); }

  ScratchFolder scratch;
  Database database;
};

TEST_F(PageHuntTest, KeepsWhatThePageShowsOfFindings) {
  EXPECT_EQ(Json::parse(read()), Json::parse(R"({"compared_with": "other hosts", "findings_in_all": 7, "findings": [
      {"id": "f1", "novelty": 12.5, "known": false, "labelled": true, "process_name": "<b>", "processes": 2,
       "host_count": 1, "reasons": ["<b> is new"]},
      {"id": "f2", "novelty": 3.0, "known": true, "labelled": false, "process_name": "", "processes": 1,
       "host_count": 1, "reasons": []}], "labelled_processes": 1})"));
}

TEST_F(PageHuntTest, HasARowForEachProcessThatWasHunted) {
  static_cast<void>(read());
  std::vector<std::string> rows;
  Rows found = database.query(
      "SELECT concat_ws('|', pid_hash[-1:], novelty, finding, coalesce(reasons, 'none'), coalesce(labels, 'none')) "
      "FROM hunted ORDER BY 1");
  while (const Chunk* chunk = found.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) rows.emplace_back(chunk->text(0, row));
  }
  EXPECT_EQ(rows, (std::vector<std::string>{"1|1235|1|a\nb|rare\none line", "2|0|0|none|none"}))
      << "the third process was not hunted";
}

TEST_F(PageHuntTest, IsNothingWithoutAHuntOfTheseProcesses) {
  EXPECT_EQ(read_page_hunt(database, scratch.path() / "nowhere", "selected"), "");
  EXPECT_EQ(read_page_hunt(database, {}, "selected"), "");
  EXPECT_EQ(database.number("SELECT count(*) FROM hunted"), 0);
  database.run("DELETE FROM selected WHERE pid_hash[-1:] <> '3'");
  EXPECT_EQ(read(), "");
}

TEST_F(PageHuntTest, SaysWhichFileCannotBeRead) {
  const auto complaint = [&] {
    try {
      return read();
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::data);
      return std::string(error.what());
    }
  };
  scratch.write("out/hunt/processes.parquet", "SELECT 1 AS pid_hash");
  EXPECT_NE(complaint().find("processes.parquet as the results of a hunt"), std::string::npos) << complaint();
  for (const char* text : {"", "[]", "{}", R"({"findings": 3})", R"({"findings": [{"id": 3}]})", "\xff"}) {
    std::ofstream(folder() / "hunt.json") << text;
    EXPECT_NE(complaint().find("hunt.json as the results of a hunt"), std::string::npos) << text << ": " << complaint();
  }
}

}  // namespace
}  // namespace proclens

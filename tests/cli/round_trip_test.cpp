// A demo dataset, written as Sysmon would have logged it and imported again, is the same dataset.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "cli/run_program.hpp"
#include "import/files/packed.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

class RoundTripTest : public testing::Test {
 protected:
  void run(const std::string& arguments) const {
    const ProgramResult result = run_program(scratch.path(), arguments);
    ASSERT_EQ(result.exit_code, 0) << result.errors;
  }
  void open(const std::string& prefix, const fs::path& folder) {
    for (const std::string table : {"process", "process_image_load"}) {
      database.run("CREATE VIEW " + prefix + table + " AS FROM read_parquet(" +
                   sql_literal((folder / (table + ".parquet")).string()) + ")");
    }
  }
  void write_demo() const { run("demo '" + demo.string() + "' --processes 6000 --as sysmon-json --quiet"); }
  void expect_the_demo_back(const fs::path& logs);

  ScratchFolder scratch;
  fs::path demo = scratch.path() / "demo";
  Database database;
};

void RoundTripTest::expect_the_demo_back(const fs::path& logs) {
  const fs::path data = scratch.path() / "data";
  run("import '" + logs.string() + "' -o '" + data.string() + "' --quiet");
  open("made_", demo);
  open("imported_", data);
  // Sysmon has no two processes with one GUID, and a parent's GUID says nothing about another host.
  database.run(
      "CREATE TABLE known AS SELECT DISTINCT ON (pid_hash) * FROM made_process ORDER BY pid_hash, process_started; "
      "CREATE TABLE elsewhere AS SELECT c.pid_hash FROM known c JOIN known p ON p.pid_hash = c.parent_pid_hash AND "
      "p.hostname <> c.hostname");
  EXPECT_EQ(database.number("SELECT count(*) FROM known ANTI JOIN imported_process USING (pid_hash)"), 0);
  // What the demo's loads have in addition: processes without a record.
  EXPECT_EQ(
      database.number("SELECT count(*) FROM imported_process ANTI JOIN known USING (pid_hash)"),
      database.number("SELECT count(DISTINCT pid_hash) FROM made_process_image_load ANTI JOIN known USING (pid_hash)"));
  for (const char* column : {"hostname", "os_pid", "parent_os_pid", "process_name", "args", "filename", "user_name",
                             "process_started", "process_term", "first_seen"}) {
    EXPECT_EQ(
        database.number(std::string("SELECT count(*) FROM known k JOIN imported_process i USING (pid_hash) WHERE k.") +
                        column + " IS DISTINCT FROM i." + column),
        0)
        << column;
  }
  EXPECT_EQ(
      database.number("SELECT count(*) FROM known k JOIN imported_process i USING (pid_hash) WHERE "
                      "k.parent_pid_hash IS DISTINCT FROM i.parent_pid_hash AND pid_hash NOT IN (FROM elsewhere)"),
      0);
  EXPECT_GT(database.number("SELECT count(*) FROM elsewhere"), 0);
  const std::string columns =
      "SELECT pid_hash, filename, hostname, process_name, first_seen, last_seen, num_load, file_md5 FROM ";
  EXPECT_EQ(database.number("SELECT count(*) FROM (" + columns + "made_process_image_load EXCEPT " + columns +
                            "imported_process_image_load)"),
            0);
  EXPECT_EQ(database.number("SELECT count(*) FROM imported_process_image_load"),
            database.number("SELECT count(*) FROM (SELECT DISTINCT pid_hash, filename FROM made_process_image_load)"));
}

TEST_F(RoundTripTest, ImportingADemosEventsGivesTheDemoBack) {
  write_demo();
  expect_the_demo_back(demo / "sysmon.json");
}

/// As real recordings arrive: several files, packed in different ways, with a process's events in any of them.
TEST_F(RoundTripTest, ImportingItsEventsFromSeveralPackedFilesDoes) {
  write_demo();
  std::array<std::string, 4> parts;
  std::ifstream events(demo / "sysmon.json");
  std::size_t number = 0;
  for (std::string line; std::getline(events, line); ++number) (parts[number * 7 / 3 % parts.size()] += line) += '\n';
  const fs::path logs = scratch.path() / "logs";
  fs::create_directories(logs / "more");
  std::ofstream(logs / "plain.json") << parts[0];
  write_packed(logs / "recording.zip", Packing::zip, {{"inside.json", parts[1]}});
  write_packed(logs / "more/recording.json.gz", Packing::gzip, {{"recording.json", parts[2]}});
  write_packed(logs / "more/recording.tar.zst", Packing::tar_zstd, {{"a.json", parts[3]}});
  expect_the_demo_back(logs);
}

}  // namespace
}  // namespace proclens

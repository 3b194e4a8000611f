// What people are told when something they gave is not what they meant.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "cli/run_program.hpp"
#include "table/parquet/parquet_file.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

class MessagesTest : public testing::Test {
 protected:
  /// 90 processes on three hosts.
  void SetUp() override {
    write_processes("TIMESTAMP '2024-05-01' + INTERVAL (i) MINUTE");
    scratch.write("data/process_path.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, '=explorer.exe' AS ptree FROM range(1, 91) t(i)");
    scratch.write("data/process_image_load.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, 'c:\\own' || k || '.dll' AS filename FROM range(1, 91) t(i), "
                  "range(6) u(k) WHERE (i + k) % 4 > 0");
  }

  void write_processes(const std::string& started, const std::string& args = "'--run ' || i") const {
    scratch.write("data/process.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, NULL AS parent_pid_hash, 'PC-' || i % 3 AS hostname, "
                  "['a.exe', 'b.exe'][1 + i % 2] AS process_name, " +
                      args + " AS args, " + started + " AS process_started FROM range(1, 91) t(i)");
  }

  [[nodiscard]] ProgramResult run(const std::string& arguments) const {
    return run_program(scratch.path(), arguments, "cd '" + scratch.path().string() + "' &&");
  }
  void expect_refused(const std::string& arguments, int exit_code, const std::string& message) const {
    const ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, exit_code) << arguments << ": " << result.errors;
    EXPECT_NE(result.errors.find(message), std::string::npos) << arguments << ": " << result.errors;
  }
  void write_text(const std::string& file, const std::string& text) const {
    std::ofstream(scratch.path() / file, std::ios::binary) << text;
  }

  ScratchFolder scratch;
};

/// Declares a column of bytes to be text, as a careless writer does.
void declare_text(const fs::path& file, const std::string& column) {
  constexpr std::int16_t kSchema = 2;
  constexpr std::int16_t kName = 4;
  constexpr std::int16_t kConvertedType = 6;  // 0: UTF-8
  ParquetFile parquet = read_parquet_file(file);
  ParquetAssembly assembly;
  for (ThriftValue& group : assembly.add_data(parquet)) assembly.append(std::move(group));
  for (ThriftValue& element : parquet.footer.find(kSchema)->elements) {
    if (element.find(kName)->bytes != column) continue;
    ASSERT_EQ(element.find(kConvertedType), nullptr);
    const auto after =
        std::ranges::find_if(element.fields, [](const ThriftField& field) { return field.id > kConvertedType; });
    element.fields.insert(after, {kConvertedType, {.type = ThriftType::int32, .number = 0}});
  }
  const fs::path other = file.string() + ".text";
  assembly.write(parquet, other);
  fs::rename(other, file);
}

TEST_F(MessagesTest, TextThatIsNotUtf8IsNamedByFileAndColumn) {
  write_processes("TIMESTAMP '2024-05-01' + INTERVAL (i) MINUTE",
                  "CASE WHEN i = 50 THEN 'caf\\xE9'::BLOB ELSE 'run'::BLOB END");
  EXPECT_EQ(run("map data --lens images -o out --quiet").exit_code, 0) << "binary is not text";
  declare_text(scratch.path() / "data/process.parquet", "args");
  for (const std::string command : {"map data --lens images -o out", "audit data -o out", "hunt data -o out",
                                    "baseline data -o base", "count data --lens images -o bags"}) {
    expect_refused(command, 1, "column 'args' of data/process.parquet has text that is not UTF-8");
  }
}

TEST_F(MessagesTest, AMissingSourceIsAFileOrAFolder) {
  for (const std::string command : {"map", "audit", "hunt"}) {
    expect_refused(command + " nowhere.evtx -o out", 1, "there is no file or folder nowhere.evtx");
    expect_refused(command + " data nowhere -o out", 1, "there is no file or folder nowhere");
  }
}

TEST_F(MessagesTest, AQueryThatIsNoSelectIsToldSo) {
  for (const std::string query :
       {"COPY (SELECT 1) TO 'x.csv'", "-- mine\n/* all */ insert INTO t VALUES (1)", "ATTACH 'x.db'"}) {
    write_text("mine.sql", query);
    expect_refused("map data --lens mine.sql -o out", 2, "and only SELECT is allowed");
  }
  write_text("mine.sql", "SELECT * FROM nowhere");
  expect_refused("map data --lens mine.sql -o out", 2, "nowhere");
  EXPECT_FALSE(fs::exists(scratch.path() / "x.csv"));
}

TEST_F(MessagesTest, AFileWhereResultsShouldGoIsNamed) {
  write_text("file", "mine");
  for (const std::string command : {"map data --lens images", "audit data", "hunt data", "map data/process.parquet"}) {
    expect_refused(command + " -o file", 2, "file is a file, but the results need a folder");
  }
  EXPECT_EQ(file_text(scratch.path() / "file"), "mine");
}

TEST_F(MessagesTest, AnIncompleteResultIsNamedWithWhatItLacks) {
  ASSERT_EQ(run("map data --lens images -o out --quiet").exit_code, 0);
  for (const std::string name : {"bags.parquet", "points.parquet"}) {
    fs::copy(scratch.path() / "out/images", scratch.path() / "part", fs::copy_options::recursive);
    fs::remove(scratch.path() / "part" / name);
    const std::string message = "the result part is incomplete: it has no " + name;
    expect_refused("compare out/images part -o compared", 1, message);
    expect_refused("map data --onto part -o placed", 1, message);
    fs::remove_all(scratch.path() / "part");
  }
}

TEST_F(MessagesTest, AComparisonSaysWhatIsOnlyOnOneMapAndWhenLittleIsCommon) {
  ASSERT_EQ(run("map data --lens images -o out --quiet").exit_code, 0);
  const ProgramResult same = run("compare out/images out/images -o compared");
  ASSERT_EQ(same.exit_code, 0) << same.errors;
  EXPECT_EQ(same.output.find("only on"), std::string::npos) << same.output;
  EXPECT_EQ(same.output.find("says little"), std::string::npos) << same.output;
  ASSERT_EQ(run("map data --lens images --until 2024-05-01T00:15:00Z -o early --quiet").exit_code, 0);
  const ProgramResult few = run("compare out/images early/images -o compared --match process");
  ASSERT_EQ(few.exit_code, 0) << few.errors;
  EXPECT_NE(few.output.find("76 only on"), std::string::npos) << few.output;
  EXPECT_EQ(few.output.find(" 0 only on"), std::string::npos) << few.output;
  EXPECT_NE(few.output.find("so few in common that their agreement says little"), std::string::npos) << few.output;
}

TEST_F(MessagesTest, AnUnknownHostIsNamedWithTheNearest) {
  for (const std::string command : {"map data --lens images -o out", "hunt data -o out"}) {
    expect_refused(command + " --host pc-11", 2, "no process is on the host 'pc-11'; did you mean 'pc-1'?");
    expect_refused(command + " --host server", 2, "The hosts are pc-0, pc-1, pc-2.");
    const ProgramResult result = run(command + " --host pc-1 --host srv");
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_NE(result.errors.find("no process is on the host 'srv'"), std::string::npos) << result.errors;
  }
  // A day on which the host was off is counted, too.
  const ProgramResult counted = run("count data --lens images -o bags --host pc-11");
  EXPECT_EQ(counted.exit_code, 0) << counted.errors;
  EXPECT_NE(counted.errors.find("did you mean 'pc-1'?"), std::string::npos) << counted.errors;
}

TEST_F(MessagesTest, ACommaTooManyIsRefused) {
  for (const std::string lenses : {"images,,parents", "images,", ",images"}) {
    expect_refused("map data -o out --lens " + lenses, 2, "there is a comma too many");
  }
  EXPECT_EQ(run("map data -o out --lens images,images --quiet").exit_code, 0);
}

TEST_F(MessagesTest, MissingArgumentsAreCalledWhatTheUsageCallsThem) {
  expect_refused("hunt -o out", 2, "SOURCE is required");
  expect_refused("hunt -o out", 2, "Usage: proclens hunt [OPTIONS] SOURCE...");
  expect_refused("baseline -o out", 2, "DATASET is required");
  expect_refused("compare out/images -o out", 2, "OTHER_MAP is required");
  expect_refused("serve", 2, "OUT is required");
  expect_refused("evaluate --labels x", 2, "SCORES is required");
}

TEST_F(MessagesTest, StartTimesThatCannotBeReadAreCounted) {
  write_processes("CASE WHEN i < 8 THEN 'soon' WHEN i = 8 THEN ' ' ELSE '2024-05-01T00:00:00Z' END");
  for (const std::string command :
       {"map data --lens images -o out", "audit data -o out", "hunt data -o out", "count data --lens images -o bags"}) {
    const ProgramResult result = run(command);
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_NE(result.errors.find("7 values of process.process_started cannot be read as times"), std::string::npos)
        << result.errors;
  }
}

TEST_F(MessagesTest, APasswordOpensEncryptedLogsForEveryCommand) {
  const std::string zip = " '" PROCLENS_TESTS "/import/cases/packed_password_infected.zip' -o out";
  for (const std::string command : {"audit", "hunt", "map --lens images --min-cluster-size 2"}) {
    expect_refused(command + zip, 1, "password");
    const ProgramResult result = run(command + zip + " --password infected");
    EXPECT_EQ(result.errors.find("password"), std::string::npos) << command << ": " << result.errors;
    EXPECT_TRUE(fs::exists(scratch.path() / "out/dataset/process.parquet")) << command << ": " << result.errors;
    fs::remove_all(scratch.path() / "out");
  }
}

}  // namespace
}  // namespace proclens

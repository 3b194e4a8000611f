#include "telemetry/dataset.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "proclens/error.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

std::string data_error(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::data) << error.what();
    EXPECT_FALSE(error.remedy().empty()) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "no error";
  return {};
}

OpenedTable open_process(Database& database, const ScratchFolder& folder) {
  return open_table(database, Dataset(folder.path()), StdviewTable::process, "map", {"pid_hash", "process_name"});
}

TEST(Dataset, NamesAFolderThatIsNotThere) {
  EXPECT_EQ(data_error([] { Dataset("/nowhere/at\x1B all"); }), "there is no folder /nowhere/at\\x1B all");
}

TEST(Dataset, NamesAFolderWithoutTables) {
  const ScratchFolder folder;
  EXPECT_NE(data_error([&] { Dataset{folder.path()}; }).find("contains none of the tables"), std::string::npos);
}

TEST(Dataset, ReadsAFileAFolderWithEndingOrAPlainFolder) {
  const ScratchFolder folder;
  folder.write("process.parquet", "SELECT 'A' AS pid_hash, 'x' AS process_name");
  folder.write("process_path.parquet/part-0.parquet", "SELECT 'A' AS pid_hash, '=x' AS ptree");
  folder.write("process_image_load/day=1/a.parquet", "SELECT 'A' AS pid_hash, 'd' AS filename");
  folder.write("process_image_load/day=2/a.parquet", "SELECT 'B' AS pid_hash, 'e' AS filename");
  const Dataset dataset(folder.path());
  EXPECT_EQ(dataset.table(StdviewTable::process).files.size(), 1);
  EXPECT_EQ(dataset.table(StdviewTable::process_path).files.size(), 1);
  EXPECT_EQ(dataset.table(StdviewTable::process_image_load).files.size(), 2);
  Database database;
  EXPECT_EQ(open_table(database, dataset, StdviewTable::process_image_load, "map", {"filename"}).rows, 2);
  EXPECT_EQ(database.text("SELECT string_agg(filename, ',' ORDER BY filename) FROM process_image_load"), "d,e");
}

TEST(Dataset, NamesAMissingTableAndTheCommandThatNeedsIt) {
  const ScratchFolder folder;
  folder.write("process_path.parquet", "SELECT 'A' AS pid_hash");
  Database database;
  const std::string message = data_error([&] { open_process(database, folder); });
  EXPECT_NE(message.find("table 'process' is missing from"), std::string::npos) << message;
  EXPECT_NE(message.find("'proclens map' needs it"), std::string::npos) << message;
}

TEST(Dataset, NamesAMissingColumn) {
  const ScratchFolder folder;
  folder.write("process.parquet", "SELECT 'A' AS pid_hash");
  Database database;
  const std::string message = data_error([&] { open_process(database, folder); });
  EXPECT_NE(message.find("column 'process_name' of table 'process' is missing"), std::string::npos) << message;
  EXPECT_NE(message.find("process.parquet"), std::string::npos) << message;
}

TEST(Dataset, NamesATruncatedFileAmongGoodOnes) {
  const ScratchFolder folder;
  for (const std::string part : {"a", "b", "c"}) {
    folder.write("process.parquet/" + part + ".parquet",
                 "SELECT i::VARCHAR AS pid_hash, 'x' AS process_name FROM range(1000) t(i)");
  }
  const auto damaged = folder.path() / "process.parquet" / "b.parquet";
  std::filesystem::resize_file(damaged, std::filesystem::file_size(damaged) / 2);
  Database database;
  const std::string message = data_error([&] { open_process(database, folder); });
  EXPECT_NE(message.find("b.parquet"), std::string::npos) << message;
}

TEST(Dataset, MatchesColumnsByNameWhenTheFilesDiffer) {
  const ScratchFolder folder;
  folder.write("process.parquet/a.parquet", "SELECT 'A' AS pid_hash, 'x' AS process_name, 7 AS os_pid");
  folder.write("process.parquet/b.parquet", "SELECT 'y' AS Process_Name, 1.5 AS unknown, 'B' AS pid_hash");
  Database database;
  const OpenedTable opened = open_process(database, folder);
  EXPECT_EQ(opened.rows, 2);
  EXPECT_EQ(
      database.text("SELECT string_agg(concat(pid_hash, process_name, os_pid), ' ' ORDER BY pid_hash) FROM process"),
      "Ax7 By");
  EXPECT_NE(std::find(opened.missing_columns.begin(), opened.missing_columns.end(), "args"),
            opened.missing_columns.end());
}

TEST(Dataset, ReadsTimesWithAndWithoutZoneAsUtc) {
  const ScratchFolder folder;
  folder.write(
      "process.parquet/a.parquet",
      "SELECT 'A' AS pid_hash, 'x' AS process_name, TIMESTAMPTZ '2024-01-02 03:04:05+02' AS process_started, "
      "TIMESTAMP '2024-01-02 03:04:05' AS first_seen, '2024-01-02 03:04:05' AS last_seen, 'soon' AS process_term");
  Database database;
  open_process(database, folder);
  EXPECT_EQ(database.text("SELECT concat_ws('|', process_started, first_seen, last_seen, "
                          "coalesce(process_term::VARCHAR, 'none')) FROM process"),
            "2024-01-02 01:04:05|2024-01-02 03:04:05|2024-01-02 03:04:05|none");
}

TEST(Dataset, ReadsTimesThatAreTextWithTheirZone) {
  const ScratchFolder folder;
  folder.write("process.parquet",
               "SELECT 'A' AS pid_hash, 'x' AS process_name, '2024-01-02T03:04:05.25+02:00' AS process_started, "
               "'2024-01-02T03:04:05Z' AS first_seen");
  Database database;
  open_process(database, folder);
  EXPECT_EQ(database.text("SELECT concat_ws('|', process_started, first_seen) FROM process"),
            "2024-01-02 01:04:05.25|2024-01-02 03:04:05");
}

TEST(Dataset, ReadsBytesThatAreTextAsText) {
  const ScratchFolder folder;
  folder.write("process.parquet", "SELECT 'A' AS pid_hash, encode('c:\\é \"x\"') AS process_name");
  Database database;
  open_process(database, folder);
  EXPECT_EQ(database.text("SELECT process_name FROM process"), "c:\\é \"x\"");
}

TEST(Dataset, ShowsBytesThatAreNoText) {
  const ScratchFolder folder;
  folder.write("process.parquet", "SELECT 'A' AS pid_hash, '\\x00\\xFFevil'::BLOB AS process_name");
  Database database;
  open_process(database, folder);
  EXPECT_EQ(database.text("SELECT process_name FROM process"), "\\x00\\xFFevil");
}

}  // namespace
}  // namespace proclens

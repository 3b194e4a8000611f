#include "telemetry/selection.hpp"

#include <gtest/gtest.h>

#include <string>

namespace proclens {
namespace {

class SelectionTest : public testing::Test {
 protected:
  SelectionTest() {
    database.run(
        "CREATE TABLE process AS SELECT *, '0A' AS parent_pid_hash, NULL::VARCHAR AS process_path, NULL::TIMESTAMP AS "
        "process_term, "
        "0::BIGINT AS exit_code, 8::BIGINT AS os_pid FROM (VALUES "
        "('A1', 'PC-1', 'a.exe', '', 'u', TIMESTAMP '2024-01-01 10:00:00'), "
        "('b2', 'pc-1', 'b.exe', '', 'u', TIMESTAMP '2024-01-02 10:00:00'), "
        "('C3', 'pc-2', 'c.exe', '', 'u', TIMESTAMP '2024-01-03 10:00:00'), "
        "('D4', 'pc-2', 'd.exe', '', 'u', NULL)) t(pid_hash, hostname, process_name, args, user_name, "
        "process_started)");
    database.run(
        "CREATE TABLE process_path AS SELECT * FROM (VALUES "
        "('A1', '=a.exe->WinTap.exe'), ('B2', '=b.exe->explorer.exe'), ('C3', '=c.exe->EXPLORER.exe')) "
        "t(pid_hash, ptree)");
    database.run(
        "CREATE TABLE process_image_load AS SELECT * FROM (VALUES ('A1', 'x.dll', 'pc-1', 'a.exe'), "
        "('E5', 'x.dll', 'pc-3', 'e.exe')) t(pid_hash, filename, hostname, process_name)");
  }

  std::string hashes() {
    return database.text("SELECT string_agg(concat(process, ':', pid_hash), ' ' ORDER BY process) FROM selected")
        .value_or("");
  }

  Database database;
  SelectionOptions options;
};

TEST_F(SelectionTest, DropsTheSensorsByDefaultAndNumbersInHashOrder) {
  const SelectionCounts counts = select_processes(database, options);
  EXPECT_EQ(counts.records, 4);
  EXPECT_EQ(counts.sensors, 1);
  EXPECT_EQ(counts.selected, 3);
  EXPECT_EQ(counts.without_lineage, 1);
  EXPECT_EQ(hashes(), "0:B2 1:C3 2:D4");
}

TEST_F(SelectionTest, KnowsTheSensorsByTheirWorkersToo) {
  database.run(
      "INSERT INTO process_path VALUES ('D4', '=powershell.exe->SSM-document-worker.exe'), ('E5', '=x->ssm-y');"
      "UPDATE process_path SET ptree = '=a.exe->ssms.exe' WHERE pid_hash = 'A1'");
  EXPECT_EQ(select_processes(database, options).sensors, 1);
  EXPECT_EQ(hashes(), "0:A1 1:B2 2:C3") << "ssms.exe is a program that people use";
}

TEST_F(SelectionTest, KeepsTheSensorsWhenAsked) {
  options.keep_sensors = true;
  EXPECT_EQ(select_processes(database, options).selected, 4);
}

TEST_F(SelectionTest, DropsMatchingLineagesWithoutRegardToCase) {
  options.exclude_lineage = {"Explorer", "it's"};
  const SelectionCounts counts = select_processes(database, options);
  EXPECT_EQ(counts.excluded_lineage, 2);
  EXPECT_EQ(hashes(), "0:D4");
}

TEST_F(SelectionTest, HonoursTimesAndCountsUnknownStartsAsOutside) {
  options.keep_sensors = true;
  options.since = database.number("SELECT epoch_us(TIMESTAMP '2024-01-02 10:00:00')");
  options.until = database.number("SELECT epoch_us(TIMESTAMP '2024-01-03 10:00:00')");
  const SelectionCounts counts = select_processes(database, options);
  EXPECT_EQ(counts.outside_time, 3);
  EXPECT_EQ(hashes(), "0:B2");
}

TEST_F(SelectionTest, HonoursHostsWithoutRegardToCase) {
  options.hosts = {"Pc-1"};
  const SelectionCounts counts = select_processes(database, options);
  EXPECT_EQ(counts.other_hosts, 2);
  EXPECT_EQ(hashes(), "0:B2");
}

TEST_F(SelectionTest, KeepsTheEarliestOfRepeatedRowsAndCountsTheRest) {
  database.run(
      "INSERT INTO process (pid_hash, hostname, process_name, args, user_name, process_started) VALUES ('B2', 'pc-9', "
      "'late.exe', '', '', TIMESTAMP '2025-01-01'), "
      "('B2', 'pc-9', 'early.exe', '', '', TIMESTAMP '2020-01-01'), (NULL, 'x', 'x', '', '', NULL), ('', 'x', 'x', '', "
      "'', NULL)");
  const SelectionCounts counts = select_processes(database, options);
  EXPECT_EQ(counts.records, 8);
  EXPECT_EQ(counts.without_hash, 2);
  EXPECT_EQ(counts.repeated, 2);
  EXPECT_EQ(counts.selected, 3);
  EXPECT_EQ(database.text("SELECT process_name FROM selected WHERE pid_hash = 'B2'"), "early.exe");
}

TEST_F(SelectionTest, IncludesProcessesKnownOnlyFromTheirLoadsWhenAsked) {
  options.include_unknown = true;
  EXPECT_EQ(select_processes(database, options).selected, 4);
  EXPECT_EQ(database.text("SELECT process_name FROM selected WHERE pid_hash = 'E5'"), "e.exe");
}

TEST_F(SelectionTest, EveryRecordIsSelectedOrCountedOnce) {
  options.hosts = {"pc-2"};
  options.exclude_lineage = {"explorer"};
  const SelectionCounts c = select_processes(database, options);
  EXPECT_EQ(c.records,
            c.without_hash + c.repeated + c.sensors + c.excluded_lineage + c.outside_time + c.other_hosts + c.selected);
}

}  // namespace
}  // namespace proclens

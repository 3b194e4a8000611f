// The Security log names processes by PID alone: which process an event is of, and when Sysmon says more.
#include <gtest/gtest.h>

#include <string>

#include "import/import_fixture.hpp"

namespace proclens {
namespace {

class SecurityLog : public ImportTest {
 protected:
  static std::string started(int record, const std::string& time, int pid, const std::string& image, int parent_pid,
                             const std::string& parent_image = "") {
    return R"({"Channel":"Security","EventID":4688,"Hostname":"ws1","RecordNumber":)" + std::to_string(record) +
           R"(,"@timestamp":")" + time + R"(","NewProcessId":")" + std::to_string(pid) + R"(","NewProcessName":"c:\\)" +
           image + R"(","ProcessId":")" + std::to_string(parent_pid) + "\"" +
           (parent_image.empty() ? "" : R"(,"ParentProcessName":"c:\\)" + parent_image + "\"") + "}\n";
  }
  static std::string ended(const std::string& time, int pid, const std::string& image) {
    return R"({"Channel":"Security","EventID":4689,"Hostname":"ws1","@timestamp":")" + time + R"(","ProcessId":")" +
           std::to_string(pid) + R"(","ProcessName":"c:\\)" + image + "\"}\n";
  }
  static std::string sysmon(int event, const std::string& time, int pid, const std::string& image) {
    return R"({"Channel":"Microsoft-Windows-Sysmon/Operational","Hostname":"WS1.corp","EventID":)" +
           std::to_string(event) + R"(,"UtcTime":")" + time + R"(","ProcessGuid":"{0000000)" +
           std::to_string(pid % 10) + R"(-0000-0000-0000-000000000001}","ProcessId":)" + std::to_string(pid) +
           R"(,"Image":"c:\\)" + image + R"(","ImageLoaded":"c:\\x.dll"})" + "\n";
  }
  [[nodiscard]] std::string parents() const {
    return table("(SELECT process_name || '<' || coalesce((SELECT q.process_name FROM read_parquet(" + file() +
                     ") q WHERE q.pid_hash = p.parent_pid_hash), '-'))",
                 "process", "data", "p ORDER BY first_seen, record_number");
  }
  [[nodiscard]] std::string file() const { return sql_literal((scratch.path() / "data" / "process.parquet").string()); }
};

TEST_F(SecurityLog, RecordNumbersOrderWhatHappenedInOneTick) {
  const std::string time = "2024-05-01T08:00:00Z";
  import({write("a.json", started(4, time, 5, "child.exe", 4) + started(3, time, 4, "second.exe", 1) +
                              started(2, "2024-05-01T07:00:00Z", 4, "first.exe", 1))});
  EXPECT_EQ(parents(), "first.exe<-\nsecond.exe<-\nchild.exe<second.exe");
}

TEST_F(SecurityLog, AParentOfAnotherProgramThanTheEventNamesIsNone) {
  import({write("a.json", started(1, "2024-05-01T07:00:00Z", 4, "first.exe", 1) +
                              started(2, "2024-05-01T07:30:00Z", 4, "second.exe", 1) +
                              started(3, "2024-05-01T08:00:00Z", 5, "a.exe", 4, "FIRST.exe") +
                              started(4, "2024-05-01T08:00:01Z", 6, "b.exe", 4, "third.exe") +
                              started(5, "2024-05-01T08:00:02Z", 7, "c.exe", 4))});
  EXPECT_EQ(parents(), "first.exe<-\nsecond.exe<-\na.exe<first.exe\nb.exe<-\nc.exe<second.exe");
}

TEST_F(SecurityLog, IsSupersededOnlyWhileSysmonReportsStarts) {
  const ImportReport report = import({write(
      "a.json",
      started(1, "2024-05-01T08:00:00Z", 11, "before.exe", 1) + ended("2024-05-01T09:00:00Z", 11, "before.exe") +
          sysmon(1, "2024-05-10 08:00:00", 21, "s.exe") + started(2, "2024-05-10T08:00:00Z", 21, "s.exe", 1) +
          started(3, "2024-05-10T20:00:00Z", 22, "between.exe", 1) + sysmon(1, "2024-05-11 08:00:00", 23, "t.exe") +
          ended("2024-05-15T08:00:00Z", 22, "between.exe") + started(4, "2024-05-15T08:00:00Z", 24, "gap.exe", 1) +
          sysmon(1, "2024-05-20 08:00:00", 25, "u.exe") + started(5, "2024-05-21T08:00:00Z", 26, "after.exe", 1))});
  EXPECT_EQ(table("process_name", "process", "data", "ORDER BY first_seen"),
            "before.exe\ns.exe\nt.exe\ngap.exe\nu.exe\nafter.exe");
  EXPECT_EQ(report.files.at(0).superseded_by_sysmon, 3U) << "with the end of a process whose start is superseded";
  EXPECT_EQ(report.files.at(0).nameless, 0U);
}

TEST_F(SecurityLog, IsSupersededWhereSysmonsClockIsHoursAhead) {
  const ImportReport report = import({write(
      "a.json", sysmon(1, "2024-05-10 19:00:00.400", 21, "s.exe") + sysmon(1, "2024-05-10 19:30:00", 22, "t.exe") +
                    started(1, "2024-05-10T00:00:00.420Z", 21, "S.exe", 1) +
                    ended("2024-05-10T00:10:00Z", 21, "s.exe") + started(2, "2024-05-10T00:30:07Z", 22, "t.exe", 1) +
                    started(3, "2024-05-10T00:00:00Z", 23, "s.exe", 1))});
  EXPECT_EQ(table("process_name || ' ' || os_pid", "process", "data", "ORDER BY first_seen"),
            "s.exe 23\nt.exe 22\ns.exe 21\nt.exe 22")
      << "seven seconds more than hours, and another PID, are other processes";
  EXPECT_EQ(report.files.at(0).superseded_by_sysmon, 2U);
}

TEST_F(SecurityLog, AStartIsThatOfTheProcessWhoseLoadsSysmonRecorded) {
  import({write("a.json", started(1, "2024-05-01T08:00:00Z", 31, "a.exe", 1) +
                              sysmon(7, "2024-05-01 08:00:01", 31, "A.exe") +
                              started(2, "2024-05-01T09:00:00Z", 32, "child.exe", 31, "a.exe") +
                              started(3, "2024-05-01T10:00:00Z", 31, "other.exe", 1))});
  EXPECT_EQ(parents(), "a.exe<-\nchild.exe<a.exe\nother.exe<-");
  EXPECT_EQ(table("process_name", "process_image_load"), "a.exe");
}

}  // namespace
}  // namespace proclens

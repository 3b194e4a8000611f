// The raw recordings next to the repository, if present: the import gives what an independent conversion of the same
// recordings gave (dataset otrf). Otherwise skipped: tests/cli/round_trip_test.cpp checks the same with generated
// recordings.
#include <gtest/gtest.h>

#include "import/import.hpp"
#include "proclens/context.hpp"
#include "table/sql.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

TEST(Recordings, GiveTheProcessesParentsAndLoadsOfAnIndependentConversion) {
  const fs::path shared = fs::path(PROCLENS_TESTS) / "../../shared/data";
  if (!fs::exists(shared / "sysmon"))
    GTEST_SKIP() << shared / "sysmon"
                 << " is not there; RoundTripTest asks the same of made logs";
  const ScratchFolder scratch;
  const std::vector<fs::path> sources{shared / "sysmon"};
  const ImportReport report = import_logs(Context(), {}, find_log_files(Context(), sources), scratch.path(), {});
  Database check;
  const auto view = [&](const std::string& name, const fs::path& file) {
    check.run("CREATE VIEW " + name + " AS FROM read_parquet(" + sql_literal(file.string()) + ")");
  };
  for (const std::string table : {"process", "process_image_load", "process_path"}) {
    view("imported_" + table, scratch.path() / (table + ".parquet"));
    view("known_" + table, shared / "otrf" / (table + ".parquet"));
  }
  // Recordings that are present. Some processes of one boot are in several recordings; the other conversion also knows
  // them from recordings that are not present, and says so in agent_id.
  check.run(
      "CREATE TABLE here AS SELECT DISTINCT agent_id FROM imported_process; "
      "CREATE TABLE known AS SELECT * FROM known_process WHERE agent_id IN (FROM here)");
  EXPECT_EQ(check.number("SELECT count(*) FROM known"), 381);
  EXPECT_EQ(check.number("SELECT count(*) FROM known ANTI JOIN imported_process USING (pid_hash)"), 0);
  // The other conversion takes spellings of a host for different hosts: of a process that two recordings spell
  // differently it knows less.
  for (const char* column : {"parent_pid_hash", "hostname", "os_pid", "parent_os_pid", "process_name", "args",
                             "filename", "process_started", "process_term", "last_seen", "agent_id"}) {
    const std::string name = column;
    EXPECT_EQ(check.number("SELECT count(*) FROM known k JOIN imported_process i USING (pid_hash) WHERE k." + name +
                           " IS NOT NULL AND k." + name + " IS DISTINCT FROM i." + name),
              0)
        << column;
  }
  EXPECT_EQ(check.number("SELECT count(*) FROM known k JOIN imported_process i USING (pid_hash) WHERE i.first_seen > "
                         "k.first_seen"),
            0);
  EXPECT_LE(check.number("SELECT count(*) FROM known k JOIN imported_process i USING (pid_hash) WHERE i.first_seen < "
                         "k.first_seen"),
            33);
  // The other conversion takes users from process creation only.
  EXPECT_EQ(check.number("SELECT count(*) FROM known k JOIN imported_process i USING (pid_hash) WHERE k.user_name <> "
                         "i.user_name"),
            0);
  check.run(
      "CREATE TABLE known_load AS SELECT * FROM known_process_image_load WHERE pid_hash IN (SELECT pid_hash FROM "
      "known)");
  // The other conversion read one recording twice and counted each of its events twice: 2,524 loads for 1,262.
  check.run(
      "CREATE TABLE known_once AS SELECT pid_hash, l.filename, CASE WHEN k.agent_id = 'empire_wmic_add_user_backdoor' "
      "THEN num_load / 2 ELSE num_load END AS num_load, l.first_seen, l.last_seen FROM known_load l JOIN known k USING "
      "(pid_hash)");
  EXPECT_EQ(check.number("SELECT count(*) FROM (FROM known_once EXCEPT SELECT pid_hash, filename, num_load, "
                         "first_seen, last_seen FROM imported_process_image_load)"),
            0);
  EXPECT_EQ(check.number("SELECT count(*) FROM imported_process_image_load SEMI JOIN known USING (pid_hash)"),
            check.number("SELECT count(*) FROM known_load"));
  EXPECT_GE(report.yield.processes, 385U);
}

}  // namespace
}  // namespace proclens

// The raw recordings next to the repository, if present: the import gives what an independent conversion of the same
// recordings gave (dataset otrf). Otherwise skipped: tests/cli/round_trip_test.cpp checks the same with generated
// recordings.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>
#include <vector>

#include "import/files/file_content.hpp"
#include "import/import.hpp"
#include "proclens/context.hpp"
#include "table/sql.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

fs::path recordings() { return fs::path(PROCLENS_TESTS) / "../../shared/data/sysmon"; }

TEST(Recordings, GiveTheProcessesParentsAndLoadsOfAnIndependentConversion) {
  const fs::path shared = recordings().parent_path();
  if (!fs::exists(recordings())) {
    GTEST_SKIP() << recordings() << " is not there; RoundTripTest asks the same of made logs";
  }
  const ScratchFolder scratch;
  const std::vector<fs::path> sources{recordings()};
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
                             "filename", "process_started", "process_term", "agent_id"}) {
    const std::string name = column;
    EXPECT_EQ(check.number("SELECT count(*) FROM known k JOIN imported_process i USING (pid_hash) WHERE k." + name +
                           " IS NOT NULL AND k." + name + " IS DISTINCT FROM i." + name),
              0)
        << column;
  }
  // The other conversion read starts, ends and loads only; a process may have done something before and after.
  EXPECT_EQ(check.number("SELECT count(*) FROM known k JOIN imported_process i USING (pid_hash) WHERE i.first_seen > "
                         "k.first_seen OR i.last_seen < k.last_seen"),
            0);
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

/// The lines of the JSON recordings, unpacked into one file; and their archives.
std::vector<fs::path> unpack_recordings(const fs::path& lines) {
  std::ofstream file(lines, std::ios::binary);
  std::vector<fs::path> archives;
  for (const fs::directory_entry& entry : fs::directory_iterator(recordings())) {
    if (entry.path().extension() != ".zip") continue;
    archives.push_back(entry.path());
    const MemberVisitor visitor{[&](Member& member) {
                                  if (!member.name.ends_with(".json")) return;
                                  std::vector<std::byte> bytes(1 << 20);
                                  while (const std::size_t got = member.read(bytes)) {
                                    file.write(reinterpret_cast<const char*>(bytes.data()),
                                               static_cast<std::streamsize>(got));
                                  }
                                },
                                [](const SkippedFile&) {}};
    visit_members(Context(), {entry.path(), fs::file_size(entry.path()), ""}, visitor, {});
    file << '\n';
  }
  return archives;
}

/// What DuckDB's reader of JSON finds in the same lines, told apart by SQL.
constexpr const char* kActivities = R"(
    CREATE TABLE wanted AS
    SELECT *, regexp_extract(TargetObject, '\\([A-Za-z]:\\.*|[^\\]*)$', 1) AS value
    FROM read_json(getvariable('lines'), format = 'newline_delimited', ignore_errors = true, columns = {
        Channel: 'VARCHAR', EventID: 'INTEGER', ProcessGuid: 'VARCHAR', Protocol: 'VARCHAR', Initiated: 'VARCHAR',
        SourceIp: 'VARCHAR', DestinationIp: 'VARCHAR', DestinationPort: 'INTEGER', QueryName: 'VARCHAR',
        TargetFilename: 'VARCHAR', EventType: 'VARCHAR', TargetObject: 'VARCHAR', Details: 'VARCHAR'})
    WHERE Channel ILIKE '%sysmon%' AND ProcessGuid NOT LIKE '{00000000-0000-%';
    CREATE VIEW wanted_process_net_conn AS
    SELECT
        ProcessGuid, CASE EventID WHEN 22 THEN 'dns' ELSE Protocol END AS protocol,
        CASE Initiated WHEN 'true' THEN SourceIp ELSE DestinationIp END AS local_ip_addr,
        CASE Initiated WHEN 'false' THEN DestinationPort END AS local_port,
        CASE Initiated WHEN 'true' THEN DestinationIp WHEN 'false' THEN SourceIp
        ELSE lower(rtrim(QueryName, '.')) END AS remote_ip_addr,
        CASE Initiated WHEN 'true' THEN DestinationPort END AS remote_port
    FROM wanted WHERE EventID IN (3, 22);
    CREATE VIEW wanted_process_file AS
    SELECT ProcessGuid, CASE EventID WHEN 11 THEN 'CREATE' WHEN 2 THEN 'SETINFO' ELSE 'DELETE' END AS activity_type,
        lower(TargetFilename) AS filename
    FROM wanted WHERE EventID IN (2, 11, 23, 26);
    CREATE VIEW wanted_process_registry AS
    SELECT ProcessGuid, CASE EventType WHEN 'SetValue' THEN 'WRITE' ELSE upper(EventType) END AS activity_type,
        lower(CASE WHEN EventType LIKE '%Value' THEN left(TargetObject, length(TargetObject) - length(value) - 1)
              ELSE TargetObject END) AS reg_path,
        lower(CASE WHEN EventType LIKE '%Value' THEN nullif(value, '') END) AS reg_value,
        nullif(nullif(Details, ''), '-') AS reg_data
    FROM wanted WHERE EventID IN (12, 13, 14);
)";

TEST(Recordings, GiveTheConnectionsFilesAndKeysThatASearchOfTheirLinesFinds) {
  if (!fs::exists(recordings())) GTEST_SKIP() << recordings() << " is not there; Activities asks the same of made logs";
  const ScratchFolder scratch;
  const fs::path lines = scratch.path() / "lines.json";
  const std::vector<fs::path> archives = unpack_recordings(lines);
  const ImportReport report = import_logs(Context(), {}, find_log_files(Context(), archives), scratch.path(), {});
  Database check;
  check.run("SET VARIABLE lines = " + sql_literal(lines.string()) + ";" + kActivities);
  const std::vector<std::tuple<std::string, std::string, std::string>> tables = {
      {"process_net_conn", "protocol, local_ip_addr, local_port, remote_ip_addr, remote_port", "total_events"},
      {"process_file", "activity_type, filename", "event_count"},
      {"process_registry", "activity_type, reg_path, reg_value, reg_data", "event_count"}};
  for (const auto& [table, columns, count] : tables) {
    const std::string imported = "SELECT " + columns + ", sum(" + count + ")::BIGINT FROM read_parquet(" +
                                 sql_literal((scratch.path() / (table + ".parquet")).string()) + ") GROUP BY ALL";
    const std::string wanted = "SELECT " + columns + ", count(*) FROM wanted_" + table + " GROUP BY ALL";
    EXPECT_GT(check.number("SELECT count(*) FROM (" + wanted + ")"), 100) << table;
    EXPECT_EQ(check.number("SELECT count(*) FROM (" + imported + " EXCEPT " + wanted + ")"), 0) << table;
    EXPECT_EQ(check.number("SELECT count(*) FROM (" + wanted + " EXCEPT " + imported + ")"), 0) << table;
    EXPECT_EQ(check.number("SELECT count(*) FROM read_parquet(" +
                           sql_literal((scratch.path() / (table + ".parquet")).string()) + ")"),
              check.number("SELECT count(*) FROM (SELECT DISTINCT lower(ProcessGuid), " + columns + " FROM wanted_" +
                           table + ")"))
        << table << " has a row for each process and target";
  }
  EXPECT_GT(report.yield.of(EventKind::registry), 9000U);
}

}  // namespace
}  // namespace proclens

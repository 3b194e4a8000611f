// Logs in, tables out: every form of the same story gives the same tables, and nothing is lost without being counted.
#include "import/import.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "import/files/packed.hpp"
#include "import/import_fixture.hpp"
#include "import/source/source_forms.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAllOfProcess =
    "hostname, os_pid, coalesce(parent_os_pid::VARCHAR, '-'), process_name, coalesce(args, '-'), "
    "filename, process_path, coalesce(user_name, '-'), coalesce(epoch_ms(process_started)::VARCHAR, '-'), "
    "coalesce(epoch_ms(process_term)::VARCHAR, '-'), epoch_ms(first_seen), epoch_ms(last_seen)";
constexpr const char* kAllOfLoads =
    "filename, hostname, process_name, num_load, epoch_ms(first_seen), epoch_ms(last_seen)";

TEST_F(ImportTest, AStoryBecomesTables) {
  const ImportReport report = import({write("story.json", lines_of(short_story(), nxlog))});
  EXPECT_EQ(report.yield.processes, 3U);
  EXPECT_EQ(report.yield.of(EventKind::load), 3U);
  EXPECT_EQ(report.yield.hosts, 1U);
  EXPECT_EQ(table("os_pid, hostname, process_name, coalesce(args, 'NULL'), filename, coalesce(user_name, 'NULL')",
                  "process", "data", "ORDER BY os_pid"),
            "600|ws1|services.exe|NULL|c:\\windows\\system32\\services.exe|NT AUTHORITY\\SYSTEM\n"
            "700|ws1|svchost.exe|-k netsvcs  -p|c:\\windows\\system32\\svchost.exe|NT AUTHORITY\\NETWORK SERVICE\n"
            "800|ws1|odd.exe|NULL|c:\\tools\\odd.exe|NULL");
  EXPECT_EQ(table("filename, num_load, coalesce(file_md5, 'NULL')", "process_image_load", "data",
                  "ORDER BY hostname, process_name DESC, filename"),
            "c:\\windows\\system32\\kernel32.dll|1|fedcba98765432100123456789abcdef\n"
            "c:\\windows\\system32\\ntdll.dll|2|fedcba98765432100123456789abcdef\n"
            "c:\\windows\\system32\\ntdll.dll|1|fedcba98765432100123456789abcdef");
  EXPECT_EQ(table("ptree, level, ptree_list_tuples[2].process_name", "process_path", "data",
                  "WHERE process_name = 'svchost.exe'"),
            "=svchost.exe->services.exe|1|services.exe");
  EXPECT_EQ(table("agent_id", "process", "data", "LIMIT 1"), "story");
}

TEST_F(ImportTest, ALoadKeepsItsSignature) {
  const auto load = [](const std::string& image, const std::string& more) {
    return R"({"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":7,"Hostname":"ws1","UtcTime":)"
           R"("2024-05-01 08:00:00.000","ProcessGuid":"{0a0a0a0a-0000-0000-0000-000000000002}","ProcessId":"700",)"
           R"("Image":"c:\\a.exe","ImageLoaded":"c:\\)" +
           image + "\"" + more + "}\n";
  };
  import({write("sysmon.json",
                load("a.dll", R"(,"Signed":"true","Signature":"Corp","SignatureStatus":"Valid")") +
                    load("b.dll", R"(,"Signed":"false","Signature":"-","SignatureStatus":"Unavailable")") +
                    load("c.dll", "") + load("a.dll", R"(,"Signed":"false","Signature":"-","SignatureStatus":"-")"))});
  EXPECT_EQ(table("filename, signed, coalesce(signature, 'NULL'), coalesce(signature_status, 'NULL')",
                  "process_image_load", "data", "WHERE signed IS NOT NULL ORDER BY filename"),
            "c:\\a.dll|false|NULL|NULL\nc:\\b.dll|false|NULL|Unavailable")
      << "the file of a path that was once unsigned may have been replaced";
  EXPECT_EQ(table("filename", "process_image_load", "data", "WHERE signed IS NULL"), "c:\\c.dll");
}

TEST_F(ImportTest, AProcessIsNamedByHostAndGuid) {
  import({write("story.json", lines_of(short_story(), nxlog))});
  // md5sum of "WS1.corp.example|{0a0a0a0a-0000-0000-0000-000000000002}"
  Database database;
  const auto expected = database.text("SELECT upper(md5('WS1.corp.example|{0a0a0a0a-0000-0000-0000-000000000002}'))");
  EXPECT_EQ(table("pid_hash", "process", "data", "WHERE process_name = 'svchost.exe'"), expected);
  EXPECT_EQ(table("parent_pid_hash", "process", "data", "WHERE process_name = 'svchost.exe'"),
            table("pid_hash", "process", "data", "WHERE process_name = 'services.exe'"));
}

TEST_F(ImportTest, EveryFormOfTheStoryGivesTheSameTables) {
  const std::vector<SeenEvent> story = short_story();
  import({write("nxlog.json", lines_of(story, nxlog))}, "nxlog");
  import({write("winlogbeat.json", lines_of(story, winlogbeat))}, "winlogbeat");
  import({write("evtx_dump.json", lines_of(story, evtx_dump))}, "evtx_dump");
  import({write("elastic.json", lines_of(story, elastic))}, "elastic");
  import({write("optc.json", lines_of(story, optc))}, "optc");
  for (const std::string form : {"winlogbeat", "evtx_dump", "elastic", "optc"}) {
    for (const char* columns : {"pid_hash, coalesce(parent_pid_hash, '-')", kAllOfProcess}) {
      EXPECT_EQ(table(columns, "process", form), table(columns, "process", "nxlog")) << form;
    }
    EXPECT_EQ(table(kAllOfLoads, "process_image_load", form), table(kAllOfLoads, "process_image_load", "nxlog"))
        << form;
    EXPECT_EQ(table("ptree", "process_path", form), table("ptree", "process_path", "nxlog")) << form;
  }
}

TEST_F(ImportTest, StartsKeepTheNumberOfTheirRecord) {
  const std::vector<SeenEvent> story = short_story();
  import({write("nxlog.json", lines_of(story, nxlog))}, "nxlog");
  import({write("winlogbeat.json", lines_of(story, winlogbeat))}, "winlogbeat");
  import({write("evtx_dump.json", lines_of(story, evtx_dump))}, "evtx_dump");
  const std::string record = "os_pid, coalesce(record_number, -1), coalesce(record_channel, '-')";
  for (const std::string form : {"nxlog", "winlogbeat", "evtx_dump"}) {
    EXPECT_EQ(table(record, "process", form, "ORDER BY os_pid"),
              "600|60001|Microsoft-Windows-Sysmon/Operational\n700|70001|Microsoft-Windows-Sysmon/Operational\n"
              "800|-1|-")
        << form;
  }
  import({write("elastic.json", lines_of(story, elastic))}, "elastic");
  EXPECT_EQ(table(record, "process", "elastic", "ORDER BY os_pid"), "600|-1|-\n700|-1|-\n800|-1|-");
  // A start that a later import brings.
  import({write("end.json", nxlog(story.back()))}, "first");
  import({write("start.json", nxlog(story[1]))}, "both", "first");
  EXPECT_EQ(table(record, "process", "first"), "700|-1|-");
  EXPECT_EQ(table(record, "process", "both"), "700|70001|Microsoft-Windows-Sysmon/Operational");
}

TEST_F(ImportTest, LoadsShowTheirProcessAsTheTableProcessDoes) {
  const auto record = [](const char* event, const char* guid, const char* host, const std::string& rest) {
    return std::string(R"({"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":)") + event +
           R"(,"UtcTime":"2024-05-01 00:00:01","ProcessGuid":")" + guid + R"(","Hostname":")" + host + "\"," + rest +
           "}\n";
  };
  const std::string lines = record("7", "{A}", "ws1.corp", R"("Image":"c:\\early.exe","ImageLoaded":"c:\\1.dll")") +
                            record("1", "{A}", "ws1.corp", R"("Image":"c:\\late.exe","CommandLine":"late.exe")") +
                            record("7", "{B}", "WS2", R"("Image":"c:\\never started.exe","ImageLoaded":"c:\\1.dll")") +
                            record("5", "{C}", "WS3", R"("Image":"c:\\no loads.exe")") +
                            record("7", "{D}", "WS4", R"("ImageLoaded":"c:\\2.dll")");
  import({write("log.json", lines)});
  const std::string shown = "hostname, coalesce(process_name, '-')";
  EXPECT_EQ(table(shown, "process_image_load", "data", "ORDER BY hostname"),
            "ws1|late.exe\nws2|never started.exe\nws4|-");
  EXPECT_EQ(table(shown, "process", "data", "WHERE hostname <> 'ws3' ORDER BY hostname"),
            table(shown, "process_image_load", "data", "ORDER BY hostname"));
}

TEST_F(ImportTest, SysmonWinsOverEcsInARecordThatHasBoth) {
  const std::string both =
      "{\"@timestamp\":\"2024-05-01T08:00:00Z\",\"event\":{\"category\":[\"process\"],\"code\":\"1\"},\"host\":{"
      "\"name\":"
      "\"other\"},\"process\":{\"entity_id\":\"{x}\",\"pid\":1},\"winlog\":{\"channel\":"
      "\"Microsoft-Windows-Sysmon/Operational\",\"event_id\":1,\"computer_name\":\"ws1\",\"event_data\":{" +
      sysmon_fields(short_story()[0]) + "}}}";
  import({write("both.json", both)});
  EXPECT_EQ(table("hostname", "process"), "ws1");
}

TEST_F(ImportTest, ArchivesAndArraysGiveTheSame) {
  const std::string lines = lines_of(short_story(), nxlog);
  import({write("plain.json", lines)}, "plain");
  std::string array = "[\n";
  for (const SeenEvent& event : short_story())
    array += nxlog(event) + (event.kind == SeenEvent::Kind::end ? "\n" : ",\n");
  import({write("array.json", array + "]")}, "array");
  write_packed(scratch.path() / "a.zip", Packing::zip, {{"__MACOSX/._a", "x"}, {"a.json", lines}});
  write_packed(scratch.path() / "a.tar.gz", Packing::tar_gzip, {{"a.json", lines}});
  write_packed(scratch.path() / "a.json.zst", Packing::zstd, {{"", lines}});
  import({scratch.path() / "a.zip"}, "zip");
  import({scratch.path() / "a.tar.gz"}, "tar");
  import({scratch.path() / "a.json.zst"}, "zstd");
  for (const std::string form : {"array", "zip", "tar", "zstd"}) {
    EXPECT_EQ(table(kAllOfProcess, "process", form), table(kAllOfProcess, "process", "plain")) << form;
    EXPECT_EQ(table(kAllOfLoads, "process_image_load", form), table(kAllOfLoads, "process_image_load", "plain"))
        << form;
  }
}

/// Defender's tables for the story, as CSV and as JSON; a process is its PID and start there.
struct DefenderRow {
  const char* action;
  const char* timestamp;
  const char* folder;
  const char* file;
  int pid;
  const char* created;
  const char* command_line;
  int parent_pid;
  const char* parent_created;
  const char* parent_folder;
};

const std::vector<DefenderRow> kDefenderRows{
    {"ProcessCreated", "2024-05-01T08:00:00.2Z", "C:\\Windows\\System32\\services.exe", "services.exe", 600,
     "2024-05-01T08:00:00.1234567Z", "services.exe", 500, "2024-05-01T07:00:00Z", "c:\\windows\\system32\\wininit.exe"},
    {"ProcessCreated", "2024-05-01T08:00:01.2Z", "C:\\Windows\\System32", "svchost.exe", 700,
     "2024-05-01T08:00:01.1234567Z", "svchost.exe -k \"netsvcs\", -p", 600, "2024-05-01T08:00:00.1234567Z",
     "c:\\windows\\system32\\services.exe"},
    {"ImageLoaded", "2024-05-01T08:00:02Z", "C:\\Windows\\System32\\ntdll.dll", "ntdll.dll", 0, "", "", 700,
     "2024-05-01T08:00:01.1234567Z", "c:\\windows\\system32\\svchost.exe"},
    {"OpenProcessApiCall", "2024-05-01T08:00:03Z", "C:\\x", "x", 0, "", "", 700, "2024-05-01T08:00:01.1234567Z", ""},
};

std::string defender_csv() {
  std::string text =
      "\xEF\xBB\xBFTimestamp,DeviceName,ActionType,FolderPath,FileName,ProcessId,ProcessCreationTime,"
      "ProcessCommandLine,"
      "InitiatingProcessId,InitiatingProcessCreationTime,InitiatingProcessFolderPath,AccountDomain,AccountName\r\n";
  for (const DefenderRow& row : kDefenderRows) {
    std::string command_line;
    for (const char* c = row.command_line; *c != 0; ++c)
      command_line += *c == '"' ? std::string("\"\"") : std::string(1, *c);
    text += std::string(row.timestamp) + ",ws1.corp.example," + row.action + "," + row.folder + "," + row.file + "," +
            (row.pid > 0 ? std::to_string(row.pid) : "") + "," + row.created + ",\"" + command_line + "\"," +
            std::to_string(row.parent_pid) + "," + row.parent_created + "," + row.parent_folder + ",corp,ann\r\n";
  }
  return text;
}

std::string defender_json(const std::string& before, const std::string& after) {
  std::string text;
  for (const DefenderRow& row : kDefenderRows) {
    text += before + "{\"Timestamp\":" + json_text(row.timestamp) +
            ",\"DeviceName\":\"ws1.corp.example\",\"ActionType\":" + json_text(row.action) +
            ",\"FolderPath\":" + json_text(row.folder) + ",\"FileName\":" + json_text(row.file) +
            (row.pid > 0 ? ",\"ProcessId\":" + std::to_string(row.pid) : "") +
            ",\"ProcessCreationTime\":" + json_text(row.created) +
            ",\"ProcessCommandLine\":" + json_text(row.command_line) +
            ",\"InitiatingProcessId\":" + std::to_string(row.parent_pid) +
            ",\"InitiatingProcessCreationTime\":" + json_text(row.parent_created) +
            ",\"InitiatingProcessFolderPath\":" + json_text(row.parent_folder) +
            ",\"AccountDomain\":\"corp\",\"AccountName\":\"ann\"}" + after + "\n";
  }
  return text;
}

TEST_F(ImportTest, DefenderTablesInEveryForm) {
  const ImportReport report = import({write("hunting.csv", defender_csv())}, "csv");
  EXPECT_EQ(report.files.at(0).records.kept, 3U);
  EXPECT_EQ(report.files.at(0).records.other_event, 1U);
  import({write("hunting.json", defender_json("", ""))}, "json");
  import({write("stream.json",
                defender_json("{\"category\":\"AdvancedHunting-DeviceProcessEvents\",\"properties\":", "}"))},
         "streamed");
  EXPECT_EQ(table("os_pid, process_name, args, filename, user_name", "process", "csv", "ORDER BY os_pid LIMIT 2"),
            "600|services.exe|c:\\windows\\system32\\services.exe|corp\\ann\n"
            "700|svchost.exe|-k \"netsvcs\", -p|c:\\windows\\system32\\svchost.exe|corp\\ann");
  EXPECT_EQ(table("process_name, filename", "process_image_load", "csv"),
            "svchost.exe|c:\\windows\\system32\\ntdll.dll");
  EXPECT_EQ(table("ptree", "process_path", "csv", "WHERE process_name = 'svchost.exe'"), "=svchost.exe->services.exe");
  for (const std::string form : {"json", "streamed"}) {
    EXPECT_EQ(table(kAllOfProcess, "process", form), table(kAllOfProcess, "process", "csv")) << form;
    EXPECT_EQ(table(kAllOfLoads, "process_image_load", form), table(kAllOfLoads, "process_image_load", "csv")) << form;
  }
}

TEST_F(ImportTest, DefenderProcessesByTheirUniqueIds) {
  // The same PID twice, without the start of the loads' process: only the ids distinguish them.
  import({write("ids.csv",
                "Timestamp,DeviceName,ActionType,FolderPath,FileName,ProcessUniqueId,ProcessId,ProcessCreationTime,"
                "InitiatingProcessUniqueId,InitiatingProcessId\r\n"
                "2024-05-01T08:00:01Z,ws1,ProcessCreated,C:\\,a.exe,11,700,2024-05-01T08:00:01Z,,\r\n"
                "2024-05-01T08:00:02Z,ws1,ProcessCreated,C:\\,b.exe,22,700,2024-05-01T08:00:02Z,11,700\r\n"
                "2024-05-01T08:00:03Z,ws1,ImageLoaded,C:\\,a.dll,,,,11,700\r\n"
                "2024-05-01T08:00:03Z,ws1,ImageLoaded,C:\\,b.dll,,,,22,700\r\n")},
         "ids");
  EXPECT_EQ(table("process_name, filename", "process_image_load", "ids", "ORDER BY filename"),
            "a.exe|c:\\a.dll\nb.exe|c:\\b.dll");
  EXPECT_EQ(table("ptree", "process_path", "ids", "WHERE process_name = 'b.exe'"), "=b.exe->a.exe");
  EXPECT_EQ(table("pid_hash = upper(md5('ws1|11'))", "process", "ids", "WHERE process_name = 'a.exe'"), "true");
}

TEST_F(ImportTest, ACsvRowOfAnotherLengthAndAQuoteWithoutItsPair) {
  const ImportReport report = import({write("a.csv", defender_csv() + "1,2,3\r\n")}, "short");
  EXPECT_EQ(report.files.at(0).records.unreadable, 1U);
  const ImportReport cut = import({write("b.csv", defender_csv() + "\"" + std::string(20'000'000, 'x'))}, "cut");
  EXPECT_EQ(cut.files.at(0).records.too_long, 1U);
  EXPECT_EQ(cut.files.at(0).records.kept, 3U);
  EXPECT_EQ(cut.files.at(0).damages.size(), 1U);
}

std::string security_event(int id, const std::string& time, const std::string& fields,
                           const std::string& host = "srv1") {
  return "{\"@timestamp\":\"" + time + "\",\"winlog\":{\"channel\":\"Security\",\"event_id\":" + std::to_string(id) +
         ",\"record_id\":" + std::to_string(1000 * id) + ",\"computer_name\":\"" + host + "\",\"event_data\":{" +
         fields + "}}}\n";
}

std::string created(int pid, int parent, const std::string& time, const std::string& name,
                    const std::string& host = "srv1") {
  return security_event(
      4688, time,
      "\"NewProcessId\":\"" + std::to_string(pid) + "\",\"ProcessId\":\"" + std::to_string(parent) +
          "\",\"NewProcessName\":\"C:\\\\" + name +
          "\",\"CommandLine\":\"\",\"TargetUserName\":\"-\",\"SubjectUserName\":\"ann\",\"SubjectDomainName\":\"CORP\"",
      host);
}

std::string exited(int pid, const std::string& time) {
  return security_event(4689, time,
                        "\"ProcessId\":\"" + std::to_string(pid) +
                            "\",\"ProcessName\":\"C:\\\\x.exe\",\"Status\":\"0x1\",\"SubjectUserName\":\"ann\"");
}

TEST_F(ImportTest, TheSecurityLogDistinguishesUsesOfAPidByTime) {
  const std::string day = "2024-05-01T08:00:";
  import(
      {write("security.json", created(100, 4, day + "01Z", "first.exe") + created(200, 100, day + "02Z", "child.exe") +
                                  exited(100, day + "03Z") + created(100, 4, day + "04Z", "second.exe") +
                                  created(300, 100, day + "05Z", "grandchild.exe") + exited(100, day + "06Z") +
                                  exited(900, day + "07Z"))});
  EXPECT_EQ(table("os_pid, process_name, coalesce(epoch_ms(process_term) // 1000 % 60, -1), coalesce(exit_code, -1), "
                  "user_name",
                  "process", "data", "ORDER BY first_seen"),
            "100|first.exe|3|1|CORP\\ann\n200|child.exe|-1|-1|CORP\\ann\n100|second.exe|6|1|CORP\\ann\n"
            "300|grandchild.exe|-1|-1|CORP\\ann\n900|x.exe|7|1|ann");
  EXPECT_EQ(table("process_name = 'x.exe', coalesce(record_number, -1), coalesce(record_channel, '-')", "process",
                  "data", "GROUP BY line ORDER BY line"),
            "false|4688000|Security\ntrue|-1|-");
  EXPECT_EQ(table("ptree", "process_path", "data", "WHERE process_name LIKE '%child.exe' ORDER BY ptree"),
            "=child.exe->first.exe\n=grandchild.exe->second.exe");
}

TEST_F(ImportTest, SysmonSupersedesTheSecurityLogOfItsHosts) {
  const std::string time = "2024-05-01T08:00:01Z";
  const ImportReport report = import({write("a.json", lines_of(short_story(), nxlog)),
                                      write("b.json", created(1, 2, time, "same.exe", "ws1.CORP.example") +
                                                          created(3, 4, time, "other.exe", "srv1"))});
  EXPECT_EQ(report.files.at(1).superseded_by_sysmon, 1U);
  EXPECT_EQ(report.files.at(1).nameless, 0U);
  EXPECT_EQ(report.yield.processes, 4U);
  EXPECT_EQ(report.yield.hosts, 2U);
}

TEST_F(ImportTest, EveryRecordIsCountedOnce) {
  const std::string sysmon = "\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Hostname\":\"h\"";
  const std::string lines = lines_of(short_story(), nxlog) +                                    // 7 kept
                            "{\"EventID\":10," + sysmon + "}\n" +                               // another event
                            "{\"EventID\":1,\"Channel\":\"Application\",\"Hostname\":\"h\"}\n"  // another channel
                            "{\"uid\":\"zeek\",\"proto\":\"tcp\"}\n"                            // unknown
                            "{\"EventID\":1,\n" +                                               // unreadable
                            "{\"EventID\":7," +
                            sysmon + ",\"ProcessId\":4}\n";  // kept, but names nothing
  const ImportReport report = import({write("a.json", lines)});
  const FileReport& file = report.files.at(0);
  EXPECT_EQ(file.records.kept, 8U);
  EXPECT_EQ(file.records.other_event, 1U);
  EXPECT_EQ(file.records.other_channel, 1U);
  EXPECT_EQ(file.records.unknown_form, 1U);
  EXPECT_EQ(file.records.unreadable, 1U);
  EXPECT_EQ(file.nameless, 1U);
  EXPECT_EQ(file.records.all(), 12U);
  EXPECT_EQ(file.yield.processes, 3U);
}

TEST_F(ImportTest, WhatPrecedesTheDamageIsKept) {
  std::string lines = lines_of(short_story(), nxlog);
  std::string noise = "{\"noise\":\"";
  for (std::uint32_t i = 0, state = 1; i < 400'000; ++i) {
    state = state * 1664525 + 1013904223;
    noise += static_cast<char>('a' + (state >> 24) % 26);
  }
  write_packed(scratch.path() / "a.json.gz", Packing::gzip, {{"", lines + noise + "\"}\n"}});
  fs::resize_file(scratch.path() / "a.json.gz", fs::file_size(scratch.path() / "a.json.gz") - 1000);
  const ImportReport report = import({scratch.path() / "a.json.gz"});
  EXPECT_EQ(report.files.at(0).records.kept, 7U);
  EXPECT_EQ(report.files.at(0).records.unreadable, 1U) << "the line that was cut off";
  ASSERT_EQ(report.files.at(0).damages.size(), 1U);
  EXPECT_NE(report.files.at(0).damages[0].find("damaged archive"), std::string::npos);
  EXPECT_EQ(report.yield.processes, 3U);
}

TEST_F(ImportTest, TablesAreTheSameForAnyNumberOfThreads) {
  std::vector<SeenEvent> events;
  for (int i = 0; i < 9000; ++i) {
    for (SeenEvent event : short_story()) {
      event.guid.replace(0, 8, std::to_string(10000000 + i % 900));
      event.other += std::to_string(i % 17);
      events.push_back(event);
    }
  }
  const fs::path log = write("many.json", lines_of(events, nxlog));
  std::vector<std::string> seen;
  for (const int threads : {1, 2, 5}) {
    const std::string folder = "data" + std::to_string(threads);
    import({log}, folder, "", Context({.threads = threads}));
    seen.push_back(bytes_of(folder, "process") + bytes_of(folder, "process_image_load") +
                   bytes_of(folder, "process_path"));
  }
  EXPECT_GT(seen[0].size(), 10'000U);
  EXPECT_TRUE(seen[1] == seen[0]);
  EXPECT_TRUE(seen[2] == seen[0]);
}

TEST_F(ImportTest, AppendingInTwoStepsGivesWhatOneStepDoes) {
  const std::vector<SeenEvent> story = short_story();
  const fs::path first = write("a.json", lines_of({story.begin(), story.begin() + 3}, nxlog));
  const fs::path second = write("b.json", lines_of({story.begin() + 3, story.end()}, nxlog));
  import({first, second}, "whole");
  import({first}, "half");
  import({second}, "both", "half");
  EXPECT_EQ(table(kAllOfProcess, "process", "both"), table(kAllOfProcess, "process", "whole"));
  EXPECT_EQ(table(kAllOfLoads, "process_image_load", "both"), table(kAllOfLoads, "process_image_load", "whole"));
  EXPECT_EQ(table("ptree", "process_path", "both"), table("ptree", "process_path", "whole"));
}

TEST_F(ImportTest, AppendingOverlappingExportsCountsNoLoadTwice) {
  const fs::path first = write("a.json", lines_of(short_story(), nxlog));
  const fs::path second = write("b.json", lines_of(short_story(), nxlog) + "\n\n");
  import({first}, "one");
  import({second}, "both", "one");
  EXPECT_EQ(table(kAllOfLoads, "process_image_load", "both"), table(kAllOfLoads, "process_image_load", "one"));
  EXPECT_EQ(table(kAllOfProcess, "process", "both"), table(kAllOfProcess, "process", "one"));
}

TEST_F(ImportTest, NothingUsableIsAnErrorThatSaysWhatWasThere) {
  try {
    import(
        {write("a.json", "{\"EventID\":10,\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Hostname\":\"h\"}\n"),
         write("b.log", "#separator")});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::data);
    EXPECT_NE(std::string(error.what()).find("1 of other events"), std::string::npos) << error.what();
  }
}

TEST_F(ImportTest, ALineThatIsTooLongEndsNothing) {
  std::string lines = lines_of(short_story(), nxlog);
  lines += "{\"EventID\":1,\"CommandLine\":\"" + std::string(100'000'000, 'x') + "\"}\n";
  SeenEvent after = short_story()[0];
  after.guid.replace(0, 1, "b");
  const ImportReport report = import({write("a.json", lines + nxlog(after) + "\n")});
  EXPECT_EQ(report.files.at(0).records.too_long, 1U);
  EXPECT_EQ(report.yield.processes, 4U);
}

TEST_F(ImportTest, HostileTextIsDataAllTheWay) {
  SeenEvent event = short_story()[0];
  event.image = "C:\\x\\'; DROP TABLE event; --\".exe";
  event.other = "$1 ? {x} <script>";
  import({write("a.json", nxlog(event))});
  EXPECT_EQ(table("process_name, filename", "process"),
            "'; drop table event; --\".exe|c:\\x\\'; drop table event; --\".exe");
}

}  // namespace
}  // namespace proclens

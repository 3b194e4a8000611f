// Records as products write them, taken apart and kept by the mapping that they are for.
#include "import/flat/flat_reader.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "import/flat/field_name.hpp"
#include "import/flat/message_text.hpp"

namespace proclens {
namespace {

const FlatNames& names() {
  static const FlatNames all(import_mappings());
  return all;
}

/// The kept records as "mapping: column=text …", one per line, and the number of others.
std::string kept(const std::string& text) {
  FlatReader reader(import_mappings(), names());
  ClassifiedRecords classified(import_mappings().size());
  reader.classify_text(text, classified);
  std::string shown;
  for (std::size_t i = 0; i < import_mappings().size(); ++i) {
    const std::vector<std::string> columns = import_mappings()[i].record_columns();
    for (std::size_t row = 0; row < classified.rows[i].rows(); ++row) {
      shown += import_mappings()[i].name + ":";
      for (std::size_t column = 0; column < columns.size(); ++column) {
        const auto cell = classified.rows[i].columns()[column].cell(row);
        if (cell) shown += " " + columns[column] + "=" + std::string(*cell);
      }
      shown += "\n";
    }
  }
  return shown + std::to_string(classified.counts.all() - classified.counts.kept);
}

const std::string kLog = "Microsoft-Windows-Sysmon/Operational";

TEST(FieldNames, HaveOneSpelling) {
  const std::map<std::string, std::string> folded = {
      {"Event.EventData.ProcessGuid", "eventdata.processguid"},
      {"data.win.eventdata.processGuid", "eventdata.processguid"},
      {"winlog.event_data.ProcessGuid", "eventdata.processguid"},
      {"winlogbeat_winlog_event_data_ProcessGuid", "eventdata.processguid"},
      {"winlogbeat_winlog_channel", "winlogchannel"},
      {"Event.System.TimeCreated.#attributes.SystemTime", "system.timecreated.systemtime"},
      {"Event.System.TimeCreated_attributes.SystemTime", "system.timecreated.systemtime"},
      {"win.system.eventID", "system.eventid"},
      {"full_log.win.system.eventID", "system.eventid"},
      {"_source.result.Channel", "channel"},
      {"Timestamp [UTC]", "timestamp"},
      {"Event Time", "eventtime"},
      {"@timestamp", "timestamp"},
      {"event.code", "event.code"},
      {"message", "message"}};
  for (const auto& [name, expected] : folded) EXPECT_EQ(folded_name(name), expected) << name;
}

TEST(FlatReader, OpenTelemetryAsItsExporterWritesIt) {
  const std::string text =
      R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1","body":{"kvlistValue":{"values":[)"
      R"({"key":"channel","value":{"stringValue":")" +
      kLog +
      R"("}},{"key":"computer","value":{"stringValue":"h"}},{"key":"event_id","value":{"kvlistValue":{"values":[)"
      R"({"key":"id","value":{"intValue":"5"}}]}}},{"key":"event_data","value":{"kvlistValue":{"values":[{"key":"data",)"
      R"("value":{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"Image","value":{"stringValue":"a.exe"}}]}}]}}}]}}}]}}}]}]}]})";
  EXPECT_EQ(kept(text), "sysmon: event=5 host=h Image=a.exe\n0");
}

TEST(FlatReader, SplunksFieldsOfTheSecurityLog) {
  EXPECT_EQ(
      kept(
          R"({"result":{"_time":"t","host":"h","source":"WinEventLog:Security","EventCode":"4688","New_Process_ID":"0x5",)"
          R"("New_Process_Name":"a.exe","Creator_Process_ID":"0x1","Process_Command_Line":"a -b"}})"),
      "security: event=4688 host=h time=t NewProcessId=0x5 NewProcessName=a.exe Process_Command_Line=a -b "
      "Creator_Process_ID=0x1\n0");
}

TEST(FlatReader, JsonAndXmlWithinTexts) {
  const std::string xml =
      "<Event><System><EventID>5</EventID><Channel>" + kLog +
      "</Channel><Computer>h</Computer></System><EventData><Data Name='Image'>a.exe</Data></EventData></Event>";
  EXPECT_EQ(kept(R"({"event":{"original":")" + xml + R"("},"host":{"name":"other"}})"),
            "sysmon: event=5 host=h Image=a.exe\n0");
  EXPECT_EQ(kept(R"({"log":"{\"Channel\":\")" + kLog +
                 R"(\",\"EventID\":5,\"Hostname\":\"h\",\"Image\":\"a.exe\"}\n","stream":"stdout"})"),
            "sysmon: event=5 host=h Image=a.exe\n0");
  EXPECT_EQ(kept(R"({"Channel":")" + kLog + R"(","EventID":5,"Computer":"h","EventData":"{\"Image\":\"a.exe\"}"})"),
            "sysmon: event=5 host=h Image=a.exe\n0");
}

TEST(FlatReader, MessagesInsteadOfFields) {
  EXPECT_EQ(
      kept(R"({"LogName":"Security","Id":4688,"MachineName":"h","TimeCreated":{"value":"/Date(1)/","DateTime":"x"},)"
           R"("Message":"A new process has been created.\r\n\r\nCreator Subject:\r\n\tAccount Name:\t\tann\r\n\r\n)"
           R"(Target Subject:\r\n\tAccount Name:\t\tbob\r\n\r\nProcess Information:\r\n\tNew Process ID:\t\t0x5\r\n)"
           R"(\tNew Process Name:\tC:\\a.exe\r\n\tCreator Process ID:\t0x1\r\n\tProcess Command Line:\ta: -b\r\n"})"),
      "security: event=4688 host=h time=/Date(1)/ NewProcessId=0x5 ProcessId=0x1 NewProcessName=C:\\a.exe "
      "CommandLine=a: -b TargetUserName=bob SubjectUserName=ann\n0");
  EXPECT_EQ(
      kept(R"({"LogName":"Security","Id":4688,"MachineName":"h","TimeCreated":"t","Message":"Ein neuer Prozess"})"),
      "security: event=4688 host=h time=t\n0")
      << "kept, to be counted as naming no process";
}

TEST(FlatReader, ACommandLineCannotForgeAnEarlierField) {
  EXPECT_EQ(kept(R"({"LogName":")" + kLog +
                 R"(","Id":1,"MachineName":"h","Message":"Process Create:\nUtcTime: t\nImage: a.exe\n)"
                 R"(CommandLine: a\nUtcTime: forged\nImage: forged\nUser: u"})"),
            "sysmon: event=1 host=h UtcTime=t Image=a.exe CommandLine=a\nUtcTime: forged\nImage: forged User=u\n0");
}

TEST(FlatReader, EveryRowOfATableIsCounted) {
  const std::string table =
      R"({"tables":[{"columns":[{"name":"Channel"},{"name":"EventID"},{"name":"Computer"},{"name":"Image"}],"rows":[)";
  const std::string row = "[\"" + kLog + R"(",5,"h","a.exe"])";
  const std::string named = R"({"Channel":")" + kLog + R"(","EventID":5,"Computer":"h","Image":"b.exe"})";
  EXPECT_EQ(kept(table + row + ',' + named + ",7,null]}]}"),
            "sysmon: event=5 host=h Image=a.exe\nsysmon: event=5 host=h Image=b.exe\n2");
  EXPECT_EQ(kept(table + "]}]}"), "0");
}

TEST(FlatReader, BrokenTextIsCounted) {
  EXPECT_EQ(kept("no record"), "1");
  EXPECT_EQ(kept("{\"a\":"), "1");
  EXPECT_EQ(kept("{\"a\":1}{\"b\":}"), "2");
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "{\"a\":";
  for (int i = 0; i < 2000; ++i) deep += '}';
  EXPECT_EQ(kept(deep), "1");
}

}  // namespace
}  // namespace proclens

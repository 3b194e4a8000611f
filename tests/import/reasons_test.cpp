// Why something is of no use is said, for each kind of reason.
#include <gtest/gtest.h>

#include <string>

#include "import/explain_log.hpp"
#include "import/import_fixture.hpp"
#include "import/import_text.hpp"

namespace proclens {
namespace {

class Reasons : public ImportTest {
 protected:
  /// The error of an import of one file.
  [[nodiscard]] std::string failure(const std::string& content, const std::string& name = "a.log") const {
    try {
      import({write(name, content)});
    } catch (const NothingImported& error) {
      EXPECT_EQ(error.report.files.size(), 1U);
      return error.what();
    }
    return "nothing was wrong";
  }
  [[nodiscard]] std::string explained(const std::string& name, const std::string& content) const {
    const std::filesystem::path path = write(name, content);
    return explain_log(Context(), {path, content.size(), ""}, "");
  }
};

std::string record(const std::string& fields) {
  return "{\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"EventID\":1," + fields + "}\n";
}

TEST_F(Reasons, OfNothingUsable) {
  EXPECT_NE(failure("#separator \\x09\n").find("a Zeek log"), std::string::npos);
  EXPECT_NE(failure("LfLeXXXXLfLe").find("not a known log format"), std::string::npos);
  EXPECT_NE(failure(std::string("\x30\0\0\0LfLe\x01", 9)).find("Windows XP"), std::string::npos);
  EXPECT_NE(failure("{\"a\":1}\n").find("with no field that a known source has"), std::string::npos);
  EXPECT_NE(failure(record("\"UtcTime\":\"2024-05-01 08:00:00\",\"ProcessGuid\":\"{A}\"")).find("without a host"),
            std::string::npos);
  EXPECT_NE(
      failure(record("\"Hostname\":\"h\",\"UtcTime\":\"yesterday\",\"ProcessGuid\":\"{A}\"")).find("without a time"),
      std::string::npos);
  EXPECT_NE(failure(record("\"Hostname\":\"h\",\"UtcTime\":\"2024-05-01 08:00:00\"")).find("ProcessGuid and the like"),
            std::string::npos);
}

TEST_F(Reasons, AMessageInAnotherLanguageIsNamed) {
  const std::string reason =
      failure(R"({"LogName":"Security","Id":4688,"MachineName":"h","TimeCreated":"2024-05-01T08:00:00Z",)"
              R"("Message":"Ein neuer Prozess wurde erstellt."})"
              "\n");
  EXPECT_NE(reason.find("NewProcessId and the like, and with a message that is not known English"), std::string::npos)
      << reason;
}

TEST_F(Reasons, AreFoldedInTheSummary) {
  std::vector<std::filesystem::path> files = {
      write("b.json", record("\"Hostname\":\"h\",\"UtcTime\":\"2024-05-01 08:00:00\","
                             "\"ProcessGuid\":\"{A}\",\"Image\":\"c:\\\\a.exe\""))};
  for (int i = 0; i < 3; ++i)
    files.push_back(write(std::to_string(i) + ".pcap", "\xD4\xC3\xB2\xA1" + std::to_string(i)));
  files.push_back(write("other.json", "{\"a\":1}\n"));
  const std::string text = import_text(import(files), 20);
  EXPECT_NE(text.find("3 files: no log: a packet capture"), std::string::npos) << text;
  EXPECT_NE(text.find("other.json: unknown form: with no field that a known source has"), std::string::npos) << text;
  EXPECT_LT(text.find("b.json"), text.find("3 files"));
}

TEST_F(Reasons, AFileIsExplained) {
  const std::string text =
      explained("a.json", record("\"Hostname\":\"h\",\"UtcTime\":\"2024-05-01 "
                                 "08:00:00\",\"ProcessGuid\":\"{A}\",\"Image\":\"c:\\\\a\\u0001.exe\"") +
                              "{\"EventCode\":7,\"LogName\":\"Microsoft-Windows-Sysmon/"
                              "Operational\",\"Computer\":\"h\",\"image\":\"c:\\\\a.exe\"}\n"
                              "{\"a\":1}\n");
  EXPECT_NE(text.find("JSON\n  3 records: 2 kept, 0 other events, 0 from other channels, 1 in an unknown form"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("sysmon, NXLog: 1 record"), std::string::npos) << text;
  EXPECT_NE(text.find("sysmon, Windows event in one object: 1 record"), std::string::npos) << text;
  EXPECT_NE(text.find("found: event, host, ProcessGuid, UtcTime, Image"), std::string::npos) << text;
  EXPECT_NE(text.find("missing: record, ProcessId"), std::string::npos) << text;
  EXPECT_NE(text.find("record 2\n"), std::string::npos) << text;
  EXPECT_NE(text.find("ProcessGuid = {A}"), std::string::npos) << text;
  EXPECT_EQ(text.find('\x01'), std::string::npos) << "texts are printable";
}

TEST_F(Reasons, AFieldThatAnotherOneStandsForIsNotMissed) {
  const std::string text = explained(
      "a.json",
      R"({"Channel":"Security","EventID":4688,"Hostname":"h","EventTime":"2024-05-01 08:00:00","NewProcessId":)"
      R"("0x4","NewProcessName":"c:\\a.exe","ProcessId":"0x2","SubjectUserName":"ann"})");
  EXPECT_NE(text.find("NewProcessName"), std::string::npos) << text;
  const std::string missing = text.substr(text.find("missing: "));
  for (const char* other : {" ProcessName", " TargetUserName", " Creator_Process_ID"}) {
    EXPECT_EQ(missing.substr(0, missing.find('\n')).find(std::string(other) + ","), std::string::npos) << missing;
  }
  EXPECT_NE(missing.find("CommandLine"), std::string::npos) << "nothing stands for it";
}

TEST_F(Reasons, WhatIsNoLogIsExplained) {
  EXPECT_NE(explained("a.db", "SQLite format 3\0").find("a SQLite database"), std::string::npos);
  EXPECT_NE(explained("b.json", "").find("empty"), std::string::npos);
}

}  // namespace
}  // namespace proclens

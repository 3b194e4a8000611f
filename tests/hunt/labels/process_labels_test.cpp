// Labels of a dataset, of files and of rules' hits, by process.
#include "hunt/labels/process_labels.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "hunt/labels/rule_hits.hpp"
#include "proclens/error.hpp"
#include "telemetry/scratch_folder.hpp"
#include "telemetry/selection.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

class ProcessLabelsTest : public testing::Test {
 protected:
  void SetUp() override {
    scratch.write(
        "data/process.parquet",
        "SELECT printf('%032x', i) AS pid_hash, 'a.exe' AS process_name, 'ws' || i % 2 AS hostname, 1000 + i "
        "AS record_number, CASE WHEN i < 8 THEN 'Microsoft-Windows-Sysmon/Operational' ELSE 'Security' END AS "
        "record_channel FROM range(10) t(i)");
    scratch.write("data/process_path.parquet", "SELECT '' AS pid_hash, '' AS ptree WHERE false");
  }
  [[nodiscard]] fs::path file(const std::string& name, const std::string& text) const {
    std::ofstream(scratch.path() / name, std::ios::binary) << text;
    return scratch.path() / name;
  }
  [[nodiscard]] ProcessLabels read(const std::vector<fs::path>& files) const {
    Database database;
    const Dataset dataset(scratch.path() / "data");
    open_table(database, dataset, StdviewTable::process, "hunt", {"pid_hash"});
    open_table(database, dataset, StdviewTable::process_path, "hunt", {"pid_hash"});
    static_cast<void>(select_processes(database, {}));
    return read_process_labels(database, dataset, files);
  }
  /// "PROCESS:LABEL/SOURCE/SEVERITY/TACTIC" by process.
  static std::string shown(const ProcessLabels& labels) {
    std::string text;
    for (std::uint32_t process = 0; process + 1 < labels.start.size(); ++process) {
      for (const std::uint32_t number : labels.of(process)) {
        const ProcessLabel& label = labels.labels[number];
        text += std::to_string(process) + ":" + label.label + "/" + label.source + "/" + label.severity + "/" +
                label.tactic + " ";
      }
    }
    return text;
  }

  ScratchFolder scratch;
};

TEST_F(ProcessLabelsTest, WithoutLabelsThereAreNone) {
  const ProcessLabels labels = read({});
  EXPECT_TRUE(labels.labels.empty());
  EXPECT_TRUE(labels.sources.empty());
  EXPECT_EQ(labels.start.size(), 11U);
  EXPECT_EQ(labels.weight(3), 0);
}

TEST_F(ProcessLabelsTest, EachProcessHasItsOwnTactic) {
  const ProcessLabels labels =
      read({file("truth.csv",
                 "pid_hash,label,tactic\n00000000000000000000000000000001,attack,execution\n"
                 "00000000000000000000000000000002,attack,persistence\n00000000000000000000000000000003,attack,\n")});
  EXPECT_EQ(shown(labels), "1:attack/truth//execution 2:attack/truth//persistence 3:attack/truth// ");
}

TEST_F(ProcessLabelsTest, ARuleWithSeveralTacticsWeighsOnce) {
  const ProcessLabels labels =
      read({file("truth.csv",
                 "pid_hash,label,tactic\n00000000000000000000000000000001,rule,execution\n"
                 "00000000000000000000000000000001,rule,persistence\n00000000000000000000000000000001,other,execution\n"
                 "00000000000000000000000000000002,rule,impact\n")});
  EXPECT_EQ(labels.of(1).size(), 3U);
  EXPECT_DOUBLE_EQ(labels.weight(1), 0.5 + 1);
  EXPECT_DOUBLE_EQ(labels.weight(2), 0.5);
}

TEST_F(ProcessLabelsTest, LabelsOfTheDatasetMaySaySeverityAndTactic) {
  scratch.write("data/sigma_labels.parquet",
                "SELECT printf('%032x', 1) AS entity, 'rule' AS analytic_id, 'High' AS severity, 'execution' AS tactic "
                "UNION ALL SELECT printf('%032x', 2), 'other', NULL, NULL");
  EXPECT_EQ(shown(read({})), "1:rule/sigma_labels/high/execution 2:other/sigma_labels// ");
}

TEST_F(ProcessLabelsTest, LabelsOfTheDatasetWeighTheInverseOfTheirFrequency) {
  scratch.write(
      "data/sigma_labels.parquet",
      "SELECT printf('%032X', i) AS entity, 'common' AS analytic_id, 'process' AS entity_type FROM range(4) "
      "t(i) UNION ALL SELECT printf('%032x', 2), 'rare', 'process' UNION ALL SELECT 'gone', 'rare', 'process' "
      "UNION ALL SELECT printf('%032x', 2), 'rare', 'process'");
  scratch.write("data/mitre_labels.parquet", "SELECT printf('%032x', 3) AS entity, 'rare' AS analytic_id");
  const ProcessLabels labels = read({});
  EXPECT_EQ(shown(labels),
            "0:common/sigma_labels// 1:common/sigma_labels// 2:rare/sigma_labels// 2:common/sigma_labels// "
            "3:rare/mitre_labels// 3:common/sigma_labels// ");
  EXPECT_EQ(labels.labels.back().processes, 4U);
  EXPECT_DOUBLE_EQ(labels.weight(0), 0.25);
  EXPECT_DOUBLE_EQ(labels.weight(2), 1.25);
  EXPECT_EQ(labels.weight(9), 0);
  ASSERT_EQ(labels.sources.size(), 2U);
  EXPECT_EQ(labels.sources[0].rows, 7U);
  EXPECT_EQ(labels.sources[0].matched, 6U);
}

TEST_F(ProcessLabelsTest, LabelsOfAFileNameProcessesUnlessTheySayBenign) {
  const fs::path csv = file("judged.csv",
                            "pid_hash,label,severity,source\n00000000000000000000000000000001,attack,HIGH,\n"
                            "00000000000000000000000000000002,benign,,\n00000000000000000000000000000003,,,\n"
                            "00000000000000000000000000000004,Odd Parent,,ann\nff,attack,,\n");
  const ProcessLabels labels = read({csv});
  EXPECT_EQ(shown(labels), "1:attack/judged/high/ 4:Odd Parent/ann// ");
  EXPECT_EQ(labels.sources.at(0).rows, 3U);
  EXPECT_EQ(labels.sources.at(0).matched, 2U);
}

TEST_F(ProcessLabelsTest, QuotesCountHoweverLateTheyCome) {
  std::string rows = "pid_hash,label\n";
  for (int i = 0; i < 30'000; ++i) rows += "no process,x\n";
  rows += "\"00000000000000000000000000000001\",\"Odd, \"\"quoted\"\"\"\n";
  EXPECT_EQ(shown(read({file("late.csv", rows)})), "1:Odd, \"quoted\"/late// ");
}

TEST_F(ProcessLabelsTest, FoldersOfAFileAddNoColumns) {
  fs::create_directories(scratch.path() / "label=benign");
  const std::string rows = "pid_hash,label\n00000000000000000000000000000001,attack\n";
  EXPECT_EQ(shown(read({file("label=benign/l.csv", rows)})), "1:attack/l// ");
}

TEST_F(ProcessLabelsTest, AddressesAsHostsAreWhole) {
  scratch.write("data/process.parquet",
                "SELECT printf('%032x', i) AS pid_hash, 'a.exe' AS process_name, '10.0.0.' || i AS hostname, 7 AS "
                "record_number FROM range(3) t(i)");
  const fs::path hit = file("hit.json", R"({"RuleTitle": "Odd", "Computer": "10.0.0.1", "RecordID": 7})");
  EXPECT_EQ(shown(read({hit})), "1:Odd/hayabusa// ");
}

TEST_F(ProcessLabelsTest, WithoutHitsNothingIsLabelled) {
  for (const auto& [name, text] : {std::pair("a.json", "[]"), {"b.jsonl", ""}, {"c.json", " \n"}}) {
    const ProcessLabels labels = read({file(name, text)});
    EXPECT_TRUE(labels.labels.empty()) << name;
    EXPECT_EQ(labels.sources.at(0).rows, 0U) << name;
  }
}

const char* const kHayabusaCsv =
    "\"Timestamp\",\"RuleTitle\",\"Level\",\"Computer\",\"Channel\",\"EventID\",\"MitreTactics\",\"RecordID\"\n"
    "\"2024\",\"Odd, start\",\"crit\",\"WS1.corp.example\",\"Sysmon\",1,\"Exec ¦ Evas\",1001\n"
    "\"2024\",\"Logon\",\"med\",\"ws0\",\"Sec\",4624,\"\",1002\n"
    "\"2024\",\"Start\",\"med\",\"ws0\",\"Sec\",4688,\"\",1008\n"
    "\"2024\",\"Other host\",\"med\",\"ws0\",\"Sysmon\",1,\"\",1001\n";

TEST_F(ProcessLabelsTest, HitsBelongToTheProcessThatTheRecordStarted) {
  const std::string first =
      R"({"RuleTitle":"Odd, start","Level":"crit","Computer":"WS1.corp.example","Channel":"Sysmon",)"
      R"("MitreTactics":["Exec","Evas"],"RecordID":1001})";
  const std::string second =
      R"({"RuleTitle":"Start","Level":"med","Computer":"ws0","Channel":"Sec","RecordID":"1008"})";
  const std::string expected = "1:Odd, start/hayabusa/critical/Exec, Evas 8:Start/hayabusa/medium/ ";
  EXPECT_EQ(shown(read({file("h.csv", kHayabusaCsv)})), expected);
  EXPECT_EQ(shown(read({file("h.jsonl", first + "\n" + second + "\n")})), expected);
  EXPECT_EQ(shown(read({file("h.json", " \n" + first + "\n\n" + second)})), expected);
  EXPECT_EQ(shown(read({file("a.json", "[" + first + ",\n" + second + "]")})), expected);
  const ProcessLabels labels = read({scratch.path() / "h.csv"});
  EXPECT_EQ(labels.sources.at(0).source, "h.csv");
  EXPECT_EQ(labels.sources.at(0).rows, 4U);
  EXPECT_EQ(labels.sources.at(0).matched, 2U);
}

TEST_F(ProcessLabelsTest, HitsOfChainsawInJsonAndCsv) {
  const auto event = [](const std::string& channel, int record) {
    return R"({"kind":"evtx","path":"x","data":{"Event":{"System":{"EventRecordID":)" + std::to_string(record) +
           R"(,"Computer":"WS1.corp.example","Channel":")" + channel + R"("}}}})";
  };
  const std::string json =
      R"([{"group":"Sigma","kind":"individual","document":)" + event("Microsoft-Windows-Sysmon/Operational", 1001) +
      R"(,"name":"One","level":"high","source":"sigma",)"
      R"("tags":["attack.defense_evasion","attack.t1003.001","attack.g0016","attack.execution"]},)"
      R"({"group":"Sigma","kind":"aggregate","documents":[)" +
      event("Security", 1009) + "," + event("Security", 1007) + R"(],"name":"Many","level":"low","source":"sigma"}])";
  EXPECT_EQ(shown(read({file("c.json", json)})),
            "1:One/chainsaw/high/defense-evasion, execution 9:Many/chainsaw/low/ ");
  EXPECT_EQ(shown(read({file("c.csv",
                             "timestamp,detections,path,count,Event.System.Provider,Event ID,Record ID,Computer,Event "
                             "Data\nt,One;Two,x,1,Microsoft-Windows-Sysmon,1,1001,WS1.corp.example,\"a: b\nc: d\"\n"
                             "t,Log,x,1,Microsoft-Windows-Security-Auditing,4688,1001,WS1.corp.example,\"\"\n")})),
            "1:One/chainsaw// 1:Two/chainsaw// ");
}

TEST_F(ProcessLabelsTest, OneLabelFromTwoFilesOfASourceIsOne) {
  const ProcessLabels labels = read({file("a.csv", kHayabusaCsv), file("b.csv", kHayabusaCsv)});
  EXPECT_EQ(labels.labels.size(), 2U);
  EXPECT_EQ(labels.labels[0].processes, 1U);
  EXPECT_EQ(labels.sources.size(), 2U);
}

TEST_F(ProcessLabelsTest, WhatHoldsNoLabelsIsAnError) {
  for (const auto& [name, text] :
       {std::pair("cut.json", "{\"RuleTitle\": \"x"), std::pair("other.json", "[{\"a\": 1}]"),
        std::pair("numbers.json", "[1, 2]"), std::pair("other.csv", "a,b\n1,2\n"), std::pair("empty", "")}) {
    try {
      static_cast<void>(read({file(name, text)}));
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::data) << name;
      EXPECT_NE(std::string(error.what()).find(name), std::string::npos) << error.what();
    }
  }
}

}  // namespace
}  // namespace proclens

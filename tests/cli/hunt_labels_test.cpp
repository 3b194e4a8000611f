// `hunt --labels`: what rules said, beside what is new.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/run_program.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

class HuntLabelsTest : public testing::Test {
 protected:
  [[nodiscard]] ProgramResult run(const std::string& arguments) const {
    return run_program(scratch.path(), arguments, "cd '" + scratch.path().string() + "' &&");
  }
  [[nodiscard]] std::int64_t number(const std::string& select) const {
    Database database;
    return database.number(select + " FROM " + sql_literal((scratch.path() / "out/hunt/processes.parquet").string()));
  }

  ScratchFolder scratch;
};

TEST_F(HuntLabelsTest, HitsOfAnImportedLogFindTheirProcess) {
  std::ofstream log(scratch.path() / "sysmon.json");
  for (int process = 1; process <= 40; ++process) {
    log << R"({"EventID":1,"RecordNumber":)" << 1000 + process
        << R"(,"Channel":"Microsoft-Windows-Sysmon/Operational","Hostname":"PC)" << process % 4
        << R"(.corp.example","UtcTime":"2024-05-01 08:00:00.000","ProcessGuid":"{g)" << process << R"(}","ProcessId":)"
        << process << R"(,"Image":"C:\\p.exe","CommandLine":"p -x"})"
        << "\n";
  }
  log.close();
  std::ofstream(scratch.path() / "hits.csv")
      << "\"Timestamp\",\"RuleTitle\",\"Level\",\"Computer\",\"Channel\",\"EventID\",\"RecordID\"\n"
         "\"t\",\"Odd start\",\"high\",\"PC3.corp.example\",\"Sysmon\",1,1003\n"
         "\"t\",\"Odd start\",\"high\",\"PC3.corp.example\",\"Sec\",1,1007\n";
  const ProgramResult result = run("hunt sysmon.json -o out --labels hits.csv --rules with");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_NE(result.output.find("labelled 'Odd start' by hayabusa (high): 1 of 40 processes"), std::string::npos)
      << result.output;
  EXPECT_NE(result.output.find("labels of hits.csv: 1 of 2 rows"), std::string::npos) << result.output;
  EXPECT_EQ(number("SELECT count(*) FILTER (labels = ['Odd start'] AND label_weight = 1)"), 1);
  EXPECT_EQ(number("SELECT count(*) FILTER (label_weight = 0)"), 39);
  const ProgramResult without = run("hunt out/dataset -o out --labels hits.csv --rules without");
  EXPECT_EQ(without.exit_code, 0) << without.errors;
  EXPECT_EQ(without.output.find("Odd start"), std::string::npos) << without.output;
}

TEST_F(HuntLabelsTest, LabelsOfTheDatasetAreReadWithoutBeingAskedFor) {
  ASSERT_EQ(run("demo data --processes 300 --quiet").exit_code, 0);
  scratch.write("data/sigma_labels.parquet",
                "SELECT DISTINCT pid_hash AS entity, 'rule-' || process_name AS analytic_id, 'process' AS entity_type "
                "FROM read_parquet(" +
                    sql_literal((scratch.path() / "data/process.parquet").string()) +
                    ") WHERE process_name = 'svchost.exe'");
  ASSERT_EQ(run("hunt data -o out --quiet").exit_code, 0);
  EXPECT_GT(number("SELECT count(*) FILTER (labels = ['rule-svchost.exe'])"), 10);
  EXPECT_EQ(number("SELECT count(*) FILTER (len(labels) > 0 AND process_name <> 'svchost.exe')"), 0);
  EXPECT_EQ(number("SELECT round(1000 * sum(label_weight))"), 1000);  // of one label in all
}

TEST_F(HuntLabelsTest, SaysWhatHoldsNoLabels) {
  ASSERT_EQ(run("demo data --processes 300 --quiet").exit_code, 0);
  const ProgramResult result = run("hunt data -o out --labels nowhere.csv");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.errors.find("nowhere.csv"), std::string::npos) << result.errors;
  EXPECT_EQ(run("hunt data -o out --rules some").exit_code, 2);
}

}  // namespace
}  // namespace proclens

// What hunt.json, and with it the page, says of each finding.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "hunt/hunt.hpp"
#include "hunt/hunt_files.hpp"
#include "hunt/made_processes.hpp"
#include "telemetry/folding_functions.hpp"

namespace proclens {
namespace {

class HuntJsonTest : public testing::Test {
 protected:
  SelectionCounts describe(const std::vector<MadeProcess>& processes) {
    add_folding_functions(database);
    write_dataset(scratch, "data", processes);
    return describe_processes(Context(), database, Dataset(scratch.path() / "data"), {}, "hunt").selection;
  }

  /// Of each process, empty if it is not known.
  std::vector<std::string> starts() {
    std::vector<std::string> starts;
    Rows rows = database.query(
        "SELECT coalesce(strftime(process_started, '%Y-%m-%d %H:%M:%S'), '') FROM selected ORDER BY process");
    while (const Chunk* chunk = rows.next()) {
      for (std::size_t row = 0; row < chunk->rows(); ++row) starts.emplace_back(chunk->text(0, row));
    }
    return starts;
  }

  ScratchFolder scratch;
  Database database;
};

TEST_F(HuntJsonTest, GivesTheFirstAndTheLastStartOfEachFinding) {
  const SelectionCounts selection = describe(made_processes(5, 400, 5, 9));
  const Hunt hunt(Context(), database, {}, {});
  const nlohmann::ordered_json json = hunt_json(database, hunt, selection, "t");
  const std::vector<std::string> starts = this->starts();
  std::size_t spans = 0;
  ASSERT_EQ(json["findings"].size(), hunt.findings.findings.size());
  for (std::size_t i = 0; i < hunt.findings.findings.size(); ++i) {
    std::string first, last;
    for (const std::uint32_t process : hunt.findings.findings[i].processes) {
      const std::string& start = starts[process];
      if (start.empty()) continue;
      first = first.empty() ? start : std::min(first, start);
      last = std::max(last, start);
    }
    EXPECT_EQ(json["findings"][i]["first_seen"], first);
    EXPECT_EQ(json["findings"][i]["last_seen"], last);
    if (first != last) ++spans;
  }
  EXPECT_GT(spans, 0U);
}

TEST_F(HuntJsonTest, FindingsJudgedBeforeTakeNobodysPlace) {
  std::vector<MadeProcess> processes;
  for (int i = 0; i < 1'300; ++i) {
    processes.push_back(
        {"p" + std::to_string(i) + ".exe", "explorer.exe", "", "", true, "host" + std::to_string(i % 3)});
  }
  const SelectionCounts selection = describe(processes);
  const auto listed = [&](const std::set<std::string>& known) {
    const Hunt hunt(Context(), database, {}, known);
    std::set<std::string> unknown;
    const auto json = hunt_json(database, hunt, selection, "t");
    for (const auto& finding : json.at("findings")) {
      if (!finding.at("known").get<bool>()) unknown.insert(finding["id"].get<std::string>());
    }
    return unknown;
  };
  const std::set<std::string> first = listed({});
  EXPECT_EQ(first.size(), 1'000U);
  const std::set<std::string> rest = listed(first);
  EXPECT_EQ(rest.size(), 300U);
}

TEST_F(HuntJsonTest, ALabelOfSomeOfItsProcessesIsOfTheFinding) {
  std::vector<MadeProcess> processes(6, {"evil.exe", "explorer.exe", "-x", "-x", true, "host0"});
  processes.push_back({"b.exe", "explorer.exe", "-y", "-y", true, "host1"});
  const SelectionCounts selection = describe(processes);
  ProcessLabels labels;
  labels.labels = {{"Odd", "sigma", "", "", 1}};
  labels.start.assign(8, 1);
  for (std::size_t process = 0; process <= 4; ++process) labels.start[process] = 0;
  labels.label_of = {0};
  const Hunt hunt(Context(), database, {}, {}, labels);
  std::set<std::string> ids;
  const auto json = hunt_json(database, hunt, selection, "t");
  for (const auto& finding : json.at("findings")) {
    EXPECT_TRUE(ids.insert(finding["id"]).second) << "one finding, one id";
    if (finding["process_name"] != "evil.exe") continue;
    EXPECT_EQ(finding["processes"], 6);
    EXPECT_TRUE(finding["labelled"]);
    EXPECT_EQ(finding["reasons"].back()["text"], "another of them is labelled 'Odd' by sigma: 1 of 7 processes");
  }
}

TEST_F(HuntJsonTest, SaysWhichFindingsAreListed) {
  const SelectionCounts selection = describe(made_processes(5, 50, 3, 2));
  const Hunt hunt(Context(), database, {}, {});
  EXPECT_EQ(hunt_json(database, hunt, selection, "t")["rules"], "all");
  EXPECT_EQ(hunt_json(database, hunt, selection, "t", LabelledFindings::labelled)["rules"], "with");
  EXPECT_EQ(hunt_json(database, hunt, selection, "t", LabelledFindings::unlabelled)["rules"], "without");
}

}  // namespace
}  // namespace proclens

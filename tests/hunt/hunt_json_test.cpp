// What hunt.json, and with it the page, says of each finding.
#include <gtest/gtest.h>

#include <algorithm>
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

TEST_F(HuntJsonTest, SaysWhichFindingsAreListed) {
  const SelectionCounts selection = describe(made_processes(5, 50, 3, 2));
  const Hunt hunt(Context(), database, {}, {});
  EXPECT_EQ(hunt_json(database, hunt, selection, "t")["rules"], "all");
  EXPECT_EQ(hunt_json(database, hunt, selection, "t", LabelledFindings::labelled)["rules"], "with");
  EXPECT_EQ(hunt_json(database, hunt, selection, "t", LabelledFindings::unlabelled)["rules"], "without");
}

}  // namespace
}  // namespace proclens

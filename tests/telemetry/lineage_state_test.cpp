#include "telemetry/lineage_state.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "proclens/error.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

class LineageStateTest : public testing::Test {
 protected:
  LineageStateTest() {
    database.run(
        "CREATE TABLE selected AS SELECT * FROM (VALUES (0, 'A', '=a->b'), (1, 'B', '=b'), (2, 'C', NULL)) "
        "t(process, pid_hash, ptree)");
  }

  std::string states() {
    return database.text("SELECT string_agg(state, '|' ORDER BY process) FROM lineage_state").value_or("");
  }

  Database database;
  ScratchFolder scratch;
};

TEST_F(LineageStateTest, TellsFromTheRecordedLineageWithoutAnAudit) {
  const std::vector<std::string> found = make_lineage_states(database, {});
  EXPECT_EQ(states(), "ancestors recorded|lineage of itself only|no lineage recorded");
  EXPECT_EQ(found.size(), 3);
}

TEST_F(LineageStateTest, TakesTheAuditsWord) {
  scratch.write("lineage.parquet",
                "SELECT * FROM (VALUES ('a', 'complete'), ('B', 'orphan'), ('Z', 'dud')) t(pid_hash, state)");
  EXPECT_EQ(make_lineage_states(database, scratch.path() / "lineage.parquet"),
            (std::vector<std::string>{"complete", "not audited", "orphan"}));
  EXPECT_EQ(states(), "complete|orphan|not audited");
}

TEST_F(LineageStateTest, TakesTheAuditsFlagsThatOccur) {
  scratch.write("lineage.parquet",
                "SELECT * FROM (VALUES ('a', 'dud', false, true, NULL), ('A', 'dud', false, false, true), "
                "('Z', 'dud', false, NULL, true)) t(pid_hash, state, never, first, second)");
  EXPECT_EQ(make_lineage_flags(database, scratch.path() / "lineage.parquet"),
            (std::vector<std::string>{"first", "second"}));
  const auto flags = [&] {
    return database.text("SELECT string_agg(flags, '|' ORDER BY process) FROM lineage_flag").value_or("");
  };
  EXPECT_EQ(flags(), "3|0|0");
  EXPECT_EQ(database.text("SELECT string_agg(bit || ' ' || name, '|' ORDER BY bit) FROM lineage_flag_name"),
            "0 first|1 second");
  EXPECT_TRUE(make_lineage_flags(database, {}).empty());
  EXPECT_EQ(flags(), "0|0|0");
}

TEST_F(LineageStateTest, SaysWhenTheFileIsNoAudit) {
  std::ofstream(scratch.path() / "lineage.parquet") << "nonsense";
  EXPECT_THROW(make_lineage_states(database, scratch.path() / "lineage.parquet"), Error);
}

}  // namespace
}  // namespace proclens

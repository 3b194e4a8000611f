// The lens `parents`, counted by hand.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lens/lens_bags.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

class ParentsTest : public testing::Test {
 protected:
  ParentsTest() {
    database.run(
        "CREATE TABLE selected AS SELECT i::INTEGER AS process, 'P' || i AS pid_hash FROM range(4) t(i);"
        "CREATE TABLE process_path (pid_hash VARCHAR, ptree VARCHAR, "
        "ptree_list_tuples STRUCT(pid_hash VARCHAR, process_name VARCHAR)[])");
  }

  /// Adds a recorded path, leaf first; an empty name means a missing one.
  void path(const std::string& pid_hash, const std::vector<std::string>& names) {
    std::string steps;
    std::string ptree;
    for (const std::string& name : names) {
      const std::string text = name.empty() ? "NULL" : "'" + name + "'";
      steps += (steps.empty() ? "" : ", ") + ("{'pid_hash': 'X', 'process_name': " + text + "}");
      ptree += (ptree.empty() ? "=" : "->") + name;
    }
    database.run("INSERT INTO process_path VALUES ('" + pid_hash + "', '" + ptree + "', [" + steps + "])");
  }

  LensBags bags() { return lens_bags(Context(), database, find_lens("parents"), 4); }

  Database database;
};

TEST_F(ParentsTest, CountsTheNamesOfAncestorsWithoutTheProcessItself) {
  path("P0", {"cmd.exe", "cmd.exe", "CMD.exe", "explorer.exe"});
  path("p1", {"word.exe", "explorer.exe"});
  path("P2", {"System"});
  const LensBags result = bags();
  EXPECT_EQ(result.feature_names, (std::vector<std::string>{"CMD.exe", "explorer.exe"}));
  EXPECT_EQ(result.feature_objects, (std::vector<std::uint64_t>{1, 2}));
  const SparseRows rows = expanded(Context(), result.distinct);
  EXPECT_EQ(rows.row_start, (std::vector<std::size_t>{0, 2, 3, 3, 3}));
  EXPECT_EQ(rows.column, (std::vector<std::uint32_t>{0, 1, 1}));
  EXPECT_EQ(rows.value, (std::vector<double>{2, 1, 1}));
  EXPECT_EQ(result.recorded_rows, 4);
  EXPECT_TRUE(result.left_out.empty());
}

TEST_F(ParentsTest, SaysWhichAncestorsAreInNoBag) {
  path("P0", {"a", "", "c"});
  path("LEFT", {"a", "b", "c"});
  const LensBags result = bags();
  EXPECT_EQ(result.recorded_rows, 4);
  EXPECT_EQ(result.counted_rows, 1);
  std::string left_out;
  for (const RowsLeftOut& rows : result.left_out) left_out += rows.reason + ' ' + std::to_string(rows.count) + ' ';
  EXPECT_EQ(left_out, "of_processes_left_out 2 without_name 1 ");
}

TEST_F(ParentsTest, OfSeveralPathsOfAProcessOneCounts) {
  path("P0", {"a", "z"});
  path("p0", {"a", "b", "c"});
  EXPECT_EQ(bags().feature_names, (std::vector<std::string>{"b", "c"}));
}

}  // namespace
}  // namespace proclens

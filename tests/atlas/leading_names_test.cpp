#include "atlas/leading_names.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace proclens {
namespace {

/// Seven bags of one line each in three clusters, run by these processes.
class LeadingNamesTest : public testing::Test {
 protected:
  LeadingNamesTest() {
    bags.lens.split = command_tokens;
    bags.distinct.bag_of = {0, 1, 2, 3, 4, 5, 6};
    bags.distinct.bags.counts.row_start.assign(8, 0);
    bags.distinct.bags.multiplicity.assign(7, 1);
    map.clustering.clusters = 3;
    map.clustering.label = {0, 0, 1, 1, 2, 2, -1};
    map.clustering.layers = {{.label = {0, 0, 0, 0, -1, -1, -1}, .clusters = 1}};
    database.run("CREATE TABLE selected (process INTEGER, process_name VARCHAR)");
  }

  void run(std::uint32_t line, const std::string& name) {
    database.run("INSERT INTO selected VALUES (" + std::to_string(bags.object_of.size()) + ", " +
                 (name.empty() ? "NULL" : "'" + name + "'") + ")");
    bags.object_of.push_back(line);
  }

  Database database;
  LensBags bags;
  DataMap map;
};

TEST_F(LeadingNamesTest, AreThoseOfHalfOfTheMembersIgnoringCase) {
  for (const char* name : {"cmd.exe", "CMD.EXE", "reg.exe"}) run(0, name);
  for (const char* name : {"a.exe", "b.exe", "", "a.exe", "c.exe"}) run(2, name);
  for (const char* name : {"z.exe", "y.exe"}) run(4, name);
  run(6, "noise.exe");
  run(LensBags::kNoObject, "none.exe");
  const LeadingNames leads = leading_names(database, bags, map);
  EXPECT_EQ(leads.clusters, (std::vector<std::string>{"CMD.EXE", "", "y.exe"}));
  ASSERT_EQ(leads.layers.size(), 1U);
  EXPECT_EQ(leads.layers[0], (std::vector<std::string>{""}));
}

TEST_F(LeadingNamesTest, OnlyTokensAreLed) {
  run(0, "cmd.exe");
  bags.lens.split = nullptr;
  EXPECT_TRUE(leading_names(database, bags, map).clusters.empty());
}

}  // namespace
}  // namespace proclens

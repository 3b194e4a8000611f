#include "atlas/audit_page_data.hpp"

#include <gtest/gtest.h>

#include <string>

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

AuditSummary small_summary() {
  AuditSummary summary;
  summary.all.processes = 2;
  summary.all.states[static_cast<std::size_t>(RecordState::orphan)] = 1;
  summary.all.states[static_cast<std::size_t>(RecordState::truncated)] = 1;
  ExampleRecord leaf;
  leaf.pid_hash = "AA";
  leaf.name = "</script>\xff";
  leaf.state = RecordState::truncated;
  leaf.flags.set(Flag::wrong_path);
  leaf.flags.set(Flag::unexpected_parent);
  leaf.depth = 2;
  leaf.parent = 1;
  leaf.parent_pid_hash = "BB";
  leaf.os_pid = 44;
  leaf.recorded_ptree = "=a.exe->b.exe";
  ExampleRecord top;
  top.record = 1;
  top.state = RecordState::orphan;
  top.depth = 1;
  top.cut = true;
  summary.examples.records = {leaf, top};
  summary.examples.of_term[static_cast<std::size_t>(RecordState::orphan)] = {1};
  summary.examples.of_term[kStateCount + static_cast<std::size_t>(Flag::wrong_path)] = {0};
  return summary;
}

TEST(AuditPageData, ExplainsItsWords) {
  const Json json = audit_page_data(small_summary(), "office");
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["title"], "office");
  ASSERT_EQ(json["states"].size(), kStateCount);
  ASSERT_EQ(json["flags"].size(), kFlagCount);
  EXPECT_EQ(json["states"][3], Json({{"name", "orphan"}, {"kind", "gap"}, {"meaning", "its parent has no record"}}));
  EXPECT_EQ(json["flags"].back()["kind"], "suspicious");
  EXPECT_EQ(json["audit"]["processes"]["records"], 2);
}

TEST(AuditPageData, RefersFromExamplesToRecordsAndFromRecordsToParents) {
  const Json json = audit_page_data(small_summary(), "office");
  EXPECT_EQ(json["examples"], Json({{"orphan", {1}}, {"wrong_path", {0}}}));
  const Json& leaf = json["records"][0];
  EXPECT_EQ(leaf["parent"], 1);
  EXPECT_EQ(leaf["flags"], Json({"wrong_path", "unexpected_parent"}));
  EXPECT_EQ(leaf["state"], "truncated");
  EXPECT_EQ(leaf["os_pid"], 44);
  EXPECT_EQ(leaf["recorded"], "=a.exe->b.exe");
  EXPECT_TRUE(leaf["host"].is_null());
  EXPECT_FALSE(leaf.contains("cut"));
  EXPECT_TRUE(json["records"][1]["parent"].is_null());
  EXPECT_EQ(json["records"][1]["cut"], true);
}

TEST(AuditPageData, ShortensLongListsWithoutLosingCounts) {
  AuditSummary summary = small_summary();
  for (int i = 0; i < 700; ++i) {
    Breakdown name;
    name.name = std::to_string(i) + ".exe";
    name.counts.processes = 2;
    summary.by_name.rows.push_back(name);
    summary.dud_args.top.push_back({"--run " + std::to_string(i), 3});
  }
  const Json json = audit_page_data(summary, "office");
  const Json& by_name = json["audit"]["by_name"];
  EXPECT_EQ(by_name["rows"].size(), 500);
  EXPECT_EQ(by_name["rows"][0]["name"], "0.exe");
  EXPECT_EQ(by_name["other_rows"], 200);
  EXPECT_EQ(by_name["others"]["processes"], 400);
  const Json& by_args = json["audit"]["duds"]["by_args"];
  EXPECT_EQ(by_args["names"].size(), 200);
  EXPECT_EQ(by_args["other_names"], 500);
  EXPECT_EQ(by_args["other_count"], 1500);
}

}  // namespace
}  // namespace proclens

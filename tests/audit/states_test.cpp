// Every state of a lineage, and the cases most similar to it.
#include <gtest/gtest.h>

#include "audit/audit_fixture.hpp"

namespace proclens {
namespace {

using Flags = std::set<std::string>;
using Ids = std::vector<std::string>;

TEST(States, OfABootWithItsFirstProcess) {
  AuditedDataset data;
  data.add_all({{.id = "system", .name = "System", .pid = 4, .parent_pid = 0, .started = 1},
                {.id = "registry", .parent = "system", .name = "Registry", .started = 1},
                {.id = "smss", .parent = "system", .pid = 400, .parent_pid = 4, .started = 2},
                {.id = "session", .parent = "smss", .name = "smss.exe", .started = 3},
                {.id = "wininit", .parent = "session", .started = 4},
                {.id = "services", .parent = "wininit", .started = 5}});
  data.audit();
  EXPECT_EQ(data.state("system"), "root");
  EXPECT_EQ(data.state("registry"), "root");
  EXPECT_EQ(data.state("smss"), "complete");
  EXPECT_EQ(data.state("services"), "complete");
  EXPECT_EQ(data.ptree("services"), "=services.exe->wininit.exe->smss.exe->smss.exe->System");
  EXPECT_EQ(data.ids_in_lineage("services"), (Ids{"services", "wininit", "session", "smss", "system"}));
  EXPECT_EQ(data.depth("services"), 5);
  EXPECT_EQ(data.flags("services"), Flags{"missing_path"});
}

TEST(States, TheFirstSessionManagerIsARootWhenSystemHasNoRecord) {
  AuditedDataset data;
  data.add_all({{.id = "smss", .parent = "gone", .parent_pid = 4},
                {.id = "wininit", .parent = "smss"},
                {.id = "later", .parent = "also gone", .name = "smss.exe", .parent_pid = 400},
                {.id = "winlogon", .parent = "later"}});
  data.audit();
  EXPECT_EQ(data.state("smss"), "root");
  EXPECT_EQ(data.state("wininit"), "complete");
  EXPECT_EQ(data.state("later"), "orphan") << "a session's smss.exe comes from the first one, which has no record";
  EXPECT_EQ(data.state("winlogon"), "truncated");
}

TEST(States, AFirstProcessNameAloneIsNotEnough) {
  AuditedDataset data;
  data.add_all({{.id = "explorer", .started = 1},
                {.id = "fake", .parent = "explorer", .name = "system", .pid = 4},
                {.id = "other", .name = "system", .pid = 5120},
                {.id = "child", .parent = "other"}});
  data.audit();
  EXPECT_EQ(data.state("fake"), "truncated");
  EXPECT_EQ(data.state("other"), "dud");
  EXPECT_EQ(data.state("child"), "truncated");
}

TEST(States, OrphanDudAndTheirDescendants) {
  AuditedDataset data;
  data.add_all({{.id = "orphan", .parent = "gone"},
                {.id = "below", .parent = "orphan"},
                {.id = "dud"},
                {.id = "child", .parent = "dud"},
                {.id = "grandchild", .parent = "child"}});
  data.audit();
  EXPECT_EQ(data.state("orphan"), "orphan");
  EXPECT_EQ(data.state("below"), "truncated");
  EXPECT_EQ(data.state("dud"), "dud");
  EXPECT_EQ(data.state("child"), "truncated");
  EXPECT_EQ(data.ptree("grandchild"), "=grandchild.exe->child.exe->dud.exe");
  EXPECT_EQ(data.summary().duds, 1);
}

TEST(States, ParentsOfEachOtherAreCyclicAndSoAreTheirDescendants) {
  AuditedDataset data;
  data.add_all({{.id = "a", .parent = "b"}, {.id = "b", .parent = "a"}, {.id = "c", .parent = "b"}});
  data.audit();
  for (const std::string id : {"a", "b", "c"}) EXPECT_EQ(data.state(id), "cyclic") << id;
  EXPECT_EQ(data.ids_in_lineage("a"), (Ids{"a", "b"}));
  EXPECT_EQ(data.ids_in_lineage("b"), (Ids{"b", "a"}));
  EXPECT_EQ(data.ids_in_lineage("c"), (Ids{"c", "b", "a"}));
  EXPECT_EQ(data.flags("a"), Flags{"missing_path"});
}

TEST(States, ASelfParentIsACycleUnlessItIsTheFirstProcess) {
  AuditedDataset data;
  data.add_all({{.id = "self", .parent = "self"},
                {.id = "child", .parent = "self"},
                {.id = "idle", .parent = "idle", .name = "Idle", .pid = 0},
                {.id = "system", .parent = "idle", .name = "System", .pid = 4},
                {.id = "smss", .parent = "system"}});
  data.audit();
  EXPECT_EQ(data.state("self"), "cyclic");
  EXPECT_EQ(data.depth("self"), 1);
  EXPECT_EQ(data.flags("self"), (Flags{"missing_path", "self_parent"}));
  EXPECT_EQ(data.state("child"), "cyclic");
  EXPECT_EQ(data.ids_in_lineage("child"), (Ids{"child", "self"}));
  EXPECT_EQ(data.flags("child"), Flags{"missing_path"});
  EXPECT_EQ(data.state("idle"), "root");
  EXPECT_EQ(data.state("system"), "root");
  EXPECT_EQ(data.ids_in_lineage("smss"), (Ids{"smss", "system", "idle"}));
}

TEST(States, PartitionTheRecordsWhateverTheirShape) {
  AuditedDataset data;
  data.database().run(
      "INSERT INTO process BY NAME SELECT CASE WHEN hash(i) % 50 > 0 THEN md5('p' || i) END AS pid_hash, "
      "CASE hash(i * 3) % 8 WHEN 0 THEN NULL WHEN 1 THEN md5('gone' || i) WHEN 2 THEN '' ELSE md5('p' || (hash(i * 7) "
      "% "
      "2000)) END AS parent_pid_hash, CASE WHEN i % 400 = 0 THEN 'system' ELSE 'p' || i END AS process_name "
      "FROM range(1900) t(i)");
  const AuditSummary& summary = data.audit();
  std::uint64_t sum = 0;
  for (const std::uint64_t count : summary.all.states) sum += count;
  EXPECT_EQ(sum, 1900);
  EXPECT_EQ(summary.all.processes, 1900);
  for (const Breakdowns* breakdowns : {&summary.by_host, &summary.by_name, &summary.by_day, &summary.by_hour}) {
    TermCounts total;
    for (const Breakdown& row : breakdowns->rows) total.add(row.counts);
    EXPECT_EQ(total.states, summary.all.states);
    EXPECT_EQ(total.flags, summary.all.flags);
  }
  EXPECT_GT(data.in_state("cyclic"), 0);
  EXPECT_GT(data.in_state("truncated"), 0);
  EXPECT_EQ(data.database().number("SELECT count(*) FROM lineage"), 1900);
}

}  // namespace
}  // namespace proclens

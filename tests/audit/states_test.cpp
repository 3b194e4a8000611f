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

/// A boot of Wintap's: the kernel bears its own hash as its parent's, and stands above the placeholder.
const std::vector<TestProcess> kWintapBoot = {
    {.id = "kernel", .parent = "kernel", .name = "ntoskrnl.exe", .pid = 4, .started = 1},
    {.id = "unknown", .parent = "kernel", .name = "unknown.exe", .pid = 1, .started = 1},
    {.id = "smss", .parent = "kernel", .pid = 400, .parent_pid = 4, .started = 2}};

TEST(Wintap, TheKernelIsItsOwnParent) {
  AuditedDataset data;
  data.add_all(kWintapBoot);
  // Nearly the same: another name, and the name under another program.
  data.add_all({{.id = "copy", .parent = "copy", .name = "ntoskrnl2.exe", .pid = 4},
                {.id = "smss2", .parent = "smss2", .name = "smss.exe", .parent_pid = 4},
                {.id = "fake", .parent = "copy", .name = "ntoskrnl.exe"}});
  data.audit();
  EXPECT_EQ(data.state("kernel"), "root");
  EXPECT_EQ(data.flags("kernel"), Flags{"missing_path"});
  EXPECT_EQ(data.ids_in_lineage("smss"), (Ids{"smss", "kernel"}));
  EXPECT_EQ(data.state("copy"), "cyclic");
  EXPECT_EQ(data.flags("copy"), (Flags{"missing_path", "self_parent"}));
  EXPECT_EQ(data.flags("smss2"), (Flags{"missing_path", "self_parent"})) << "System starts it, it has a parent";
  EXPECT_EQ(data.state("fake"), "cyclic");
}

TEST(Wintap, ChildrenOfThePlaceholderHaveLostTheirLineage) {
  AuditedDataset data;
  data.add_all(kWintapBoot);
  data.add_all({{.id = "child", .parent = "unknown", .parent_pid = 700, .started = 100},
                {.id = "below", .parent = "child", .started = 101},
                {.id = "without pid", .parent = "unknown", .parent_pid = 1, .started = 100},
                {.id = "services", .parent = "unknown", .started = 0.5},
                {.id = "shell", .parent = "smss", .pid = 700, .started = 50}});
  data.add_path({"child", "unknown", "kernel"});
  data.audit();
  EXPECT_EQ(data.state("child"), "orphan");
  EXPECT_EQ(data.ptree("child"), "=child.exe");
  EXPECT_EQ(data.flags("child"), Flags{}) << "the recorded path goes on with the placeholder, as the parent hash does";
  EXPECT_EQ(data.likely_parent("child"), "shell") << "the PID of its parent was recorded";
  EXPECT_EQ(data.state("below"), "truncated");
  EXPECT_EQ(data.ids_in_lineage("below"), (Ids{"below", "child"}));
  EXPECT_EQ(data.likely_parent("without pid"), std::nullopt) << "a placeholder is nobody's parent";
  EXPECT_EQ(data.flags("services"), Flags{"missing_path"}) << "a gap contradicts nothing";
  EXPECT_EQ(data.state("unknown"), "complete");
  EXPECT_EQ(data.state("shell"), "complete");
  EXPECT_EQ(data.summary().under_placeholders, 3);
  EXPECT_EQ(data.summary().unknown.only_parent, 0) << "the placeholder has a record";
}

TEST(Wintap, AProgramThatBearsThePlaceholdersNameIsAParent) {
  AuditedDataset data;
  data.add_all(kWintapBoot);
  data.add_all({{.id = "of the kernel", .parent = "kernel", .name = "unknown.exe", .pid = 812},
                {.id = "of a shell", .parent = "smss", .name = "unknown.exe", .pid = 1},
                {.id = "other name", .parent = "kernel", .name = "unknown2.exe", .pid = 1}});
  for (const std::string id : {"of the kernel", "of a shell", "other name"}) {
    data.add({.id = "below " + id, .parent = id});
  }
  data.add_all({{.id = "old", .parent = "kernel", .name = "Unknown", .pid = 1}, {.id = "below old", .parent = "old"}});
  data.add_all({{.id = "undated", .name = "unknown.exe"}, {.id = "below undated", .parent = "undated"}});
  data.audit();
  for (const std::string id : {"of the kernel", "of a shell", "other name"}) {
    EXPECT_EQ(data.state("below " + id), "complete") << id;
  }
  EXPECT_EQ(data.state("below old"), "orphan") << "before .exe was appended to every name";
  EXPECT_EQ(data.state("below undated"), "orphan") << "neither its PID nor a parent contradicts";
  EXPECT_EQ(data.summary().under_placeholders, 2);
}

/// smss.exe has ended, and its PID belongs to a svchost.exe when the sensor looks for wininit.exe's parent.
const std::vector<TestProcess> kReusedParent = {{.id = "wininit", .parent = "svchost", .started = 10},
                                                {.id = "services", .parent = "wininit", .started = 11},
                                                {.id = "svchost", .parent = "services", .started = 900},
                                                {.id = "taskhostw", .parent = "svchost", .started = 950}};

TEST(Wintap, ACycleIsCutWhereTheParentStartedTooLate) {
  AuditedDataset data;
  data.add_all(kReusedParent);
  data.add_path({"wininit", "svchost", "services"});
  data.add_path({"services", "wininit", "explorer"});
  data.audit();
  EXPECT_EQ(data.state("wininit"), "orphan");
  EXPECT_EQ(data.flags("wininit"), (Flags{"parent_started_later", "unexpected_parent"}));
  EXPECT_EQ(data.ids_in_lineage("wininit"), Ids{"wininit"});
  for (const std::string id : {"services", "svchost", "taskhostw"}) EXPECT_EQ(data.state(id), "truncated") << id;
  EXPECT_EQ(data.ids_in_lineage("taskhostw"), (Ids{"taskhostw", "svchost", "services", "wininit"}));
  EXPECT_EQ(data.flags("services"), Flags{"wrong_path"}) << "explorer.exe is not the parent that is recorded";
  EXPECT_EQ(data.summary().broken_cycles, 1);
}

TEST(Wintap, ACycleIsCutOnlyWhereItsTimesContradictMost) {
  AuditedDataset data;
  data.add_all(kReusedParent);
  // Event order: half a second, which services.exe's real parent is late by.
  data.add_all({{.id = "wininit2", .parent = "svchost2", .name = "wininit.exe", .started = 10.5},
                {.id = "services2", .parent = "wininit2", .name = "services.exe", .started = 10},
                {.id = "svchost2", .parent = "services2", .name = "svchost.exe", .started = 900}});
  // An end tells, too, when a start is missing.
  data.add_all({{.id = "early", .parent = "late", .started = std::nullopt, .ended = 50},
                {.id = "late", .parent = "early", .started = 100}});
  data.audit();
  EXPECT_EQ(data.ids_in_lineage("svchost2"), (Ids{"svchost2", "services2", "wininit2"}));
  EXPECT_EQ(data.ids_in_lineage("early"), (Ids{"early", "late"}));
  EXPECT_EQ(data.state("late"), "orphan");
  EXPECT_EQ(data.summary().broken_cycles, 3);
}

TEST(Wintap, ACycleThatTimesDoNotContradictStays) {
  AuditedDataset data;
  data.add_all({{.id = "a", .parent = "b", .started = 10}, {.id = "b", .parent = "a", .started = 10}});
  data.add_all({{.id = "c", .parent = "d", .started = std::nullopt}, {.id = "d", .parent = "c", .started = 10}});
  data.add_all({{.id = "e", .parent = "f", .host = "ws1", .started = 10},
                {.id = "f", .parent = "e", .host = "ws2", .started = 900}});
  // A late parent where there is no cycle is still the recorded one.
  data.add_all({{.id = "top", .started = 10}, {.id = "leaf", .parent = "top", .started = 5}});
  data.audit();
  for (const std::string id : {"a", "b", "c", "d", "e", "f"}) EXPECT_EQ(data.state(id), "cyclic") << id;
  EXPECT_EQ(data.ids_in_lineage("leaf"), (Ids{"leaf", "top"}));
  EXPECT_EQ(data.summary().broken_cycles, 0);
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

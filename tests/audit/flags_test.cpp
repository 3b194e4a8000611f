// Every flag on a planted case, and its absence on the most similar case without it.
#include <gtest/gtest.h>

#include "audit/audit_fixture.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

using Flags = std::set<std::string>;

constexpr double kMicrosecond = 1e-6;

/// The flags that remain when every process has its true path.
Flags flags_with_paths(AuditedDataset& data, const std::string& id) {
  Flags flags = data.flags(id);
  flags.erase("missing_path");
  return flags;
}

// ---- recorded lineages ----------------------------------------------------------------------------------------------

class Paths : public testing::Test {
 protected:
  Paths() {
    data.add_all({{.id = "services"},
                  {.id = "svchost", .parent = "services"},
                  {.id = "wmi", .parent = "svchost"},
                  {.id = "hook", .parent = "wmi"}});
  }
  AuditedDataset data;
};

TEST_F(Paths, ThatAgreeAreNotFlagged) {
  data.add_path({"services"});
  data.add_path({"svchost", "services"});
  data.add_path({"hook", "wmi", "svchost", "services"});
  data.audit();
  EXPECT_EQ(data.flags("services"), Flags{});
  EXPECT_EQ(data.flags("svchost"), Flags{});
  EXPECT_EQ(data.flags("hook"), Flags{});
  EXPECT_EQ(data.flags("wmi"), Flags{"missing_path"});
  EXPECT_EQ(data.flagged("missing_path"), 1);
}

TEST_F(Paths, ThatStopEarlyAreShort) {
  data.add_path({"wmi", "svchost"});
  data.add_path({"hook"});
  data.audit();
  EXPECT_EQ(data.flags("wmi"), Flags{"short_path"});
  EXPECT_EQ(data.flags("hook"), Flags{"short_path"});
  EXPECT_EQ(data.summary().all.repaired, 3) << "both, and svchost, which has no path but a parent";
}

TEST_F(Paths, ThatNameAnotherAncestorAreWrong) {
  data.add_path({"hook", "wmi", "explorer", "services"});
  data.add_path({"wmi", "services"});
  data.audit();
  EXPECT_EQ(data.flags("hook"), Flags{"wrong_path"});
  EXPECT_EQ(data.flags("wmi"), Flags{"wrong_path"}) << "shorter too, but not the beginning of the right one";
}

TEST_F(Paths, ThatGoOnAboveADudAreWrong) {
  data.add_path({"svchost", "services", "wininit"});
  data.audit();
  EXPECT_EQ(data.flags("svchost"), Flags{"wrong_path"});
}

TEST_F(Paths, ThatGoOnAboveAnOrphanMustNameItsParent) {
  data.add_all({{.id = "top", .parent = "gone"}, {.id = "right", .parent = "top"}, {.id = "wrong", .parent = "top"}});
  data.add_path({"right", "top", "gone", "nobody knows"});
  data.add_path({"wrong", "top", "somebody else"});
  data.audit();
  EXPECT_EQ(data.flags("right"), Flags{});
  EXPECT_EQ(data.flags("wrong"), Flags{"wrong_path"});
}

TEST_F(Paths, CountTheLongestOfSeveralForOneProcess) {
  data.add_path({"hook"});
  data.add_path({"hook", "wmi", "svchost", "services"});
  data.add_path({"hook", "explorer"});
  data.add_path({"svchost", "services"});
  data.add_path({"svchost", "explorer"});
  data.audit();
  EXPECT_EQ(data.flags("hook"), Flags{});
  EXPECT_EQ(data.flags("svchost"), Flags{"wrong_path"}) << "of equally long ones none may be wrong";
  EXPECT_EQ(data.summary().paths, 5);
  EXPECT_EQ(data.summary().with_lineage_written, 2) << "one row a process";
}

TEST_F(Paths, AreComparedWithoutCase) {
  data.database().run(
      "INSERT INTO process_path BY NAME SELECT lower(pid_hash) AS pid_hash, [lower(pid_hash), "
      "lower(parent_pid_hash)] AS ptree_list FROM process WHERE process_name = 'svchost.exe'");
  data.audit();
  EXPECT_EQ(data.flags("svchost"), Flags{});
}

TEST_F(Paths, WithoutAListAreReadFromTuplesOrCountedInText) {
  data.database().run(
      "INSERT INTO process_path BY NAME SELECT pid_hash, [{'pid_hash': pid_hash, 'process_name': 'svchost.exe'}, "
      "{'pid_hash': 'X', 'process_name': 'x'}] AS ptree_list_tuples FROM process WHERE process_name = 'svchost.exe';"
      "INSERT INTO process_path BY NAME SELECT pid_hash, '=wmi.exe->svchost.exe->services.exe' AS ptree FROM process "
      "WHERE process_name = 'wmi.exe';"
      "INSERT INTO process_path BY NAME SELECT pid_hash FROM process WHERE process_name = 'hook.exe'");
  data.audit();
  EXPECT_EQ(data.flags("svchost"), Flags{"wrong_path"});
  EXPECT_EQ(data.flags("wmi"), Flags{});
  EXPECT_EQ(data.flags("hook"), Flags{"short_path"});
}

// ---- times ----------------------------------------------------------------------------------------------------------

TEST(ParentTimes, AParentThatStartsAMicrosecondLaterContradicts) {
  AuditedDataset data;
  data.add_all({{.id = "parent", .started = 100},
                {.id = "same", .parent = "parent", .started = 100},
                {.id = "earlier", .parent = "parent", .started = 100 - kMicrosecond},
                {.id = "later", .parent = "parent", .started = 100 + kMicrosecond}});
  data.audit();
  EXPECT_EQ(flags_with_paths(data, "same"), Flags{});
  EXPECT_EQ(flags_with_paths(data, "earlier"), Flags{"parent_started_later"});
  EXPECT_EQ(flags_with_paths(data, "later"), Flags{});
  EXPECT_EQ(data.summary().later_within_second, 1);
}

TEST(ParentTimes, AParentThatEndsAMicrosecondEarlierContradicts) {
  AuditedDataset data;
  data.add_all({{.id = "parent", .started = 100, .ended = 200},
                {.id = "same", .parent = "parent", .started = 200},
                {.id = "just after", .parent = "parent", .started = 200 + kMicrosecond},
                {.id = "long after", .parent = "parent", .started = 201.5},
                {.id = "running", .parent = "parent", .started = 150}});
  data.audit();
  EXPECT_EQ(flags_with_paths(data, "same"), Flags{});
  EXPECT_EQ(flags_with_paths(data, "running"), Flags{});
  EXPECT_EQ(flags_with_paths(data, "just after"), Flags{"parent_ended_earlier"});
  EXPECT_EQ(flags_with_paths(data, "long after"), Flags{"parent_ended_earlier"});
  EXPECT_EQ(data.summary().earlier_within_second, 1);
}

TEST(ParentTimes, FirstSeenSaysWhenAProcessHadStartedNotWhenItStarted) {
  AuditedDataset data;
  data.add_all({{.id = "late", .started = 100},
                {.id = "seen before", .parent = "late", .started = std::nullopt, .first_seen = 99},
                {.id = "seen after", .parent = "late", .started = std::nullopt, .first_seen = 101},
                {.id = "never dated", .parent = "late", .started = std::nullopt},
                {.id = "old", .started = std::nullopt, .ended = 50, .first_seen = 40},
                {.id = "before old was seen", .parent = "old", .started = 30},
                {.id = "seen after old ended", .parent = "old", .started = std::nullopt, .first_seen = 60}});
  data.audit();
  EXPECT_EQ(flags_with_paths(data, "seen before"), Flags{"parent_started_later"});
  EXPECT_EQ(flags_with_paths(data, "seen after"), Flags{});
  EXPECT_EQ(flags_with_paths(data, "never dated"), Flags{});
  EXPECT_EQ(flags_with_paths(data, "before old was seen"), Flags{}) << "old may have run unseen";
  EXPECT_EQ(flags_with_paths(data, "seen after old ended"), Flags{}) << "it may have started while old ran";
}

// ---- hosts ----------------------------------------------------------------------------------------------------------

TEST(CrossHostParent, IsFlaggedAndItsTimesAreIgnored) {
  AuditedDataset data;
  data.add_all({{.id = "parent", .host = "ws1", .started = 100, .ended = 200},
                {.id = "elsewhere", .parent = "parent", .host = "ws2", .started = 50},
                {.id = "after", .parent = "parent", .host = "ws2", .started = 300},
                {.id = "here", .parent = "parent", .host = "WS1", .started = 50},
                {.id = "full name", .parent = "parent", .host = "ws1.corp.example", .started = 150},
                {.id = "other domain", .parent = "full name", .host = "ws1.lab.example", .started = 160},
                {.id = "prefix", .parent = "parent", .host = "ws10", .started = 150},
                {.id = "unknown", .parent = "parent", .host = std::nullopt, .started = 50}});
  data.audit();
  EXPECT_EQ(flags_with_paths(data, "elsewhere"), Flags{"cross_host_parent"}) << "skewed clocks contradict nothing";
  EXPECT_EQ(flags_with_paths(data, "after"), Flags{"cross_host_parent"});
  EXPECT_EQ(flags_with_paths(data, "here"), Flags{"parent_started_later"});
  EXPECT_EQ(flags_with_paths(data, "full name"), Flags{});
  EXPECT_EQ(flags_with_paths(data, "other domain"), Flags{"cross_host_parent"});
  EXPECT_EQ(flags_with_paths(data, "prefix"), Flags{"cross_host_parent"});
  EXPECT_EQ(flags_with_paths(data, "unknown"), Flags{"parent_started_later"});
}

// ---- hashes and names -----------------------------------------------------------------------------------------------

TEST(Hashes, SharedByRecordsAreFlaggedOnEachOfThem) {
  AuditedDataset data;
  data.add_all({{.id = "once"}, {.id = "twice", .parent = "once"}, {.id = "twice", .parent = "once", .name = "b.exe"}});
  data.audit();
  EXPECT_EQ(flags_with_paths(data, "once"), Flags{});
  EXPECT_EQ(flags_with_paths(data, "twice"), Flags{"duplicate_pid_hash"});
  EXPECT_EQ(data.flagged("duplicate_pid_hash"), 2);
  EXPECT_EQ(data.summary().distinct_hashes, 2);
}

TEST(Hashes, SharedByRecordsAreRepresentedByTheMostCompleteOne) {
  AuditedDataset data;
  data.add_all({{.id = "root"},
                {.id = "twice", .started = 10},
                {.id = "twice", .parent = "root", .started = 20},
                {.id = "child", .parent = "twice", .started = 30}});
  data.audit();
  EXPECT_EQ(data.ids_in_lineage("child"), (std::vector<std::string>{"child", "twice", "root"}));
  EXPECT_EQ(data.in_state("dud"), 2) << "each record is judged by its own parent hash";
}

TEST(Hashes, ThatAreMissingOrMalformedAreFlaggedButFollowed) {
  AuditedDataset data;
  const std::string good = hash_of("good");
  data.add({.id = "good", .started = 1});
  data.database().run(
      "INSERT INTO process BY NAME FROM (VALUES "
      "('" +
      good + "x', '" + good + "', 'too long'), ('{guid}', '" + good +
      "', 'guid'), "
      "('" +
      hash_of("child") + "', '{GUID}', 'child of guid'), (NULL, '" + good +
      "', 'no hash'), "
      "('', '" +
      good + "', 'empty hash'), ('" + hash_of("dud") +
      "', '', 'empty parent'), "
      "('" +
      hash_of("blank") + "', '   ', 'blank parent'), ('" + hash_of("lower") + "', ' " + good +
      " ', 'padded')) "
      "t(pid_hash, parent_pid_hash, process_name)");
  data.audit();
  EXPECT_EQ(data.flagged("malformed_hash"), 5);
  EXPECT_EQ(flags_with_paths(data, "good"), Flags{});
  EXPECT_EQ(flags_with_paths(data, "child"), Flags{"malformed_hash"});
  EXPECT_EQ(data.ptree("child"), "=child of guid->guid->good.exe") << "as given, as far as it goes";
  EXPECT_EQ(data.state("dud"), "dud");
  EXPECT_EQ(data.state("blank"), "dud");
  EXPECT_EQ(data.state("lower"), "truncated");
  EXPECT_EQ(data.summary().duds, 3);
  EXPECT_EQ(data.flagged("duplicate_pid_hash"), 0) << "records without a hash do not share one";
}

TEST(Hashes, DifferingOnlyInCaseAreTheSame) {
  AuditedDataset data;
  data.add({.id = "parent"});
  data.database().run(
      "INSERT INTO process (pid_hash, parent_pid_hash, process_name) SELECT md5('c'), "
      "lower(pid_hash), 'c' FROM process");
  data.audit();
  EXPECT_EQ(data.in_state("truncated"), 1);
  EXPECT_EQ(data.database().text("SELECT ptree_list[1] FROM lineage WHERE state = 'truncated'"),
            data.database().text("SELECT md5('c')"))
      << "shown as given";
}

TEST(Nameless, IsARecordWithoutANameOrWithABlankOne) {
  AuditedDataset data;
  data.add_all({{.id = "none", .nameless = true},
                {.id = "blank", .name = " "},
                {.id = "dot", .name = "."},
                {.id = "child", .parent = "none"}});
  data.audit();
  EXPECT_EQ(flags_with_paths(data, "none"), Flags{"nameless"});
  EXPECT_EQ(flags_with_paths(data, "blank"), Flags{"nameless"});
  EXPECT_EQ(flags_with_paths(data, "dot"), Flags{});
  EXPECT_EQ(data.ptree("child"), "=child.exe->?");
  EXPECT_EQ(data.summary().nameless_duds, 2);
}

// ---- core Windows processes -----------------------------------------------------------------------------------------

struct CorePair {
  std::string child;
  std::string parent;
  bool unexpected;
};

TEST(UnexpectedParents, AreJudgedByTheTableOfCoreProcesses) {
  const std::vector<CorePair> pairs = {
      {"wininit.exe", "svchost.exe", true},  {"wininit.exe", "smss.exe", false},
      {"lsass.exe", "services.exe", true},   {"LSASS.EXE", "Wininit.exe", false},
      {"svchost.exe", "explorer.exe", true}, {"svchost.exe", "services.exe", false},
      {"svchost.exe", "svchost.exe", true},  {"services.exe", "cmd.exe", true},
      {"csrss.exe", "smss.exe", false},      {"winlogon.exe", "wininit.exe", true},
      {"smss.exe", "System", false},         {"smss.exe", "services.exe", true},
      {"cmd.exe", "lsass.exe", false},       {"svchosts.exe", "explorer.exe", false},
      {"system", "explorer.exe", true},      {"taskhostw.exe", "svchost.exe", false},
      {"lsaiso.exe", "lsass.exe", true},     {"userinit.exe", "winlogon.exe", false},
  };
  AuditedDataset data;
  for (const CorePair& pair : pairs) {
    const std::string id = pair.child + " under " + pair.parent;
    data.add_all({{.id = "parent of " + id, .name = pair.parent, .started = 1},
                  {.id = id, .parent = "parent of " + id, .name = pair.child}});
  }
  data.audit();
  for (const CorePair& pair : pairs) {
    const std::string id = pair.child + " under " + pair.parent;
    EXPECT_EQ(data.flags(id).count("unexpected_parent"), pair.unexpected ? 1 : 0) << id;
  }
}

TEST(UnexpectedParents, AreNotSeenInGaps) {
  AuditedDataset data;
  data.add_all({{.id = "orphan", .parent = "gone", .name = "lsass.exe"},
                {.id = "dud", .name = "wininit.exe"},
                {.id = "nameless", .nameless = true},
                {.id = "below", .parent = "nameless", .name = "services.exe"},
                {.id = "self", .parent = "self", .name = "svchost.exe"}});
  data.audit();
  EXPECT_EQ(data.flagged("unexpected_parent"), 0);
}

TEST(UnexpectedParents, OfImpossibleRecordsAreCountedApart) {
  AuditedDataset data;
  // A sensor that resolves parents by PID alone: wininit.exe's parent PID has gone to a service host.
  data.add_all({{.id = "wininit", .parent = "svchost", .started = 10},
                {.id = "services", .parent = "wininit", .started = 11},
                {.id = "svchost", .parent = "services", .started = 900},
                {.id = "cmd", .started = 1},
                {.id = "lsass", .parent = "cmd", .started = 20}});
  data.audit();
  EXPECT_EQ(flags_with_paths(data, "wininit"), (Flags{"parent_started_later", "unexpected_parent"}));
  EXPECT_EQ(data.state("wininit"), "orphan");
  EXPECT_EQ(data.flagged("unexpected_parent"), 2);
  EXPECT_EQ(data.summary().unexpected_explained, 1) << "lsass.exe under cmd.exe is not explained by a reused PID";
}

TEST(ExpectedParents, AreAllowedPairsInLowerCaseWithSources) {
  Database database;
  database.run(sql("audit/expected_parent"));
  EXPECT_EQ(database.number("SELECT count(*) FROM expected_parent WHERE process_name <> lower(process_name) OR "
                            "parent_name <> lower(parent_name) OR coalesce(source, '') = ''"),
            0);
  EXPECT_EQ(database.number("SELECT count(*) - count(DISTINCT (process_name, parent_name)) FROM expected_parent"), 0);
}

}  // namespace
}  // namespace proclens

// The process identified by an orphan's host, parent PID and start, if there is exactly one.
#include <gtest/gtest.h>

#include "audit/audit_fixture.hpp"

namespace proclens {
namespace {

constexpr double kMicrosecond = 1e-6;

TEST(LikelyParent, IsTheLiveHolderOfTheParentsPid) {
  AuditedDataset data;
  data.add_all({{.id = "shell", .pid = 700, .started = 100, .ended = 500},
                {.id = "alone", .parent = "gone", .parent_pid = 700, .started = 200},
                {.id = "too early", .parent = "gone", .parent_pid = 700, .started = 50},
                {.id = "too late", .parent = "gone", .parent_pid = 700, .started = 501},
                {.id = "last moment", .parent = "gone", .parent_pid = 700, .started = 500},
                {.id = "other host", .parent = "gone", .host = "ws2", .parent_pid = 700, .started = 200},
                {.id = "other pid", .parent = "gone", .parent_pid = 701, .started = 200},
                {.id = "no pid", .parent = "gone", .started = 200},
                {.id = "no start", .parent = "gone", .parent_pid = 700, .started = std::nullopt, .first_seen = 200}});
  data.audit();
  EXPECT_EQ(data.likely_parent("alone"), "shell");
  EXPECT_EQ(data.likely_parent("last moment"), "shell");
  for (const std::string id : {"too early", "too late", "other host", "other pid", "no pid", "no start"}) {
    EXPECT_EQ(data.likely_parent(id), std::nullopt) << id;
  }
  EXPECT_EQ(data.summary().all.likely_parents, 2);
  EXPECT_EQ(data.state("alone"), "orphan") << "a guess is never mixed into what is recorded";
  EXPECT_EQ(data.ptree("alone"), "=alone.exe");
}

TEST(LikelyParent, KnowsAPidThatIsReusedASecondLater) {
  AuditedDataset data;
  data.add_all({{.id = "first", .pid = 700, .started = 100, .ended = 200},
                {.id = "second", .pid = 700, .started = 201, .ended = 300},
                {.id = "of the first", .parent = "gone", .parent_pid = 700, .started = 199.5},
                {.id = "of neither", .parent = "gone", .parent_pid = 700, .started = 200.5},
                {.id = "of the second", .parent = "gone", .parent_pid = 700, .started = 201.5}});
  data.audit();
  EXPECT_EQ(data.likely_parent("of the first"), "first");
  EXPECT_EQ(data.likely_parent("of neither"), std::nullopt);
  EXPECT_EQ(data.likely_parent("of the second"), "second");
}

TEST(LikelyParent, TakesALaterHolderForTheEndOfAnEarlierOne) {
  AuditedDataset data;
  data.add_all({{.id = "never ended", .pid = 700, .started = 100},
                {.id = "ended", .pid = 700, .started = 200, .ended = 300},
                {.id = "early", .parent = "gone", .parent_pid = 700, .started = 150},
                {.id = "middle", .parent = "gone", .parent_pid = 700, .started = 250},
                {.id = "late", .parent = "gone", .parent_pid = 700, .started = 350}});
  data.audit();
  EXPECT_EQ(data.likely_parent("early"), "never ended");
  EXPECT_EQ(data.likely_parent("middle"), "ended");
  EXPECT_EQ(data.likely_parent("late"), std::nullopt) << "the PID had gone on, and its holder had ended";
}

TEST(LikelyParent, IsUndecidedWhenStartsTie) {
  AuditedDataset data;
  data.add_all({{.id = "one", .pid = 700, .started = 100},
                {.id = "two", .pid = 700, .started = 100},
                {.id = "child", .parent = "gone", .parent_pid = 700, .started = 150},
                {.id = "holder", .pid = 800, .started = 150},
                {.id = "twin", .parent = "gone", .parent_pid = 800, .started = 150},
                {.id = "just later", .parent = "gone", .parent_pid = 800, .started = 150 + kMicrosecond}});
  data.audit();
  EXPECT_EQ(data.likely_parent("child"), std::nullopt);
  EXPECT_EQ(data.likely_parent("twin"), std::nullopt);
  EXPECT_EQ(data.likely_parent("just later"), "holder");
}

TEST(LikelyParent, IsOneProcessHoweverManyRecordsItHas) {
  AuditedDataset data;
  data.add_all({{.id = "shell", .pid = 700, .started = 100},
                {.id = "shell", .pid = 700, .started = 100},
                {.id = "child", .parent = "gone", .parent_pid = 700, .started = 150}});
  data.audit();
  EXPECT_EQ(data.likely_parent("child"), "shell");
}

TEST(LikelyParent, MayHaveStartedUnseen) {
  AuditedDataset data;
  data.add_all({{.id = "old", .pid = 700, .started = std::nullopt, .first_seen = 100},
                {.id = "child", .parent = "gone", .parent_pid = 700, .started = 150},
                {.id = "before", .parent = "gone", .parent_pid = 700, .started = 90}});
  data.audit();
  EXPECT_EQ(data.likely_parent("child"), "old");
  EXPECT_EQ(data.likely_parent("before"), std::nullopt);
}

/// The classic case. smss.exe (PID 500) starts wininit.exe and ends without having been recorded. Its PID is reused by
/// a service host that descends from wininit.exe: taking it for the parent would create a cycle.
class Wininit : public testing::TestWithParam<double> {};

TEST_P(Wininit, HasNoLikelyParentAmongLaterHoldersOfItsParentsPid) {
  const double svchost_started = GetParam();
  AuditedDataset data;
  data.add_all({{.id = "wininit", .parent = "smss, unrecorded", .pid = 560, .parent_pid = 500, .started = 100},
                {.id = "services", .parent = "wininit", .pid = 640, .parent_pid = 560, .started = 100},
                {.id = "svchost", .parent = "services", .pid = 500, .parent_pid = 640, .started = svchost_started}});
  data.audit();
  EXPECT_EQ(data.likely_parent("wininit"), std::nullopt);
  EXPECT_EQ(data.state("wininit"), "orphan");
  EXPECT_EQ(data.state("svchost"), "truncated");
  EXPECT_EQ(data.in_state("cyclic"), 0);
  EXPECT_EQ(data.ptree("svchost"), "=svchost.exe->services.exe->wininit.exe");
}

// Later, in the same microsecond, and (clocks set back, coarse clocks) even earlier.
INSTANTIATE_TEST_SUITE_P(Starts, Wininit, testing::Values(2000, 100, 99));

TEST(LikelyParent, OfACoreProcessIsOnlyOneThatItCanHave) {
  AuditedDataset data;
  data.add_all({{.id = "heir", .name = "svchost.exe", .pid = 500, .started = 50},
                {.id = "wininit", .parent = "gone", .parent_pid = 500, .started = 100},
                {.id = "cmd", .parent = "gone", .parent_pid = 500, .started = 100},
                {.id = "smss", .pid = 600, .started = 50},
                {.id = "winlogon", .parent = "gone", .parent_pid = 600, .started = 100}});
  data.audit();
  EXPECT_EQ(data.likely_parent("wininit"), std::nullopt);
  EXPECT_EQ(data.likely_parent("cmd"), "heir");
  EXPECT_EQ(data.likely_parent("winlogon"), "smss");
}

TEST(LikelyParent, IsNeverADescendant) {
  AuditedDataset data;
  data.add_all({{.id = "top", .parent = "gone", .parent_pid = 900, .started = 100},
                {.id = "middle", .parent = "top", .started = 90},
                {.id = "bottom", .parent = "middle", .pid = 900, .started = 80}});
  data.audit();
  EXPECT_EQ(data.likely_parent("top"), std::nullopt) << "clocks may err, circles are never offered";
}

}  // namespace
}  // namespace proclens

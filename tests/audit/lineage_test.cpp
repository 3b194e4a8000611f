#include "telemetry/lineage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <vector>

#include "core/random.hpp"

namespace proclens {
namespace {

struct ParentLinks {
  std::vector<std::int32_t> parent;
  std::vector<std::uint8_t> first_process;
};

Lineages rebuild_lineages(const ParentLinks& links) {
  return proclens::rebuild_lineages(links.parent, links.first_process);
}

ParentLinks links_of(std::vector<std::int32_t> parent, const std::vector<std::int32_t>& first = {}) {
  ParentLinks links;
  links.first_process.assign(parent.size(), 0);
  for (const std::int32_t record : first) links.first_process[record] = 1;
  links.parent = std::move(parent);
  return links;
}

/// The definition, literally: climb until there is nothing further or something repeats.
struct Climbed {
  RecordState state;
  std::vector<std::int32_t> lineage;
};

Climbed climb(const ParentLinks& links, std::int32_t record) {
  Climbed climbed;
  std::set<std::int32_t> seen;
  std::int32_t at = record;
  bool rooted = false;
  while (at >= 0 && seen.insert(at).second) {
    climbed.lineage.push_back(at);
    rooted = rooted || links.first_process[at] != 0;
    at = links.parent[at];
  }
  const bool circle = at >= 0;
  if (links.first_process[record] != 0) {
    climbed.state = RecordState::root;
  } else if (rooted) {
    climbed.state = RecordState::complete;
  } else if (circle) {
    climbed.state = RecordState::cyclic;
  } else if (links.parent[record] == kNoParentHash) {
    climbed.state = RecordState::dud;
  } else if (links.parent[record] == kUnknownParent) {
    climbed.state = RecordState::orphan;
  } else {
    climbed.state = RecordState::truncated;
  }
  return climbed;
}

TEST(Lineage, EqualsTheDefinitionOnRandomLinks) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const CounterRandom random(7, round);
    const auto n = static_cast<std::int32_t>(1 + random.below(0, 40));
    ParentLinks links = links_of(std::vector<std::int32_t>(n));
    for (std::int32_t i = 0; i < n; ++i) {
      const auto pick = static_cast<std::int32_t>(random.below(2 * i + 1, 5));
      links.parent[i] = pick == 0   ? kNoParentHash
                        : pick == 1 ? kUnknownParent
                                    : static_cast<std::int32_t>(random.below(2 * i + 2, n));
      links.first_process[i] = random.below(1000 + i, 12) == 0;
    }
    const Lineages lineages = rebuild_lineages(links);
    for (std::int32_t i = 0; i < n; ++i) {
      const Climbed climbed = climb(links, i);
      ASSERT_EQ(lineages.state[i], climbed.state) << "round " << round << " record " << i;
      ASSERT_EQ(lineages.depth[i], climbed.lineage.size()) << "round " << round << " record " << i;
      ASSERT_EQ(lineages.oldest[i], climbed.lineage.back()) << "round " << round << " record " << i;
    }
  }
}

/// The definition, word for word: the largest contradiction on a record's cycle, or nothing when it is on none.
std::int64_t most_on_cycle(const std::vector<std::int32_t>& parent, const std::vector<std::int64_t>& by,
                           std::int32_t record) {
  std::int64_t most = 0;
  std::int32_t at = record;
  for (std::size_t step = 0; at >= 0 && step <= parent.size(); ++step) {
    most = std::max(most, by[at]);
    at = parent[at];
    if (at == record) return most;
  }
  return 0;
}

TEST(BreakCycles, EqualsTheDefinitionOnRandomLinks) {
  std::uint64_t broken = 0;
  std::uint64_t left = 0;
  for (std::uint64_t round = 0; round < 300; ++round) {
    const CounterRandom random(8, round);
    const auto n = static_cast<std::int32_t>(1 + random.below(0, 30));
    std::vector<std::int32_t> parent(n);
    std::vector<std::int64_t> by(n);
    for (std::int32_t i = 0; i < n; ++i) {
      parent[i] =
          random.below(2 * i + 1, 8) == 0 ? kUnknownParent : static_cast<std::int32_t>(random.below(2 * i + 2, n));
      // Ties and cycles that nothing contradicts are common.
      by[i] = std::max<std::int64_t>(0, static_cast<std::int64_t>(random.below(1000 + i, 6)) - 3);
    }
    std::vector<std::int32_t> expected = parent;
    for (std::int32_t i = 0; i < n; ++i) {
      const std::int64_t most = most_on_cycle(parent, by, i);
      bool first = most > 0 && by[i] == most;
      for (std::int32_t at = parent[i]; first && at != i; at = parent[at]) first = by[at] < most || at > i;
      if (first) expected[i] = kRefutedParent;
    }
    const std::uint64_t now = break_cycles(parent, [&](std::int32_t record) { return by[record]; });
    ASSERT_EQ(parent, expected) << "round " << round;
    ASSERT_EQ(now, std::count(expected.begin(), expected.end(), kRefutedParent));
    broken += now;
    const Lineages lineages = rebuild_lineages(links_of(parent));
    left += std::count(lineages.state.begin(), lineages.state.end(), RecordState::cyclic) > 0 ? 1 : 0;
  }
  EXPECT_GT(broken, 100);
  EXPECT_GT(left, 10);
}

TEST(BreakCycles, OfAMillion) {
  constexpr std::int32_t kLength = 1'000'000;
  std::vector<std::int32_t> parent(kLength);
  for (std::int32_t i = 0; i < kLength; ++i) parent[i] = (i + 1) % kLength;
  EXPECT_EQ(break_cycles(parent, [](std::int32_t record) { return record == 7 ? 1 : 0; }), 1);
  EXPECT_EQ(parent[7], kRefutedParent);
  EXPECT_EQ(rebuild_lineages(links_of(parent)).depth[8], kLength);
}

TEST(Lineage, OfAChainOfAMillionFromEitherEnd) {
  constexpr std::int32_t kLength = 1'000'000;
  std::vector<std::int32_t> up(kLength);
  std::vector<std::int32_t> down(kLength);
  for (std::int32_t i = 0; i < kLength; ++i) {
    up[i] = i == 0 ? kUnknownParent : i - 1;
    down[i] = i == kLength - 1 ? kNoParentHash : i + 1;
  }
  const Lineages from_top = rebuild_lineages(links_of(up, {0}));
  EXPECT_EQ(from_top.depth[kLength - 1], kLength);
  EXPECT_EQ(from_top.oldest[kLength - 1], 0);
  EXPECT_EQ(std::count(from_top.state.begin(), from_top.state.end(), RecordState::complete), kLength - 1);
  const Lineages from_bottom = rebuild_lineages(links_of(down));
  EXPECT_EQ(from_bottom.depth[0], kLength);
  EXPECT_EQ(from_bottom.oldest[0], kLength - 1);
  EXPECT_EQ(std::count(from_bottom.state.begin(), from_bottom.state.end(), RecordState::truncated), kLength - 1);
}

TEST(Lineage, OfACycleOfAMillion) {
  constexpr std::int32_t kLength = 1'000'000;
  std::vector<std::int32_t> parent(kLength);
  for (std::int32_t i = 0; i < kLength; ++i) parent[i] = (i + 1) % kLength;
  const Lineages lineages = rebuild_lineages(links_of(parent));
  EXPECT_EQ(std::count(lineages.depth.begin(), lineages.depth.end(), kLength), kLength);
  EXPECT_EQ(std::count(lineages.state.begin(), lineages.state.end(), RecordState::cyclic), kLength);
  EXPECT_EQ(lineages.oldest[0], kLength - 1);
  EXPECT_EQ(lineages.oldest[5], 4);
}

TEST(Lineage, RejectsLinksOutOfRange) {
  EXPECT_THROW((void)rebuild_lineages(links_of({1})), std::invalid_argument);
  EXPECT_THROW((void)rebuild_lineages(links_of({-4})), std::invalid_argument);
  EXPECT_TRUE(rebuild_lineages(links_of({})).state.empty());
}

std::uint64_t steps_within(const std::vector<std::int32_t>& depths, std::int32_t limit) {
  std::uint64_t steps = 0;
  for (const std::int32_t depth : depths) steps += std::min(depth, limit);
  return steps;
}

TEST(LineageStepLimit, IsTheLargestThatKeepsTheBudget) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    const CounterRandom random(11, round);
    std::vector<std::int32_t> depths(1 + random.below(0, 30));
    for (std::size_t i = 0; i < depths.size(); ++i) {
      depths[i] = static_cast<std::int32_t>(1 + random.below(i + 1, 1 + random.below(i + 100, 50)));
    }
    const std::int32_t deepest = *std::max_element(depths.begin(), depths.end());
    const std::uint64_t budget = random.below(999, 400);
    const std::int32_t limit = lineage_step_limit(depths, budget);
    ASSERT_GE(limit, 1);
    ASSERT_LE(limit, deepest);
    if (limit > 1) {
      ASSERT_LE(steps_within(depths, limit), budget);
    }
    if (limit < deepest) {
      ASSERT_GT(steps_within(depths, limit + 1), budget);
    }
  }
  EXPECT_EQ(lineage_step_limit({}, 10), 1);
}

}  // namespace
}  // namespace proclens

// Activities grouped part by part, on disk and in memory, equal those grouped in a std::map.
#include "import/store/activity_store.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <tuple>

#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

struct Expected {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t loads = 0;
  std::optional<HashBytes> md5;
  std::optional<std::string> details;
};

/// Draws loads; some processes and images are frequent, and hashes are spread over all parts.
class Draws {
 public:
  std::uint64_t below(std::uint64_t n) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state_ >> 33U) % n;
  }
  HashBytes process() {
    const std::uint64_t number = below(50) * below(50);
    return {number * 0x9E3779B97F4A7C15ULL, number % 3};
  }

 private:
  std::uint64_t state_ = 99;
};

void check_against_map(const ActivityStoreLimits& limits, int loads) {
  const ScratchFolder scratch;
  ActivityStore store(scratch.path() / "activities", limits);
  std::map<std::pair<HashBytes, std::string>, Expected> expected;
  Draws draws;
  for (int i = 0; i < loads; ++i) {
    const HashBytes process = draws.process();
    const std::string image = "c:\\" + std::string(draws.below(3), 'x') + std::to_string(draws.below(200));
    const auto time = static_cast<std::int64_t>(draws.below(1'000'000)) - 500'000;
    std::optional<HashBytes> md5;
    if (draws.below(2) == 0) md5 = HashBytes{draws.below(4), draws.below(4)};
    std::optional<std::string> details;
    if (draws.below(2) == 0) details = "signer " + std::to_string(draws.below(12));
    store.add(process, {store.target(image), image}, time, md5,
              details ? store.details(*details) : DistinctTexts::kNull);
    Expected& group = expected.emplace(std::pair(process, image), Expected{time, time, 0, md5, {}}).first->second;
    if (details) group.details = std::min(group.details.value_or(*details), *details);
    group.first = std::min(group.first, time);
    group.last = std::max(group.last, time);
    ++group.loads;
    if (md5) group.md5 = group.md5 ? std::min(*group.md5, *md5) : md5;
  }
  for (int times = 0; times < 2; ++times) {
    ActivityStore::Walk walk = store.walk();
    for (const auto& [key, group] : expected) {
      const ActivityGroup* found = walk.next();
      ASSERT_NE(found, nullptr);
      ASSERT_EQ(found->process, key.first);
      ASSERT_EQ(walk.target_text(found->target), key.second);
      EXPECT_EQ(found->first_seen, group.first);
      EXPECT_EQ(found->last_seen, group.last);
      EXPECT_EQ(found->events, group.loads);
      EXPECT_EQ(
          found->details != kNoDetails ? std::optional(std::string(store.details_text(found->details))) : std::nullopt,
          group.details);
      EXPECT_EQ(found->has_md5 ? std::optional(found->md5) : std::nullopt, group.md5);
    }
    EXPECT_EQ(walk.next(), nullptr);
    EXPECT_EQ(walk.next(), nullptr);
  }
}

TEST(ActivityStore, GroupsInMemory) { check_against_map({}, 20'000); }
TEST(ActivityStore, GroupsLoadsThatWentToDisk) { check_against_map({200, 1 << 20}, 20'000); }
TEST(ActivityStore, GroupsImagesWhoseTextsWentToDisk) { check_against_map({1 << 16, 300}, 20'000); }
TEST(ActivityStore, HoldsNothingInMemory) { check_against_map({1, 0}, 5'000); }
TEST(ActivityStore, LosesOnlyTheDetailsBeyondTheLimit) {
  const ScratchFolder scratch;
  ActivityStore store(scratch.path() / "activities", {.detail_bytes = 2});
  EXPECT_EQ(store.details("b"), 1U);
  EXPECT_EQ(store.details("a"), 2U);
  EXPECT_EQ(store.details("c"), DistinctTexts::kNull);
  EXPECT_EQ(store.details("b"), 1U);
}
TEST(ActivityStore, OfNothingIsNothing) { check_against_map({}, 0); }

TEST(ActivityStore, LeavesNoFilesBehind) {
  const ScratchFolder scratch;
  const ActivityStore store(scratch.path() / "activities");
  EXPECT_TRUE(std::filesystem::is_empty(scratch.path()));
}

}  // namespace
}  // namespace proclens

#include "import/store/activity_groups.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <utility>

namespace proclens {
namespace {

std::uint64_t drawn(std::uint64_t i) { return i * 6364136223846793005ULL >> 33U; }

TEST(DistinctKeys, AreNumberedByTheirFirstUse) {
  DistinctKeys<std::uint64_t> keys;
  EXPECT_EQ(keys.find(7), DistinctKeys<std::uint64_t>::kNone);
  for (int times = 0; times < 2; ++times) {
    for (std::uint32_t i = 0; i < 1000; ++i) EXPECT_EQ(keys.add(std::uint64_t{i} << 40U), i);
  }
  EXPECT_EQ(keys.size(), 1000);
  EXPECT_EQ(keys.find(std::uint64_t{999} << 40U), 999);
  EXPECT_EQ(keys.find(1), DistinctKeys<std::uint64_t>::kNone);
}

/// The order equals that of a std::map, for ranks of one radix digit and of several.
TEST(ActivityGroups, ComeInTheOrderOfProcessAndImage) {
  for (const std::size_t images : {std::size_t{1}, std::size_t{5}, std::size_t{3000}, std::size_t{4'000'000'000}}) {
    ActivityGroups groups;
    std::map<std::pair<HashBytes, std::uint32_t>, std::int64_t> expected;
    for (std::uint64_t i = 0; i < 5000; ++i) {
      const HashBytes process{drawn(i) % 70, drawn(5 * i) % 3};
      const auto image = static_cast<std::uint32_t>(drawn(11 * i) * 2 % images);
      groups.add(process, image, static_cast<std::int64_t>(i), std::nullopt);
      ++expected[{process, image}];
    }
    groups.sort({}, images);
    ASSERT_EQ(groups.size(), expected.size());
    std::size_t rank = 0;
    for (const auto& [key, loads] : expected) {
      const ActivityGroup& group = groups[rank++];
      ASSERT_EQ(group.process, key.first);
      ASSERT_EQ(group.target, key.second);
      EXPECT_EQ(group.events, loads);
    }
  }
}

TEST(ActivityGroups, ClearRemovesAllGroups) {
  ActivityGroups groups;
  for (std::uint32_t image = 0; image < 100; ++image) groups.add({2, image % 3}, image, 5, HashBytes{image, 1});
  groups.sort({}, 100);
  groups.clear();
  EXPECT_EQ(groups.size(), 0);
  groups.add({1, 1}, 7, 9, std::nullopt);
  groups.add({2, 0}, 7, 9, std::nullopt);
  groups.add({2, 0}, 0, 9, std::nullopt);
  groups.sort({}, 100);
  ASSERT_EQ(groups.size(), 3);
  EXPECT_EQ(groups[0].process, (HashBytes{1, 1}));
  EXPECT_EQ(groups[1].target, 0);
  EXPECT_EQ(groups[2].target, 7);
  EXPECT_EQ(groups[2].events, 1);
  EXPECT_FALSE(groups[2].has_md5);
}

TEST(ActivityGroups, TakeTheOrderOfImagesThatTheyAreGiven) {
  ActivityGroups groups;
  for (std::uint32_t image = 0; image < 4; ++image) groups.add({1, 1}, image, 0, std::nullopt);
  groups.sort(std::vector<std::uint32_t>{2, 0, 3, 1}, 4);
  std::vector<std::uint32_t> images;
  for (std::size_t i = 0; i < groups.size(); ++i) images.push_back(groups[i].target);
  EXPECT_EQ(images, (std::vector<std::uint32_t>{1, 3, 0, 2}));
}

}  // namespace
}  // namespace proclens

#include "core/hash/distinct_keys.hpp"

#include <gtest/gtest.h>

#include <map>

#include "core/random.hpp"

namespace proclens {
namespace {

TEST(DistinctKeys, NumbersKeysInTheOrderOfTheirFirstUse) {
  const CounterRandom random(1, 0);
  DistinctKeys<HashBytes> keys;
  std::map<HashBytes, std::uint32_t> expected;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const HashBytes key{random.below(2 * i, 100), random.below(2 * i + 1, 90)};
    const auto [entry, is_new] = expected.emplace(key, expected.size());
    EXPECT_EQ(keys.find(key), is_new ? DistinctKeys<HashBytes>::kNone : entry->second);
    ASSERT_EQ(keys.add(key), entry->second);
    EXPECT_EQ(keys.keys()[entry->second], key);
  }
  EXPECT_EQ(keys.size(), expected.size());
  keys.clear();
  EXPECT_EQ(keys.find(expected.begin()->first), DistinctKeys<HashBytes>::kNone);
  EXPECT_EQ(keys.add(expected.begin()->first), 0U);
}

TEST(DistinctKeys, KeysThatCollideWithoutASecretAreFoundQuickly) {
  DistinctKeys<HashBytes> keys;
  for (std::uint64_t i = 0; i < 5000; ++i) EXPECT_EQ(keys.add({i, i}), i);  // whose halves cancel out
  EXPECT_LE(keys.longest_probe(), 100U);
}

TEST(DistinctKeys, AKeyUnderWhichAllHashesCollideIsReplaced) {
  DistinctKeys<std::uint64_t> keys{HashKey()};
  for (std::uint64_t i = 0; i < 3000; ++i) EXPECT_EQ(keys.add(7 * i), i);
  EXPECT_LE(keys.longest_probe(), HashSlots::kMaxProbes);
  for (std::uint64_t i = 0; i < 3000; ++i) EXPECT_EQ(keys.find(7 * i), i);
}

}  // namespace
}  // namespace proclens

#include "atlas/page/tables/page_limits.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/random.hpp"

namespace proclens {
namespace {

std::uint64_t sum_capped(const std::vector<std::uint64_t>& sizes, std::uint64_t cap) {
  std::uint64_t sum = 0;
  for (const std::uint64_t size : sizes) sum += std::min(size, cap);
  return sum;
}

TEST(LargestCap, LeavesAllWhenAllFit) {
  EXPECT_EQ(largest_cap(std::vector<std::uint64_t>{3, 9, 1}, 13), 9U);
  EXPECT_EQ(largest_cap(std::vector<std::uint64_t>{}, 13), 0U);
}

TEST(LargestCap, IsNothingWhenThereIsLessThanOneEach) {
  EXPECT_EQ(largest_cap(std::vector<std::uint64_t>{3, 9, 1}, 2), 0U);
}

TEST(LargestCap, IsTheLargestThatFits) {
  const CounterRandom random(5, 0);
  for (std::uint64_t trial = 0; trial < 300; ++trial) {
    std::vector<std::uint64_t> sizes(1 + random.below(trial * 100, 12));
    for (std::size_t i = 0; i < sizes.size(); ++i) sizes[i] = random.below(trial * 100 + 1 + i, 40);
    const std::uint64_t max_sum = random.below(trial * 100 + 50, 300);
    const std::uint64_t cap = largest_cap(sizes, max_sum);
    const std::uint64_t largest = *std::max_element(sizes.begin(), sizes.end());
    EXPECT_LE(sum_capped(sizes, cap), max_sum);
    EXPECT_LE(cap, largest);
    if (cap < largest) {
      EXPECT_GT(sum_capped(sizes, cap + 1), max_sum);
    }
  }
}

}  // namespace
}  // namespace proclens

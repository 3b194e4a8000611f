#include "novelty/unit_counts.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace proclens {
namespace {

TEST(UnitCounts, LeavesAUnitOut) {
  UnitCounts counts(4);
  counts.add(1, 0, 5);
  counts.add(1, 7, 2);
  counts.add(3, 7, 1);
  EXPECT_EQ(counts.without(1, kNoNumber), 7U);
  EXPECT_EQ(counts.without(1, 0), 2U);
  EXPECT_EQ(counts.without(1, 7), 5U);
  EXPECT_EQ(counts.without(1, 3), 7U);
  EXPECT_EQ(counts.without(0, 0), 0U);
  EXPECT_EQ(counts.without(2, kNoNumber), 0U);
  EXPECT_EQ(counts.without(3, 7), 0U);
  EXPECT_EQ(counts.without(kNoNumber, 0), 0U);
}

TEST(UnitCounts, AddsUpGroups) {
  UnitCounts counts(3);
  counts.add(0, 1, 5);
  counts.add(1, 0, 2);
  counts.add(1, 1, 4);
  counts.add(2, 1, 8);
  const UnitCounts sums = counts.grouped(std::vector<std::uint32_t>{1, 1, 0}, 2);
  EXPECT_EQ(sums.without(0, kNoNumber), 8U);
  EXPECT_EQ(sums.without(1, kNoNumber), 11U);
  EXPECT_EQ(sums.without(1, 1), 2U);
  EXPECT_EQ(sums.entries(1).size(), 2U);
}

TEST(UnitCounts, RefusesWhatDoesNotAscend) {
  UnitCounts counts(2);
  counts.add(1, 3, 1);
  EXPECT_THROW(counts.add(1, 3, 1), std::invalid_argument);
  EXPECT_THROW(counts.add(0, 4, 1), std::invalid_argument);
  EXPECT_THROW(counts.add(2, 0, 1), std::invalid_argument);
}

}  // namespace
}  // namespace proclens

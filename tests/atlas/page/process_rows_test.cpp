#include "atlas/page/tables/process_rows.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace proclens {
namespace {

TEST(ProcessRows, KeepTheFirstOfEveryPoint) {
  ProcessRows rows;
  rows.point = {0, 0, 0, 1, 2, 2};
  rows.parent = {-1, 2, 0, 1, 4, 3};
  rows.host = {1, 2, 3, 4, 5, 6};
  rows.started = {10, 20, 30, 40, 50, 60};
  rows.hash_low = {1, 2, 3, 4, 5, 6};
  rows.keep_per_point(2);
  EXPECT_EQ(rows.point, (std::vector<std::int32_t>{0, 0, 1, 2, 2}));
  EXPECT_EQ(rows.parent, (std::vector<std::int32_t>{-1, -1, 1, 3, 2})) << "row 2 is left out";
  EXPECT_EQ(rows.host, (std::vector<std::int32_t>{1, 2, 4, 5, 6}));
  EXPECT_EQ(rows.started, (std::vector<double>{10, 20, 40, 50, 60}));
  EXPECT_EQ(rows.hash_low, (std::vector<std::int64_t>{1, 2, 4, 5, 6}));
  EXPECT_TRUE(rows.novelty.empty()) << "columns that a page lacks stay absent";
  rows.keep_per_point(0);
  EXPECT_EQ(rows.size(), 0U);
}

}  // namespace
}  // namespace proclens

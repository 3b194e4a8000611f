#include "proclens/bag_distributions.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace proclens {
namespace {

SparseRows one_row(std::vector<std::uint32_t> columns, std::vector<double> values) {
  SparseRows rows;
  rows.columns = 100;
  rows.row_start = {0, columns.size()};
  rows.column = std::move(columns);
  rows.value = std::move(values);
  return rows;
}

TEST(BagDistributions, RowsSumToOneInProportion) {
  const auto rows = bag_distributions(one_row({3, 7, 9}, {1, 2, 5})).rows;
  EXPECT_EQ(rows.columns, 100U);
  EXPECT_EQ(rows.column, (std::vector<std::uint32_t>{3, 7, 9}));
  EXPECT_EQ(rows.value, (std::vector<double>{0.125, 0.25, 0.625}));
}

TEST(BagDistributions, KeepsTheHeaviestAndAmongEqualsTheFirst) {
  const auto rows = bag_distributions(one_row({1, 2, 3, 4, 5}, {2, 1, 5, 2, 2}), 3).rows;
  EXPECT_EQ(rows.column, (std::vector<std::uint32_t>{1, 3, 4}));
  EXPECT_DOUBLE_EQ(rows.value[0], 2.0 / 9);
  EXPECT_DOUBLE_EQ(rows.value[1], 5.0 / 9);
}

TEST(BagDistributions, KeepsNoMoreThanHoldTheMass) {
  const SparseRows bag = one_row({1, 2, 3, 4, 5}, {1, 30, 9, 30, 30});
  EXPECT_EQ(bag_distributions(bag, 256, 0.99).rows.column, (std::vector<std::uint32_t>{2, 3, 4, 5}));
  EXPECT_EQ(bag_distributions(bag, 256, 0.95).rows.column, (std::vector<std::uint32_t>{2, 3, 4, 5}));
  const auto most = bag_distributions(bag, 256, 0.6).rows;
  EXPECT_EQ(most.column, (std::vector<std::uint32_t>{2, 4}));  // among equals the first
  EXPECT_EQ(most.value, (std::vector<double>{0.5, 0.5}));
  EXPECT_EQ(bag_distributions(bag, 1, 0.99).rows.column, (std::vector<std::uint32_t>{2}));
  EXPECT_EQ(bag_distributions(bag, 256, 1).rows.column.size(), 5U);
}

TEST(BagDistributions, BagWithoutMassHasAnEmptyRow) {
  SparseRows rows;
  rows.columns = 4;
  rows.row_start = {0, 0, 2, 3};
  rows.column = {0, 1, 2};
  rows.value = {0, 0, 3};
  const auto result = bag_distributions(rows).rows;
  EXPECT_EQ(result.row_start, (std::vector<std::size_t>{0, 0, 0, 1}));
  EXPECT_EQ(result.value, (std::vector<double>{1}));
}

TEST(BagDistributions, HugeAndTinyWeightsStayFinite) {
  const double huge = std::numeric_limits<double>::max();
  const auto rows = bag_distributions(one_row({1, 2, 3}, {huge, huge, 1e-300})).rows;
  EXPECT_EQ(rows.value, (std::vector<double>{0.5, 0.5}));
  const auto tiny = bag_distributions(one_row({1, 2}, {5e-324, 5e-324})).rows;
  EXPECT_EQ(tiny.value, (std::vector<double>{0.5, 0.5}));
}

TEST(BagDistributions, RejectsWhatIsNoWeight) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW((void)bag_distributions(one_row({1}, {-1})), std::invalid_argument);
  EXPECT_THROW((void)bag_distributions(one_row({1}, {nan})), std::invalid_argument);
  EXPECT_THROW((void)bag_distributions(one_row({1}, {1}), 0), std::invalid_argument);
  EXPECT_THROW((void)bag_distributions(one_row({1}, {1}), 1, 0), std::invalid_argument);
  EXPECT_THROW((void)bag_distributions(one_row({1}, {1}), 1, 1.5), std::invalid_argument);
  EXPECT_THROW((void)bag_distributions(one_row({1}, {1}), 1, nan), std::invalid_argument);
}

}  // namespace
}  // namespace proclens

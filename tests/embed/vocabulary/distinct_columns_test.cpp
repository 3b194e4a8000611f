#include "embed/vocabulary/distinct_columns.hpp"

#include <gtest/gtest.h>

#include "bag/random_counts.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

TEST(DistinctColumns, CollapsesEqualColumnsAndKeepsTheirFirstOrder) {
  const auto matrix = sparse_rows({{1, 2, 1, 0, 0, 1}, {0, 3, 0, 0, 4, 5}}, 6);
  const auto distinct = distinct_columns(Context(), matrix);
  EXPECT_EQ(distinct.column, (std::vector<std::uint32_t>{0, 1, 0, 2, 3, 4}));
  EXPECT_EQ(distinct.repeat, (std::vector<std::uint32_t>{2, 1, 1, 1, 1}));
  EXPECT_EQ(distinct.rows, sparse_rows({{1, 2, 0, 0, 1}, {0, 3, 0, 4, 5}}, 5));
}

TEST(DistinctColumns, EqualValuesInOtherRowsAreNotEqualColumns) {
  const auto distinct = distinct_columns(Context(), sparse_rows({{1, 0}, {0, 1}}, 2));
  EXPECT_EQ(distinct.repeat, (std::vector<std::uint32_t>{1, 1}));
}

TEST(DistinctColumns, NoRowsOrNoColumns) {
  EXPECT_EQ(distinct_columns(Context(), SparseRows{}).rows.columns, 0U);
  EXPECT_EQ(distinct_columns(Context(), sparse_rows({}, 3)).repeat, (std::vector<std::uint32_t>{3}));
  EXPECT_EQ(distinct_columns(Context(), sparse_rows({{}, {}}, 0)).rows.rows(), 2U);
}

}  // namespace
}  // namespace proclens

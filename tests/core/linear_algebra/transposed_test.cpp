#include "core/linear_algebra/transposed.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "core/random.hpp"

namespace proclens {
namespace {

TEST(Transposed, RowsHoldTheColumnsEntriesInTheOrderOfTheirRows) {
  const CounterRandom random(3, 0);
  constexpr std::size_t kRows = 40;
  constexpr std::size_t kColumns = 17;
  SparseRows matrix;
  matrix.columns = kColumns;
  std::vector<std::vector<double>> dense(kColumns, std::vector<double>(kRows, 0));
  for (std::size_t i = 0; i < kRows; ++i) {
    for (std::size_t j = 0; j < kColumns; ++j) {
      if (random.below(i * kColumns + j, 4) != 0) continue;
      dense[j][i] = static_cast<double>(1 + i * kColumns + j);
      matrix.column.push_back(static_cast<std::uint32_t>(j));
      matrix.value.push_back(dense[j][i]);
    }
    matrix.row_start.push_back(matrix.column.size());
  }
  const SparseRows turned = transposed(matrix);
  ASSERT_EQ(turned.rows(), kColumns);
  EXPECT_EQ(turned.columns, kRows);
  EXPECT_EQ(turned.nonzeros(), matrix.nonzeros());
  for (std::size_t j = 0; j < kColumns; ++j) {
    std::size_t k = 0;
    for (std::size_t i = 0; i < kRows; ++i) {
      if (dense[j][i] == 0) continue;
      ASSERT_LT(k, turned.row_columns(j).size());
      EXPECT_EQ(turned.row_columns(j)[k], i);
      EXPECT_EQ(turned.row_values(j)[k++], dense[j][i]);
    }
    EXPECT_EQ(k, turned.row_columns(j).size());
  }
  EXPECT_EQ(transposed(turned).column, matrix.column);
  EXPECT_EQ(transposed(turned).value, matrix.value);
  EXPECT_EQ(transposed(turned).row_start, matrix.row_start);
}

}  // namespace
}  // namespace proclens

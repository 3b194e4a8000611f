#include "proclens/matrix.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace proclens {
namespace {

TEST(MatrixView, SkipsWhatLiesBetweenRows) {
  const std::vector<float> data{1, 2, 99, 3, 4, 99};
  const MatrixView<float> view(data.data(), 2, 2, 3);
  EXPECT_EQ(view(1, 0), 3);
  EXPECT_EQ(view(1, 1), 4);
  EXPECT_EQ(std::vector<float>(view.row(1).begin(), view.row(1).end()), (std::vector<float>{3, 4}));
}

TEST(MatrixView, OfAMatrixIsThatMatrix) {
  Matrix<double> matrix(3, 2);
  for (std::size_t i = 0; i < 6; ++i) matrix.data()[i] = static_cast<double>(i);
  const MatrixView<double> view = matrix;
  EXPECT_EQ(view.data(), matrix.data()) << "nothing is copied";
  EXPECT_EQ(view.rows(), 3U);
  EXPECT_EQ(view.columns(), 2U);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 2; ++j) EXPECT_EQ(view(i, j), matrix(i, j));
  }
}

/// Rows {0: 1, 2: 3}, {} and {1: 5}.
struct Parts {
  std::vector<std::uint32_t> row_start{0, 2, 2, 3};
  std::vector<std::uint32_t> column{0, 2, 1};
  std::vector<double> value{1, 3, 5};
  std::size_t columns = 3;

  [[nodiscard]] SparseRowsView view() const { return {columns, row_start, column, value}; }
};

TEST(SparseRowsView, TakesOffsetsOf32And64BitsAndOwnedRowsAlike) {
  const Parts parts;
  const std::vector<std::uint64_t> wide(parts.row_start.begin(), parts.row_start.end());
  const SparseRows owned{3, {0, 2, 2, 3}, {0, 2, 1}, {1, 3, 5}};
  for (const SparseRowsView& view :
       {parts.view(), SparseRowsView(3, wide, parts.column, parts.value), SparseRowsView(owned)}) {
    ASSERT_EQ(view.rows(), 3U);
    EXPECT_EQ(view.columns(), 3U);
    EXPECT_EQ(view.nonzeros(), 3U);
    EXPECT_EQ(view.validate(), "");
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_TRUE(std::ranges::equal(view.row_columns(i), owned.row_columns(i)));
      EXPECT_TRUE(std::ranges::equal(view.row_values(i), owned.row_values(i)));
    }
  }
}

TEST(SparseRowsView, OfNothingIsFine) {
  EXPECT_EQ(SparseRowsView().rows(), 0U);
  EXPECT_EQ(SparseRowsView().validate(), "");
  EXPECT_EQ(SparseRowsView(SparseRows{}).validate(), "");
}

/// The result of validate() for the parts after a change.
template <class Change>
std::string problem_after(Change change) {
  Parts parts;
  change(parts);
  return parts.view().validate();
}

TEST(SparseRowsView, SaysWhatIsWrong) {
  EXPECT_EQ(problem_after([](Parts& p) { p.column[2] = 3; }), "row 2: column 3 is beyond the last, 3 − 1");
  EXPECT_EQ(problem_after([](Parts& p) { p.column = {2, 0, 1}; }), "row 0: columns must ascend, each at most once");
  EXPECT_EQ(problem_after([](Parts& p) { p.column = {2, 2, 1}; }), "row 0: columns must ascend, each at most once");
  EXPECT_EQ(problem_after([](Parts& p) { p.value[2] = NAN; }), "row 2: a value is not finite");
  EXPECT_EQ(problem_after([](Parts& p) { p.row_start = {1, 2, 2, 3}; }), "the first offset must be 0");
  EXPECT_EQ(problem_after([](Parts& p) { p.row_start = {0, 2, 1, 3}; }), "row 1: offsets must not fall");
  EXPECT_EQ(problem_after([](Parts& p) {
              p.row_start = {0, 2, 2, 4};
            }),
            "the last offset must be the number of entries");
  EXPECT_EQ(problem_after([](Parts& p) {
              p.row_start = {0, 0xFFFFFFFF, 0xFFFFFFFF, 3};
            }),
            "row 2: offsets must not fall");
  EXPECT_EQ(problem_after([](Parts& p) { p.value.pop_back(); }), "there must be as many values as columns of entries");
  EXPECT_EQ(problem_after([](Parts& p) { p.row_start.clear(); }), "there are entries but no rows");
}

}  // namespace
}  // namespace proclens

#include "embed/unit_vectors.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "bag/random_counts.hpp"
#include "embed/svd/dense_operator.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

TEST(UnitVectors, HaveLengthOneAndKeepTheirDirection) {
  const auto vectors = random_matrix<float>(50, 8, 1);
  const auto unit = unit_vectors(Context(), vectors);
  ASSERT_EQ(unit.points.rows(), 50U);
  for (std::size_t j = 0; j < 50; ++j) {
    EXPECT_EQ(unit.of_vector[j], j);
    double squares = 0;
    double along = 0;
    double length = 0;
    for (std::size_t c = 0; c < 8; ++c) {
      squares += static_cast<double>(unit.points(j, c)) * unit.points(j, c);
      along += static_cast<double>(unit.points(j, c)) * vectors(j, c);
      length += static_cast<double>(vectors(j, c)) * vectors(j, c);
    }
    EXPECT_NEAR(squares, 1.0, 1e-6);
    EXPECT_NEAR(along, std::sqrt(length), 1e-5);
  }
}

TEST(UnitVectors, EqualDirectionsAreOnePointAndZeroIsNone) {
  Matrix<float> vectors(5, 2);
  vectors(0, 0) = 3, vectors(0, 1) = 4;
  vectors(2, 0) = -1;
  vectors(2, 1) = 0.0F;
  vectors(3, 0) = 6, vectors(3, 1) = 8;
  vectors(4, 0) = -2;
  vectors(4, 1) = -0.0F;
  const auto unit = unit_vectors(Context(), vectors);
  EXPECT_EQ(unit.of_vector, (std::vector<std::uint32_t>{0, UnitVectors::kNone, 1, 0, 1}));
  ASSERT_EQ(unit.points.rows(), 2U);
  EXPECT_FLOAT_EQ(unit.points(0, 0), 0.6F);
  EXPECT_FLOAT_EQ(unit.points(0, 1), 0.8F);
  EXPECT_FLOAT_EQ(unit.points(1, 0), -1.0F);
}

TEST(DistributionsOverPoints, AddUpWhatFallsOnOnePointAndLeaveOutWhatHasNoDirection) {
  UnitVectors vectors;
  vectors.points = Matrix<float>(2, 1, 1.0F);
  vectors.of_vector = {1, UnitVectors::kNone, 0, 1};
  const BagDistributions bags{sparse_rows({{0.2, 0.5, 0.1, 0.2}, {0, 1, 0, 0}, {}, {0, 0, 1, 0}}, 4)};
  const auto rows = distributions_over_points(bags, vectors);
  EXPECT_EQ(rows.columns, 2U);
  EXPECT_EQ(rows.row_start, (std::vector<std::size_t>{0, 2, 2, 2, 3}));
  EXPECT_EQ(rows.column, (std::vector<std::uint32_t>{0, 1, 0}));
  EXPECT_NEAR(rows.value[0], 0.2, 1e-15);
  EXPECT_NEAR(rows.value[1], 0.8, 1e-15);
  EXPECT_EQ(rows.value[2], 1.0);
  EXPECT_THROW(distributions_over_points({sparse_rows({{1.0}}, 1)}, vectors), std::invalid_argument);
}

}  // namespace
}  // namespace proclens

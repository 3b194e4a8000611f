#include "layout/lay_out_isolated.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace proclens {
namespace {

TEST(LayOutIsolated, ArrangesTheRestInAGridNextToTheMap) {
  Matrix<float> map(7, 2);
  map(1, 0) = -5;
  map(1, 1) = 2;
  map(4, 0) = 3;
  map(4, 1) = 8;
  const Matrix<float> before = map;
  lay_out_isolated({1, 4}, 1.5, map);
  EXPECT_EQ(map(1, 0), before(1, 0));
  EXPECT_EQ(map(4, 1), before(4, 1));
  for (const std::size_t i : {0U, 2U, 3U, 5U, 6U}) {
    EXPECT_GE(map(i, 0), 6.0F);
    for (std::size_t j = 0; j < 7; ++j) {
      if (j == i) continue;
      EXPECT_GE(std::hypot(map(i, 0) - map(j, 0), map(i, 1) - map(j, 1)), 1.49F);
    }
  }
  // Five points form a grid of three by three, vertically centred on the map.
  EXPECT_FLOAT_EQ(map(0, 0), 6);
  EXPECT_FLOAT_EQ(map(0, 1), 6.5F);
  EXPECT_FLOAT_EQ(map(5, 1), 5);
}

TEST(LayOutIsolated, NothingIsolatedAndNothingElse) {
  Matrix<float> full(2, 2, 1.0F);
  lay_out_isolated({0, 1}, 1, full);
  EXPECT_EQ(full, Matrix<float>(2, 2, 1.0F));
  Matrix<float> empty(0, 2);
  lay_out_isolated({}, 1, empty);
  Matrix<float> alone(1, 2);
  lay_out_isolated({}, 1, alone);
  EXPECT_TRUE(std::isfinite(alone(0, 0)) && std::isfinite(alone(0, 1)));
}

}  // namespace
}  // namespace proclens

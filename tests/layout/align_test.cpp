#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "core/random.hpp"
#include "golden.hpp"
#include "proclens/alignment.hpp"

namespace proclens {
namespace {

constexpr std::size_t kGoldenRows = 30;

struct PointSets {
  Matrix<float> points, onto;
  std::vector<double> weight;
};

PointSets golden_case(std::size_t number) {
  const auto rows = read_golden("procrustes_points.txt");
  PointSets sets{Matrix<float>(kGoldenRows, 2), Matrix<float>(kGoldenRows, 2), {}};
  for (std::size_t i = 0; i < kGoldenRows; ++i) {
    const std::vector<double>& row = rows.at(number * kGoldenRows + i);
    for (std::size_t axis = 0; axis < 2; ++axis) {
      sets.points(i, axis) = static_cast<float>(row[axis]);
      sets.onto(i, axis) = static_cast<float>(row[2 + axis]);
    }
    sets.weight.push_back(row[4]);
  }
  return sets;
}

TEST(Align, AgreesWithSciPy) {
  const auto golden = read_golden("procrustes.txt");
  ASSERT_EQ(golden.size(), 3U);
  for (std::size_t number = 0; number < golden.size(); ++number) {
    const PointSets sets = golden_case(number);
    const Alignment alignment = align(sets.points, sets.onto, sets.weight);
    for (std::size_t entry = 0; entry < 4; ++entry) {
      EXPECT_NEAR(alignment.turn[entry / 2][entry % 2], golden[number][entry], 1e-12) << "case " << number;
    }
    EXPECT_NEAR(alignment.disparity, golden[number][4], 1e-12) << "case " << number;
  }
}

TEST(Align, UndoesATurnAMirrorAScaleAndAMove) {
  const CounterRandom random(3, 1);
  PointSets sets{Matrix<float>(50, 2), Matrix<float>(50, 2), std::vector<double>(50, 1)};
  for (std::size_t i = 0; i < 50; ++i) {
    const auto x = static_cast<float>(random.normal(2 * i));
    const auto y = static_cast<float>(random.normal(2 * i + 1));
    sets.onto(i, 0) = x;
    sets.onto(i, 1) = y;
    sets.points(i, 0) = 3 * y + 7;
    sets.points(i, 1) = 3 * x - 2;
  }
  const Alignment alignment = align(sets.points, sets.onto, sets.weight);
  for (std::size_t i = 0; i < 50; ++i) {
    const auto [x, y] = alignment(sets.points(i, 0), sets.points(i, 1));
    EXPECT_NEAR(x, sets.onto(i, 0), 1e-5);
    EXPECT_NEAR(y, sets.onto(i, 1), 1e-5);
  }
  EXPECT_NEAR(alignment.disparity, 0, 1e-9);
  EXPECT_NEAR(alignment.scale, 1.0 / 3, 1e-6);
}

TEST(Align, WeightsCountLikeRepeatedPoints) {
  const PointSets sets = golden_case(0);
  const auto total = static_cast<std::size_t>(std::accumulate(sets.weight.begin(), sets.weight.end(), 0.0));
  PointSets repeated{Matrix<float>(total, 2), Matrix<float>(total, 2), std::vector<double>(total, 1)};
  std::size_t row = 0;
  for (std::size_t i = 0; i < kGoldenRows; ++i) {
    for (double times = 0; times < sets.weight[i]; ++times, ++row) {
      for (std::size_t axis = 0; axis < 2; ++axis) {
        repeated.points(row, axis) = sets.points(i, axis);
        repeated.onto(row, axis) = sets.onto(i, axis);
      }
    }
  }
  const Alignment one = align(sets.points, sets.onto, sets.weight);
  const Alignment other = align(repeated.points, repeated.onto, repeated.weight);
  for (std::size_t axis = 0; axis < 2; ++axis) {
    EXPECT_NEAR(one.turn[axis][0], other.turn[axis][0], 1e-12);
    EXPECT_NEAR(one.turn[axis][1], other.turn[axis][1], 1e-12);
    EXPECT_NEAR(one.from[axis], other.from[axis], 1e-12);
    EXPECT_NEAR(one.to[axis], other.to[axis], 1e-12);
  }
  EXPECT_NEAR(one.scale, other.scale, 1e-12);
  EXPECT_NEAR(one.radius, other.radius, 1e-12);
}

TEST(Align, NothingTurnsWithoutExtent) {
  const Matrix<float> none;
  EXPECT_EQ(align(none, none, {}).scale, 1);
  const Matrix<float> same(4, 2, 5.0F);
  Matrix<float> apart(4, 2);
  for (std::size_t i = 0; i < 4; ++i) apart(i, 0) = static_cast<float>(i);
  const std::vector<double> weight(4, 1);
  for (const Alignment& alignment :
       {align(same, apart, weight), align(apart, same, weight), align(apart, apart, std::vector<double>(4, 0))}) {
    EXPECT_EQ(alignment.turn[0][0], 1);
    EXPECT_EQ(alignment.scale, 1);
    EXPECT_EQ(alignment.disparity, 1);
  }
  const auto [x, y] = align(same, apart, weight)(5, 5);
  EXPECT_EQ(x, 1.5F) << "means coincide";
  EXPECT_EQ(y, 0.0F);
}

TEST(Align, RefusesOtherShapes) {
  const Matrix<float> two(3, 2);
  EXPECT_THROW(static_cast<void>(align(two, Matrix<float>(2, 2), std::vector<double>(3))), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(align(two, Matrix<float>(3, 3), std::vector<double>(3))), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(align(two, two, std::vector<double>(2))), std::invalid_argument);
}

}  // namespace
}  // namespace proclens

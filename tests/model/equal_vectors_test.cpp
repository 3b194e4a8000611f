#include "model/equal_vectors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/random.hpp"

namespace proclens {
namespace {

constexpr std::size_t kRows = 300;
constexpr std::size_t kColumns = 37;

/// Rows of few different lengths; each tenth repeats the one before it.
Matrix<float> made_rows() {
  const CounterRandom random(8, 0);
  Matrix<float> rows(kRows, kColumns);
  for (std::size_t i = 0; i < kRows; ++i) {
    const std::size_t same = i % 10 == 9 ? i - 1 : i;
    double square = 0;
    for (std::size_t j = 0; j < kColumns; ++j) square += std::pow(random.normal(same * kColumns + j), 2);
    const double scale = (0.5 + 0.1 * static_cast<double>(same % 3)) / std::sqrt(square);
    for (std::size_t j = 0; j < kColumns; ++j) {
      rows(i, j) = static_cast<float>(scale * random.normal(same * kColumns + j));
    }
  }
  return rows;
}

/// The oracle: compares with every row.
std::optional<std::uint32_t> slow_find(const Matrix<float>& rows, std::span<const float> vector) {
  double square = 0;
  for (const float value : vector) square += static_cast<double>(value) * value;
  std::optional<std::uint32_t> found;
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    double gap = 0;
    for (std::size_t j = 0; j < vector.size(); ++j) gap += std::pow(static_cast<double>(vector[j]) - rows(i, j), 2);
    if (gap >= nearest || gap > 1e-10 * square) continue;
    nearest = gap;
    found = static_cast<std::uint32_t>(i);
  }
  return found;
}

TEST(EqualVectors, AreFoundUpToRoundingAndNoFurther) {
  const Matrix<float> rows = made_rows();
  const EqualVectors equal(Context(), rows);
  const CounterRandom random(9, 0);
  std::size_t found = 0;
  for (std::size_t i = 0; i < kRows; ++i) {
    // Shifts around the tolerance of 1e-5 of the length, in any direction.
    for (const double shift : {0.0, 1e-7, 0.8e-5, 1.3e-5, 1e-3}) {
      std::vector<float> vector(rows.row(i).begin(), rows.row(i).end());
      for (std::size_t j = 0; j < kColumns; ++j) {
        const double noise = random.normal(i * kColumns + j) / std::sqrt(static_cast<double>(kColumns));
        vector[j] = static_cast<float>(vector[j] + shift * 0.5 * noise);
      }
      const std::optional<std::uint32_t> expected = slow_find(rows, vector);
      ASSERT_EQ(equal.find(vector), expected) << "row " << i << ", shift " << shift;
      found += expected ? 1 : 0;
    }
    ASSERT_EQ(equal.find(rows.row(i)), i % 10 == 9 ? i - 1 : i);
  }
  EXPECT_GT(found, 3 * kRows / 2);
  EXPECT_LT(found, 4 * kRows);
}

TEST(EqualVectors, NothingToFind) {
  EXPECT_EQ(EqualVectors(Context(), Matrix<float>(0, 2)).find(std::vector<float>{1, 2}), std::nullopt);
  EXPECT_EQ(EqualVectors(Context(), Matrix<float>(3, 2)).find(std::vector<float>{1, 2}), std::nullopt);
}

}  // namespace
}  // namespace proclens

#include "embed/wasserstein_distance.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "embed/random_bags.hpp"
#include "embed/transport/transport_oracle.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

/// The distance from its definition: features, double precision, LEMON.
double distance_by_definition(const BagDistributions& bags, const Matrix<float>& vectors, std::size_t a,
                              std::size_t b) {
  const auto from = bags.rows.row_columns(a);
  const auto to = bags.rows.row_columns(b);
  const auto from_mass = bags.rows.row_values(a);
  const auto to_mass = bags.rows.row_values(b);
  TransportProblem problem{
      Matrix<double>(from.size(), to.size()), {from_mass.begin(), from_mass.end()}, {to_mass.begin(), to_mass.end()}};
  for (std::size_t i = 0; i < from.size(); ++i) {
    for (std::size_t j = 0; j < to.size(); ++j) {
      double dot = 0;
      double x_norm = 0;
      double y_norm = 0;
      for (std::size_t k = 0; k < vectors.columns(); ++k) {
        const double x = vectors(from[i], k);
        const double y = vectors(to[j], k);
        dot += x * y;
        x_norm += x * x;
        y_norm += y * y;
      }
      problem.cost(i, j) = 1 - dot / std::sqrt(x_norm * y_norm);
    }
  }
  return lemon_cost(problem);
}

TEST(WassersteinDistance, AgreesWithItsDefinition) {
  const auto vectors = random_vectors(40, 20, 1);
  const auto bags = random_bags(30, 40, 1);
  const auto space = wasserstein_space(Context(), bags, vectors);
  WassersteinDistance distance(space);
  for (std::size_t a = 0; a < 30; ++a) {
    for (std::size_t b = a + 1; b < 30; ++b) {
      ASSERT_NEAR(distance(a, b), distance_by_definition(bags, vectors, a, b), 5e-7);
    }
  }
}

TEST(WassersteinDistance, MergesEqualDirectionsWithoutChangingDistances) {
  auto vectors = random_vectors(40, 20, 2);
  for (std::size_t i = 10; i < 30; ++i) {
    // Powers of two do not change the digits.
    for (std::size_t k = 0; k < 20; ++k) vectors(i, k) = 4 * vectors(i % 7, k);
  }
  const auto bags = random_bags(30, 40, 2);
  const auto space = wasserstein_space(Context(), bags, vectors);
  EXPECT_LE(space.directions.rows(), 20U);
  EXPECT_LT(space.bags.rows.nonzeros(), bags.rows.nonzeros());
  for (std::size_t a = 0; a < 30; ++a) {
    double sum = 0;
    for (const double mass : space.bags.rows.row_values(a)) sum += mass;
    EXPECT_NEAR(sum, 1, 1e-14);
  }
  WassersteinDistance distance(space);
  for (std::size_t b = 1; b < 30; ++b) {
    ASSERT_NEAR(distance(0, b), distance_by_definition(bags, vectors, 0, b), 5e-7);
  }
}

TEST(WassersteinDistance, IsSymmetricBitByBitAndZeroToItself) {
  const auto space = wasserstein_space(Context(), random_bags(12, 30, 3), random_vectors(30, 8, 3));
  WassersteinDistance distance(space);
  for (std::size_t a = 0; a < 12; ++a) {
    EXPECT_EQ(distance(a, a), 0);
    for (std::size_t b = 0; b < 12; ++b) {
      EXPECT_EQ(distance(a, b), distance(b, a));
      EXPECT_GE(distance(a, b), 0);
    }
  }
}

TEST(WassersteinDistance, BagsThatDifferOnlyInTheNamesOfADirectionAreTogether) {
  Matrix<float> vectors(3, 2);
  vectors(0, 0) = 1;
  vectors(1, 0) = 8;
  vectors(2, 1) = 1;
  SparseRows weighted;
  weighted.columns = 3;
  weighted.row_start = {0, 2, 4};
  weighted.column = {0, 2, 1, 2};
  weighted.value = {1, 1, 1, 1};
  const auto space = wasserstein_space(Context(), bag_distributions(weighted), vectors);
  WassersteinDistance distance(space);
  EXPECT_EQ(distance(0, 1), 0);
}

TEST(WassersteinDistance, BagWithoutMassIsInfinitelyFarFromOthers) {
  SparseRows weighted;
  weighted.columns = 2;
  weighted.row_start = {0, 0, 1, 1};
  weighted.column = {1};
  weighted.value = {1};
  const auto space = wasserstein_space(Context(), bag_distributions(weighted), random_vectors(2, 4, 4));
  WassersteinDistance distance(space);
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(distance(0, 1), infinity);
  EXPECT_EQ(distance(1, 2), infinity);
  EXPECT_EQ(distance(0, 2), infinity);
  EXPECT_EQ(distance(0, 0), 0);
}

TEST(WassersteinDistance, RejectsVectorsThatDoNotFit) {
  const auto bags = random_bags(3, 10, 5);
  EXPECT_THROW((void)wasserstein_space(Context(), bags, random_vectors(9, 4, 5)), std::invalid_argument);
}

TEST(GroundCosts, NearVectorsKeepTheirDigits) {
  Matrix<float> directions(3, 2);
  directions(0, 0) = 1;
  directions(1, 0) = 1;
  directions(1, 1) = 1e-4F;
  directions(2, 1) = 1;
  const GroundCosts ground_costs(directions);
  const auto all = ground_costs.all(Context());
  EXPECT_FLOAT_EQ(all(0, 1), 5e-9F);
  EXPECT_EQ(all(0, 0), 0);
  EXPECT_FLOAT_EQ(all(0, 2), 1);
}

TEST(GroundCosts, AllAgreeWithSelected) {
  const auto space = wasserstein_space(Context(), random_bags(400, 600, 6), random_vectors(600, 30, 6));
  const GroundCosts ground_costs(space.directions);
  const auto all = ground_costs.all(Context());
  const std::vector<std::uint32_t> rows{0, 255, 256, 511, 3};
  const std::vector<std::uint32_t> columns{512, 0, 256, 100};
  std::vector<float> some(20);
  std::vector<float> gathered;
  ground_costs.between(rows, columns, some.data(), gathered);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < columns.size(); ++j) {
      EXPECT_NEAR(some[i * 4 + j], all(rows[i], columns[j]), 1e-6);
      EXPECT_EQ(all(rows[i], columns[j]), all(columns[j], rows[i]));
    }
  }
}

}  // namespace
}  // namespace proclens

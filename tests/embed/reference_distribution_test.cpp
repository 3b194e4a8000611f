#include "embed/reference_distribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "bag/random_counts.hpp"
#include "core/linear_algebra/symmetric_eigen.hpp"
#include "core/parallel.hpp"
#include "embed/svd/dense_operator.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

/// 40 points around each of three axes of six dimensions.
Matrix<float> three_bundles() {
  auto vectors = random_matrix<float>(120, 6, 2);
  for (std::size_t j = 0; j < 120; ++j) {
    for (std::size_t c = 0; c < 6; ++c) vectors(j, c) *= 0.05F;
    vectors(j, j % 3) += 1;
  }
  return vectors;
}

/// Every object has one feature: j + 1 objects have feature j.
SparseRows one_feature_each(std::size_t features) {
  std::vector<std::vector<double>> rows(features, std::vector<double>(features));
  for (std::size_t j = 0; j < features; ++j) rows[j][j] = 1;
  return sparse_rows(rows, features);
}

std::vector<std::uint32_t> one_to(std::size_t n) {
  std::vector<std::uint32_t> result(n);
  std::iota(result.begin(), result.end(), 1U);
  return result;
}

double squared_distance(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t c = 0; c < a.size(); ++c) sum += std::pow(static_cast<double>(a[c]) - b[c], 2);
  return sum;
}

TEST(SpreadReference, IsAFixedPointOfLloydsIteration) {
  const auto vectors = unit_vectors(Context(), random_matrix<float>(300, 5, 3));
  const auto bags = one_feature_each(300);
  const auto multiplicity = one_to(300);
  const auto reference = spread_reference(Context(), bags, multiplicity, vectors, 12, 1);
  ASSERT_EQ(reference.points.rows(), 12U);
  Matrix<double> sums(12, 5);
  std::vector<double> masses(12);
  for (std::size_t j = 0; j < 300; ++j) {
    std::size_t nearest = 0;
    for (std::size_t k = 1; k < 12; ++k) {
      if (squared_distance(vectors.points.row(j), reference.points.row(k)) <
          squared_distance(vectors.points.row(j), reference.points.row(nearest))) {
        nearest = k;
      }
    }
    masses[nearest] += multiplicity[j];
    for (std::size_t c = 0; c < 5; ++c) {
      sums(nearest, c) += static_cast<double>(multiplicity[j]) * vectors.points(j, c);
    }
  }
  const double total = 300.0 * 301.0 / 2;
  for (std::size_t k = 0; k < 12; ++k) {
    EXPECT_NEAR(reference.masses[k], masses[k] / total, 1e-12);
    for (std::size_t c = 0; c < 5; ++c) EXPECT_NEAR(reference.points(k, c), sums(k, c) / masses[k], 1e-6);
  }
}

TEST(SpreadReference, FindsBundlesAndTheirMasses) {
  const auto vectors = unit_vectors(Context(), three_bundles());
  const auto reference = spread_reference(Context(), one_feature_each(120), one_to(120), vectors, 3, 7);
  ASSERT_EQ(reference.masses.size(), 3U);
  std::vector<double> by_axis(3);
  for (std::size_t k = 0; k < 3; ++k) {
    const auto row = reference.points.row(k);
    by_axis[static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin())] += reference.masses[k];
  }
  for (std::size_t axis = 0; axis < 3; ++axis) {
    double mass = 0;
    for (std::size_t j = axis; j < 120; j += 3) mass += static_cast<double>(j + 1) / (120.0 * 121.0 / 2);
    EXPECT_NEAR(by_axis[axis], mass, 1e-12);
  }
}

TEST(SpreadReference, HasNoMorePointsThanTheVocabularyAndNoneWithoutMass) {
  const auto vectors = unit_vectors(Context(), random_matrix<float>(4, 3, 4));
  const auto bags = sparse_rows({{0.5, 0.5, 0, 0}, {0, 0, 1, 0}}, 4);  // feature 3 has no mass
  const std::vector<std::uint32_t> multiplicity{2, 2};
  const auto reference = spread_reference(Context(), bags, multiplicity, vectors, 64, 1);
  auto masses = reference.masses;
  std::sort(masses.begin(), masses.end());
  EXPECT_EQ(masses, (std::vector<double>{0.25, 0.25, 0.5}));
  EXPECT_TRUE(spread_reference(Context(), sparse_rows({{}, {}}, 4), multiplicity, vectors, 64, 1).masses.empty());
}

TEST(SpreadReference, IsThatOfTheExpandedBags) {
  const auto vectors = unit_vectors(Context(), random_matrix<float>(30, 4, 5));
  const auto bags = bag_distributions(random_counts(3, 20, 30, 20, 4)).rows;
  std::vector<std::uint32_t> multiplicity(20);
  SparseRows expanded;
  expanded.columns = 30;
  for (std::size_t i = 0; i < 20; ++i) {
    multiplicity[i] = 1 + static_cast<std::uint32_t>(i % 4);
    for (std::uint32_t copy = 0; copy < multiplicity[i]; ++copy) {
      expanded.column.insert(expanded.column.end(), bags.row_columns(i).begin(), bags.row_columns(i).end());
      expanded.value.insert(expanded.value.end(), bags.row_values(i).begin(), bags.row_values(i).end());
      expanded.row_start.push_back(expanded.column.size());
    }
  }
  const auto a = spread_reference(Context(), bags, multiplicity, vectors, 6, 9);
  const auto b = spread_reference(Context(), expanded, std::vector<std::uint32_t>(expanded.rows(), 1), vectors, 6, 9);
  ASSERT_EQ(a.masses.size(), b.masses.size());
  for (std::size_t k = 0; k < a.masses.size(); ++k) {
    EXPECT_NEAR(a.masses[k], b.masses[k], 1e-12);
    EXPECT_LT(squared_distance(a.points.row(k), b.points.row(k)), 1e-12);
  }
}

TEST(SpreadReference, IsTheSameForAnyNumberOfThreads) {
  const auto vectors = unit_vectors(Context(), random_matrix<float>(2500, 9, 6));
  const auto bags = one_feature_each(2500);
  const auto multiplicity = one_to(2500);
  const Context one_thread({.threads = 1});
  const auto first = spread_reference(one_thread, bags, multiplicity, vectors, 20, 1);
  for (const int threads : {2, 5}) {
    const Context context({.threads = threads});
    const auto again = spread_reference(context, bags, multiplicity, vectors, 20, 1);
    EXPECT_EQ(again.points, first.points);
    EXPECT_EQ(again.masses, first.masses);
  }
  EXPECT_NE(spread_reference(Context(), bags, multiplicity, vectors, 20, 2).points, first.points);
}

TEST(CentreReference, TakesTheMedianBagSizeOverObjects) {
  const auto bags = sparse_rows({{1, 0, 0, 0, 0}, {1, 1, 0, 0, 0}, {1, 1, 1, 1, 1}, {}}, 5);
  const auto vectors = random_matrix<float>(5, 3, 7);
  const auto points = [&](std::vector<std::uint32_t> multiplicity) {
    return centre_reference(Context(), bags, multiplicity, vectors, 1).masses.size();
  };
  EXPECT_EQ(points({1, 1, 1, 1}), 1U);  // 0 1 2 5 → 1.5
  EXPECT_EQ(points({1, 1, 2, 1}), 2U);  // 0 1 2 5 5
  EXPECT_EQ(points({1, 1, 2, 0}), 3U);  // 1 2 5 5 → 3.5
  EXPECT_EQ(points({1, 1, 9, 1}), 5U);
  EXPECT_EQ(points({1, 1, 1, 9}), 1U);  // 0, but a reference needs a point
}

TEST(CentreReference, ScattersUnitPointsOppositeTheFirstSingularVector) {
  const auto bags = random_counts(5, 40, 12, 40, 3);
  std::vector<std::uint32_t> multiplicity(40);
  for (std::size_t i = 0; i < 40; ++i) multiplicity[i] = 1 + static_cast<std::uint32_t>(i % 3);
  const auto vectors = random_matrix<float>(12, 400, 8);
  const auto reference = centre_reference(Context(), bags, multiplicity, vectors, 1);

  // The oracle: eigenvectors of AᵀMA.
  Matrix<double> gram(12, 12);
  for (std::size_t i = 0; i < 40; ++i) {
    double sum = 0;
    for (const double value : bags.row_values(i)) sum += value;
    for (std::size_t a = 0; a < bags.row_columns(i).size(); ++a) {
      for (std::size_t b = 0; b < bags.row_columns(i).size(); ++b) {
        gram(bags.row_columns(i)[a], bags.row_columns(i)[b]) +=
            multiplicity[i] * bags.row_values(i)[a] * bags.row_values(i)[b] / (sum * sum);
      }
    }
  }
  const auto eigen = symmetric_eigen(gram);
  const double sign = eigen.vectors(0, 0) > 0 ? -1 : 1;
  std::vector<double> centre(400);
  for (std::size_t j = 0; j < 12; ++j) {
    for (std::size_t c = 0; c < 400; ++c) centre[c] += sign * eigen.vectors(j, 0) * vectors(j, c);
  }
  const double length = std::sqrt(std::inner_product(centre.begin(), centre.end(), centre.begin(), 0.0));
  double noise = 0;
  const std::size_t r = reference.masses.size();
  for (std::size_t k = 0; k < r; ++k) {
    EXPECT_EQ(reference.masses[k], 1.0 / static_cast<double>(r));
    double squares = 0;
    for (const float x : reference.points.row(k)) squares += static_cast<double>(x) * x;
    EXPECT_NEAR(squares, 1.0, 1e-6);
    // Before scaling a point has length √(1 + 400·0.01²) = 1.0198, nearly.
    for (std::size_t c = 0; c < 400; ++c) {
      noise += std::pow(reference.points(k, c) * std::sqrt(1.04) - centre[c] / length, 2);
    }
  }
  EXPECT_NEAR(std::sqrt(noise / static_cast<double>(400 * r)), 0.01, 0.001);
}

}  // namespace
}  // namespace proclens

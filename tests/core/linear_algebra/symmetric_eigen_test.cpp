#include "core/linear_algebra/symmetric_eigen.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>
#include <vector>

#include "core/random.hpp"

namespace proclens {
namespace {

Matrix<double> random_symmetric(std::size_t n, std::uint64_t seed) {
  const CounterRandom random(seed, 0);
  Matrix<double> a(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) a(i, j) = a(j, i) = random.normal(i * n + j);
  }
  return a;
}

/// Jacobi's method: rotates off-diagonal entries away, one at a time, until none is left.
std::vector<double> eigenvalues_by_rotations(Matrix<double> a) {
  const std::size_t n = a.rows();
  for (int sweep = 0; sweep < 30; ++sweep) {
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (std::abs(a(p, q)) < 1e-300) continue;
        const double theta = (a(q, q) - a(p, p)) / (2 * a(p, q));
        const double t = std::copysign(1 / (std::abs(theta) + std::sqrt(theta * theta + 1)), theta);
        const double c = 1 / std::sqrt(t * t + 1);
        const double s = t * c;
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a(k, p);
          a(k, p) = c * x - s * a(k, q);
          a(k, q) = s * x + c * a(k, q);
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a(p, k);
          a(p, k) = c * x - s * a(q, k);
          a(q, k) = s * x + c * a(q, k);
        }
      }
    }
  }
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i) values.push_back(a(i, i));
  std::sort(values.begin(), values.end(), std::greater<>{});
  return values;
}

/// A·v = λ·v, VᵀV = I, λ descending.
void expect_eigenvectors(const Matrix<double>& a, const SymmetricEigen& eigen, double scale) {
  const std::size_t n = a.rows();
  for (std::size_t k = 0; k < n; ++k) {
    if (k > 0) {
      EXPECT_GE(eigen.values[k - 1], eigen.values[k]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      double product = 0;
      for (std::size_t j = 0; j < n; ++j) product += a(i, j) * eigen.vectors(j, k);
      ASSERT_NEAR(product, eigen.values[k] * eigen.vectors(i, k), 1e-13 * static_cast<double>(n) * scale);
    }
    for (std::size_t l = 0; l <= k; ++l) {
      double dot = 0;
      for (std::size_t i = 0; i < n; ++i) dot += eigen.vectors(i, k) * eigen.vectors(i, l);
      ASSERT_NEAR(dot, k == l ? 1 : 0, 1e-12);
    }
  }
}

TEST(SymmetricEigen, TheseReallyAreEigenvectors) {
  for (const std::size_t n : {1, 2, 3, 40, 150}) {
    const Matrix<double> a = random_symmetric(n, n);
    const SymmetricEigen eigen = symmetric_eigen(a);
    expect_eigenvectors(a, eigen, 2 * std::sqrt(static_cast<double>(n)));
  }
}

TEST(SymmetricEigen, AgreesWithJacobisRotations) {
  const Matrix<double> a = random_symmetric(40, 5);
  const std::vector<double> expected = eigenvalues_by_rotations(a);
  const std::vector<double> values = symmetric_eigen(a).values;
  for (std::size_t k = 0; k < expected.size(); ++k) EXPECT_NEAR(values[k], expected[k], 1e-12);
}

TEST(SymmetricEigen, ValuesThatSpanManyMagnitudesAndRepeatAreFound) {
  // H·D·H with the reflection H = I − 2·v·vᵀ has the eigenvalues in D.
  constexpr std::size_t kN = 60;
  const CounterRandom random(7, 0);
  std::vector<double> v(kN);
  double squares = 0;
  for (std::size_t i = 0; i < kN; ++i) v[i] = random.normal(i);
  for (const double x : v) squares += x * x;
  const auto value = [](std::size_t k) { return k < 20 ? 1.0 : std::pow(10.0, -static_cast<double>(k) / 5); };
  Matrix<double> a(kN, kN);
  for (std::size_t i = 0; i < kN; ++i) {
    for (std::size_t j = 0; j < kN; ++j) {
      for (std::size_t k = 0; k < kN; ++k) {
        const double left = (i == k ? 1 : 0) - 2 * v[i] * v[k] / squares;
        const double right = (j == k ? 1 : 0) - 2 * v[j] * v[k] / squares;
        a(i, j) += left * value(k) * right;
      }
    }
  }
  const SymmetricEigen eigen = symmetric_eigen(a);
  for (std::size_t k = 0; k < kN; ++k) EXPECT_NEAR(eigen.values[k], value(k), 1e-13);
  expect_eigenvectors(a, eigen, 1);
}

TEST(SymmetricEigen, LooksAtTheLowerTriangleOnly) {
  const Matrix<double> a = random_symmetric(20, 3);
  Matrix<double> lower = a;
  for (std::size_t i = 0; i < 20; ++i) {
    for (std::size_t j = i + 1; j < 20; ++j) lower(i, j) = 99;
  }
  EXPECT_EQ(symmetric_eigen(a).vectors, symmetric_eigen(lower).vectors);
}

TEST(SymmetricEigen, RefusesWhatIsNotFinite) {
  Matrix<double> a(2, 2);
  a(0, 1) = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(symmetric_eigen(a), std::invalid_argument);
}

TEST(SymmetricEigen, RefusesWhatIsNotSquare) {
  EXPECT_THROW(symmetric_eigen(Matrix<double>(2, 3)), std::invalid_argument);
}

TEST(SymmetricEigen, OfNothingIsNothing) { EXPECT_TRUE(symmetric_eigen(Matrix<double>(0, 0)).values.empty()); }

}  // namespace
}  // namespace proclens

#include "embed/svd/truncated_svd.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/linear_algebra/multiply.hpp"
#include "core/linear_algebra/symmetric_eigen.hpp"
#include "core/parallel.hpp"
#include "embed/svd/dense_operator.hpp"
#include "embed/svd/orthonormalise.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

/// A rows × columns matrix with singular values value(0), value(1), …
template <class Value>
Matrix<double> matrix_with_spectrum(std::size_t rows, std::size_t columns, Value value) {
  auto left = random_matrix<double>(rows, std::min(rows, columns), 11);
  auto right = random_matrix<double>(columns, std::min(rows, columns), 12);
  orthonormalise(Context(), left);
  orthonormalise(Context(), right);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t k = 0; k < left.columns(); ++k) left(i, k) *= value(k);
  }
  return slow_product(Op::none, Op::transpose, left, right);
}

/// The singular values of a dense matrix from the eigenvalues of AᵀA.
std::vector<double> slow_singular_values(const Matrix<double>& a) {
  std::vector<double> values = symmetric_eigen(slow_product(Op::transpose, Op::none, a, a)).values;
  for (double& value : values) value = std::sqrt(std::max(0.0, value));
  return values;
}

template <class T>
double largest_difference(const Matrix<T>& a, const Matrix<T>& b) {
  double worst = 0;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      worst = std::max(worst, std::abs(static_cast<double>(a(i, j)) - static_cast<double>(b(i, j))));
    }
  }
  return worst;
}

void expect_signs(const Matrix<double>& scaled_left) {
  for (std::size_t j = 0; j < scaled_left.columns(); ++j) {
    double largest = 0;
    for (std::size_t i = 0; i < scaled_left.rows(); ++i) {
      if (std::abs(scaled_left(i, j)) > std::abs(largest)) largest = scaled_left(i, j);
    }
    EXPECT_GE(largest, 0) << "column " << j;
  }
}

TEST(TruncatedSvd, FindsTheLeadingVectorsOfADecayingSpectrum) {
  const auto a = matrix_with_spectrum(220, 160, [](std::size_t k) { return 100.0 * std::pow(0.9, double(k)); });
  const auto svd =
      truncated_svd(Context(), DenseOperator<double>(a), {.components = 20, .oversampling = 30, .seed = 3});
  ASSERT_EQ(svd.singular_values.size(), 20U);
  for (std::size_t k = 0; k < 20; ++k) {
    EXPECT_NEAR(svd.singular_values[k] / (100.0 * std::pow(0.9, double(k))), 1.0, 1e-4) << k;
  }
  // V is orthonormal, U·Σ is A·V with orthogonal columns of length σ, and no 20 directions approximate A better.
  const auto v_gram = gram(Context(), svd.right);
  const auto left_gram = gram(Context(), svd.scaled_left);
  for (std::size_t i = 0; i < 20; ++i) {
    for (std::size_t j = 0; j < 20; ++j) {
      EXPECT_NEAR(v_gram(i, j), i == j ? 1.0 : 0.0, 1e-9);
      EXPECT_NEAR(left_gram(i, j), i == j ? svd.singular_values[i] * svd.singular_values[i] : 0.0, 1e-7);
    }
  }
  EXPECT_LT(largest_difference(slow_product(Op::none, Op::none, a, svd.right), svd.scaled_left), 1e-10);
  auto residual = slow_product(Op::none, Op::transpose, svd.scaled_left, svd.right);
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) residual(i, j) -= a(i, j);
  }
  EXPECT_NEAR(slow_singular_values(residual)[0], 100.0 * std::pow(0.9, 20.0), 0.5);
  expect_signs(svd.scaled_left);
}

TEST(TruncatedSvd, IsExactWhenTheBasisReachesASide) {
  for (const auto& [rows, columns] : {std::pair<std::size_t, std::size_t>{90, 30}, {30, 90}, {1, 7}, {7, 1}, {1, 1}}) {
    const auto a = random_matrix<double>(rows, columns, 20 + rows);
    const auto svd = truncated_svd(Context(), DenseOperator<double>(a), {.components = 500});
    const auto expected = slow_singular_values(a);
    ASSERT_EQ(svd.singular_values.size(), std::min(rows, columns));
    for (std::size_t k = 0; k < svd.singular_values.size(); ++k) {
      EXPECT_NEAR(svd.singular_values[k], expected[k], 1e-9 * expected[0]);
    }
    EXPECT_LT(largest_difference(slow_product(Op::none, Op::transpose, svd.scaled_left, svd.right), a), 1e-10);
    expect_signs(svd.scaled_left);
  }
}

TEST(TruncatedSvd, BeyondTheRankEverythingIsZero) {
  const auto a = matrix_with_spectrum(120, 100, [](std::size_t k) { return k < 6 ? 6.0 - double(k) : 0.0; });
  for (const std::size_t oversampling : {std::size_t{5}, std::size_t{500}}) {
    const auto svd =
        truncated_svd(Context(), DenseOperator<double>(a), {.components = 12, .oversampling = oversampling});
    for (std::size_t k = 0; k < 12; ++k) EXPECT_NEAR(svd.singular_values[k], k < 6 ? 6.0 - double(k) : 0.0, 1e-6);
    EXPECT_LT(largest_difference(slow_product(Op::none, Op::transpose, svd.scaled_left, svd.right), a), 1e-9);
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t k = 6; k < 12; ++k) EXPECT_NEAR(svd.scaled_left(i, k), 0.0, 1e-9);
    }
  }
}

TEST(TruncatedSvd, NothingComesOfNothing) {
  const auto zero =
      truncated_svd(Context(), DenseOperator<double>(Matrix<double>(40, 50)), {.components = 3, .oversampling = 2});
  EXPECT_EQ(zero.singular_values, std::vector<double>(3, 0.0));
  EXPECT_EQ(zero.scaled_left, (Matrix<double>(40, 3)));
  EXPECT_TRUE(truncated_svd(Context(), DenseOperator<double>(Matrix<double>(0, 5))).singular_values.empty());
  EXPECT_TRUE(
      truncated_svd(Context(), DenseOperator<double>(Matrix<double>(4, 5)), {.components = 0}).singular_values.empty());
}

TEST(TruncatedSvd, MoreIterationsComeCloser) {
  const auto a = matrix_with_spectrum(300, 300, [](std::size_t k) { return 1.0 / double(k + 1); });
  double before = 1;
  for (const std::size_t iterations : {0U, 1U, 3U}) {
    const auto svd = truncated_svd(Context(), DenseOperator<double>(a),
                                   {.components = 10, .oversampling = 5, .power_iterations = iterations});
    const double error = 0.1 - svd.singular_values[9];
    EXPECT_GT(error, -1e-12);  // Rayleigh–Ritz comes from below
    EXPECT_LT(error, before / 4);
    before = error;
  }
}

TEST(TruncatedSvd, AGoodStartReplacesRandomDirections) {
  const auto a = matrix_with_spectrum(200, 150, [](std::size_t k) { return 1.0 / double(k + 1); });
  const DenseOperator<double> op(a);
  const TruncatedSvdOptions options{.components = 5, .oversampling = 3, .power_iterations = 0};
  const auto exact = truncated_svd(Context(), op, {.components = 5, .oversampling = 200});
  const auto from_random = truncated_svd(Context(), op, options);
  const auto from_start = truncated_svd(Context(), op, options, exact.scaled_left);
  EXPECT_GT(1.0 / 5 - from_random.singular_values[4], 1e-3);
  for (std::size_t k = 0; k < 5; ++k) EXPECT_NEAR(from_start.singular_values[k], 1.0 / double(k + 1), 1e-9);
  EXPECT_THROW((void)truncated_svd(Context(), op, options, Matrix<double>(7, 2)), std::invalid_argument);
}

TEST(TruncatedSvd, SinglePrecisionFollowsDouble) {
  const auto a = matrix_with_spectrum(200, 150, [](std::size_t k) { return std::pow(0.8, double(k)); });
  Matrix<float> a_float(200, 150);
  std::transform(a.data(), a.data() + 200 * 150, a_float.data(), [](double x) { return static_cast<float>(x); });
  const auto svd = truncated_svd(Context(), DenseOperator<float>(a_float), {.components = 15, .oversampling = 15});
  const auto expected = truncated_svd(Context(), DenseOperator<double>(a), {.components = 15, .oversampling = 15});
  for (std::size_t i = 0; i < 200; ++i) {
    for (std::size_t k = 0; k < 15; ++k) EXPECT_NEAR(svd.scaled_left(i, k), expected.scaled_left(i, k), 2e-4);
  }
}

TEST(TruncatedSvd, DependsOnTheSeedAloneAndNotOnThreads) {
  const DenseOperator<float> a(random_matrix<float>(700, 600, 30));
  const Context one_thread({.threads = 1});
  const TruncatedSvdOptions options{.components = 8, .oversampling = 8, .seed = 5};
  const auto first = truncated_svd(one_thread, a, options);
  for (const int threads : {1, 2, 5}) {
    const Context context({.threads = threads});
    const auto again = truncated_svd(context, a, options);
    EXPECT_EQ(again.scaled_left, first.scaled_left);
    EXPECT_EQ(again.right, first.right);
    EXPECT_EQ(again.singular_values, first.singular_values);
  }
  EXPECT_NE(truncated_svd(Context(), a, {.components = 8, .oversampling = 8, .seed = 6}).scaled_left,
            first.scaled_left);
}

TEST(OrientSigns, TurnsColumnsTheSameWayInBoth) {
  Matrix<double> left(2, 3);
  left(0, 0) = 1, left(1, 0) = -2;
  left(0, 1) = 2, left(1, 1) = -2;  // a tie: the first counts
  Matrix<double> right(1, 3, 4.0);
  orient_signs(left, right);
  EXPECT_EQ(left(0, 0), -1);
  EXPECT_EQ(left(1, 0), 2);
  EXPECT_EQ(left(0, 1), 2);
  EXPECT_EQ(right(0, 0), -4);
  EXPECT_EQ(right(0, 1), 4);
  EXPECT_EQ(right(0, 2), 4);
}

TEST(TruncatedSvd, FewerBasesGiveTheSameVectors) {
  const DenseOperator<double> a(random_matrix<double>(300, 200, 11));
  const auto often = truncated_svd(Context(), a, {.components = 10, .oversampling = 20, .power_iterations = 6});
  const auto seldom = truncated_svd(
      Context(), a, {.components = 10, .oversampling = 20, .power_iterations = 6, .products_per_basis = 4});
  for (std::size_t k = 0; k < 10; ++k) EXPECT_NEAR(seldom.singular_values[k] / often.singular_values[k], 1, 1e-9) << k;
  for (std::size_t i = 0; i < 300; ++i) {
    for (std::size_t k = 0; k < 10; ++k) EXPECT_NEAR(seldom.scaled_left(i, k), often.scaled_left(i, k), 1e-6);
  }
}

TEST(SquaredRight, IsTheProductWithBothAndTheRightVectors) {
  const auto a = matrix_with_spectrum(150, 120, [](std::size_t k) { return 10.0 / double(k + 2); });
  const DenseOperator<double> op(a);
  for (const std::size_t oversampling : {std::size_t{6}, std::size_t{500}}) {
    const TruncatedSvdOptions options{
        .components = 8, .oversampling = oversampling, .power_iterations = 4, .products_per_basis = 2};
    const auto svd = truncated_svd(Context(), op, options);
    auto squared = squared_right(Context(), op, options);
    EXPECT_EQ(squared.singular_values, svd.singular_values);
    auto expected = slow_product(Op::transpose, Op::none, a, slow_product(Op::none, Op::none, a, svd.right));
    Matrix<double> none(0, 8);
    orient_signs(expected, none);
    orient_signs(squared.vectors, none);
    EXPECT_LT(largest_difference(squared.vectors, expected), 1e-10);
  }
}

TEST(SquaredRight, IsZeroForAnEmptyColumnAndWithoutComponents) {
  auto a = random_matrix<double>(60, 40, 3);
  for (std::size_t i = 0; i < 60; ++i) a(i, 17) = 0;
  const auto squared = squared_right(Context(), DenseOperator<double>(a), {.components = 5, .oversampling = 4});
  for (const double value : squared.vectors.row(17)) EXPECT_EQ(value, 0);
  for (std::size_t k = 0; k < 5; ++k) EXPECT_NE(squared.vectors(16, k), 0) << k;
  EXPECT_TRUE(squared_right(Context(), DenseOperator<double>(a), {.components = 0}).singular_values.empty());
}

}  // namespace
}  // namespace proclens

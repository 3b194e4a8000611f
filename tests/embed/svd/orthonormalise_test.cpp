#include "embed/svd/orthonormalise.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/parallel.hpp"
#include "embed/svd/dense_operator.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

/// The largest difference between ZᵀZ and a diagonal of `rank` ones followed by zeros.
template <class T>
double distance_from_orthonormal(const Matrix<T>& z, std::size_t rank) {
  const Matrix<T> g = slow_product(Op::transpose, Op::none, z, z);
  double worst = 0;
  for (std::size_t i = 0; i < g.rows(); ++i) {
    for (std::size_t j = 0; j < g.columns(); ++j) {
      worst = std::max(worst, std::abs(static_cast<double>(g(i, j)) - (i == j && i < rank ? 1.0 : 0.0)));
    }
  }
  return worst;
}

/// How far the columns of `z` are from the span of the orthonormal columns of `q`, relative to their length.
double distance_from_space(const Matrix<double>& z, const Matrix<double>& q) {
  const Matrix<double> inside = slow_product(Op::none, Op::none, q, slow_product(Op::transpose, Op::none, q, z));
  double worst = 0;
  for (std::size_t j = 0; j < z.columns(); ++j) {
    double outside = 0;
    double length = 0;
    for (std::size_t i = 0; i < z.rows(); ++i) {
      outside += (z(i, j) - inside(i, j)) * (z(i, j) - inside(i, j));
      length += z(i, j) * z(i, j);
    }
    worst = std::max(worst, std::sqrt(outside / length));
  }
  return worst;
}

TEST(Orthonormalise, SpansTheSameSpace) {
  const auto z = random_matrix<double>(300, 130, 1);
  auto q = z;
  EXPECT_EQ(orthonormalise(Context(), q), 130U);
  EXPECT_LT(distance_from_orthonormal(q, 130), 1e-12);
  EXPECT_LT(distance_from_space(z, q), 1e-12);
}

TEST(Orthonormalise, CopesWithColumnsThatDifferByManyOrdersAndNearlyDepend) {
  auto z = random_matrix<double>(200, 20, 2);
  for (std::size_t i = 0; i < z.rows(); ++i) {
    for (std::size_t j = 1; j < 20; ++j) z(i, j) = z(i, j - 1) + 1e-3 * z(i, j);  // a cone around the first column
    for (std::size_t j = 0; j < 20; ++j) z(i, j) *= std::pow(10.0, -static_cast<double>(j));
  }
  auto q = z;
  EXPECT_EQ(orthonormalise(Context(), q), 20U);
  EXPECT_LT(distance_from_orthonormal(q, 20), 1e-8);
  EXPECT_LT(distance_from_space(z, q), 1e-8);
}

TEST(Orthonormalise, RevealsTheRank) {
  const auto a = random_matrix<double>(150, 12, 3);
  const auto b = random_matrix<double>(12, 40, 4);
  const auto z = slow_product(Op::none, Op::none, a, b);
  auto q = z;
  EXPECT_EQ(orthonormalise(Context(), q), 12U);
  EXPECT_LT(distance_from_orthonormal(q, 12), 1e-10);
  EXPECT_LT(distance_from_space(z, q), 1e-10);
}

TEST(Orthonormalise, FewerRowsThanColumns) {
  auto q = random_matrix<float>(5, 9, 5);
  EXPECT_EQ(orthonormalise(Context(), q), 5U);
  EXPECT_LT(distance_from_orthonormal(q, 5), 1e-5);
}

TEST(Orthonormalise, ZeroColumnsStayZero) {
  Matrix<double> zero(10, 3);
  EXPECT_EQ(orthonormalise(Context(), zero), 0U);
  EXPECT_EQ(zero, (Matrix<double>(10, 3)));
  Matrix<double> none(10, 0);
  EXPECT_EQ(orthonormalise(Context(), none), 0U);
}

TEST(Orthonormalise, IsTheSameForAnyNumberOfThreads) {
  const auto z = random_matrix<float>(3000, 40, 6);
  const Context one_thread({.threads = 1});
  auto first = z;
  orthonormalise(one_thread, first);
  for (const int threads : {2, 5}) {
    const Context context({.threads = threads});
    auto q = z;
    orthonormalise(context, q);
    EXPECT_EQ(q, first);
  }
}

TEST(Gram, IsTheProductWithTheTranspose) {
  const auto z = random_matrix<double>(2500, 101, 7);
  const auto expected = slow_product(Op::transpose, Op::none, z, z);
  const auto g = gram(Context(), z);
  for (std::size_t i = 0; i < g.rows(); ++i) {
    for (std::size_t j = 0; j < g.columns(); ++j) ASSERT_NEAR(g(i, j), expected(i, j), 1e-9);
  }
}

}  // namespace
}  // namespace proclens

#include "core/blas.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/random.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

template <class T>
Matrix<T> random_matrix(std::size_t rows, std::size_t columns, std::uint64_t seed) {
  const CounterRandom random(seed, 0);
  Matrix<T> m(rows, columns);
  for (std::size_t i = 0; i < rows * columns; ++i) m.data()[i] = static_cast<T>(random.normal(i));
  return m;
}

template <class T>
T at(const Matrix<T>& m, Op op, std::size_t i, std::size_t j) {
  return op == Op::none ? m(i, j) : m(j, i);
}

TEST(Multiply, AgreesWithTheTripleLoopForEveryTransposition) {
  constexpr std::size_t kM = 301;
  constexpr std::size_t kN = 530;
  constexpr std::size_t kK = 17;
  for (const Op op_a : {Op::none, Op::transpose}) {
    for (const Op op_b : {Op::none, Op::transpose}) {
      const auto a = op_a == Op::none ? random_matrix<double>(kM, kK, 1) : random_matrix<double>(kK, kM, 1);
      const auto b = op_b == Op::none ? random_matrix<double>(kK, kN, 2) : random_matrix<double>(kN, kK, 2);
      const auto start = random_matrix<double>(kM, kN, 3);
      auto c = start;
      multiply(Context(), op_a, op_b, 2.0, a, b, 0.5, c);
      for (std::size_t i = 0; i < kM; i += 7) {
        for (std::size_t j = 0; j < kN; ++j) {
          double sum = 0;
          for (std::size_t k = 0; k < kK; ++k) sum += at(a, op_a, i, k) * at(b, op_b, k, j);
          ASSERT_NEAR(c(i, j), 2 * sum + 0.5 * start(i, j), 1e-12);
        }
      }
    }
  }
}

TEST(Multiply, IsTheSameForAnyNumberOfThreads) {
  const auto a = random_matrix<float>(700, 90, 1);
  const auto b = random_matrix<float>(90, 1100, 2);
  Matrix<float> first(700, 1100);
  const Context one_thread({.threads = 1});
  multiply(one_thread, Op::none, Op::none, 1.0F, a, b, 0.0F, first);
  for (const int threads : {2, 5}) {
    const Context context({.threads = threads});
    Matrix<float> again(700, 1100);
    multiply(context, Op::none, Op::none, 1.0F, a, b, 0.0F, again);
    EXPECT_EQ(first, again);
  }
}

TEST(Multiply, RefusesShapesThatDoNotFit) {
  Matrix<double> c(2, 2);
  EXPECT_THROW(multiply(Context(), Op::none, Op::none, 1.0, Matrix<double>(2, 3), Matrix<double>(2, 2), 0.0, c),
               std::invalid_argument);
}

TEST(SymmetricEigen, TheseReallyAreEigenvectors) {
  constexpr std::size_t kN = 40;
  const auto half = random_matrix<double>(kN, kN, 4);
  Matrix<double> a(kN, kN);
  multiply(Context(), Op::none, Op::transpose, 1.0, half, half, 0.0, a);
  const SymmetricEigen eigen = symmetric_eigen(a);
  for (std::size_t k = 0; k < kN; ++k) {
    if (k > 0) {
      EXPECT_GE(eigen.values[k - 1], eigen.values[k]);
    }
    for (std::size_t i = 0; i < kN; ++i) {
      double product = 0;
      for (std::size_t j = 0; j < kN; ++j) product += a(i, j) * eigen.vectors(j, k);
      EXPECT_NEAR(product, eigen.values[k] * eigen.vectors(i, k), 1e-10 * eigen.values[0]);
    }
    for (std::size_t l = 0; l <= k; ++l) {
      double dot = 0;
      for (std::size_t i = 0; i < kN; ++i) dot += eigen.vectors(i, k) * eigen.vectors(i, l);
      EXPECT_NEAR(dot, k == l ? 1 : 0, 1e-12);
    }
  }
}

TEST(SymmetricEigen, RefusesWhatIsNotFinite) {
  Matrix<double> a(2, 2);
  a(0, 1) = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(symmetric_eigen(a), std::invalid_argument);
}

TEST(SymmetricEigen, OfNothingIsNothing) { EXPECT_TRUE(symmetric_eigen(Matrix<double>(0, 0)).values.empty()); }

}  // namespace
}  // namespace proclens

#include "core/linear_algebra/multiply.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/linear_algebra/multiply_kernel.hpp"
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

/// The definition in core/multiply.hpp, entry by entry.
template <class T>
Matrix<T> chain_by_chain(Op op_a, Op op_b, T alpha, const Matrix<T>& a, const Matrix<T>& b, T beta, Matrix<T> c) {
  const std::size_t depth = op_a == Op::none ? a.columns() : a.rows();
  for (std::size_t i = 0; i < c.rows(); ++i) {
    for (std::size_t j = 0; j < c.columns(); ++j) {
      c(i, j) = beta == T{0} ? T{0} : beta * c(i, j);
      for (std::size_t p = 0; p < depth; ++p) c(i, j) = std::fma(at(a, op_a, i, p), alpha * at(b, op_b, p, j), c(i, j));
    }
  }
  return c;
}

/// Every bit of what is defined: by each kernel that this processor can run, and by the one that is chosen for it.
template <class Avx2, class Avx512>
void expect_defined_bytes(std::size_t m, std::size_t n, std::size_t k, typename Avx2::Value alpha,
                          typename Avx2::Value beta) {
  using T = typename Avx2::Value;
  for (const Op op_a : {Op::none, Op::transpose}) {
    for (const Op op_b : {Op::none, Op::transpose}) {
      const auto a = op_a == Op::none ? random_matrix<T>(m, k, 1) : random_matrix<T>(k, m, 1);
      const auto b = op_b == Op::none ? random_matrix<T>(k, n, 2) : random_matrix<T>(n, k, 2);
      const auto start = random_matrix<T>(m, n, 3);
      const Matrix<T> expected = chain_by_chain(op_a, op_b, alpha, a, b, beta, start);
      Matrix<T> c = start;
      const auto product_into_c = [&] {
        c = start;
        return Product<T>{op_a == Op::transpose,
                          op_b == Op::transpose,
                          m,
                          n,
                          k,
                          alpha,
                          a.data(),
                          a.columns(),
                          b.data(),
                          b.columns(),
                          beta,
                          c.data(),
                          n};
      };
      multiply_with<Avx2>(product_into_c());
      ASSERT_EQ(c, expected) << "AVX2, " << m << "×" << n << "×" << k;
      if (__builtin_cpu_supports("avx512f") != 0) {
        multiply_with<Avx512>(product_into_c());
        ASSERT_EQ(c, expected) << "AVX-512, " << m << "×" << n << "×" << k;
      }
      c = start;
      multiply_block(op_a, op_b, m, n, k, alpha, a.data(), a.columns(), b.data(), b.columns(), beta, c.data(), n);
      ASSERT_EQ(c, expected) << m << "×" << n << "×" << k;
    }
  }
}

constexpr auto kExpectFloats = expect_defined_bytes<FloatAvx2, FloatAvx512>;
constexpr auto kExpectDoubles = expect_defined_bytes<DoubleAvx2, DoubleAvx512>;

TEST(Multiply, GivesTheDefinedBytesForEveryShapeAndKernel) {
  for (const std::size_t m : {1, 3, 4, 11, 12, 97}) {
    for (const std::size_t n : {1, 7, 12, 16, 25, 33, 64}) {
      for (const std::size_t k : {0, 1, 7, 8, 256, 259}) {
        kExpectFloats(m, n, k, -1.0F, 0.0F);
        kExpectDoubles(m, n, k, 0.3, 0.7);
      }
    }
  }
  kExpectFloats(100, 700, 300, 0.1F, 1.0F);  // several panels in every direction
  kExpectDoubles(100, 660, 520, 1.0, 1.0);
}

TEST(Multiply, LeavesMemoryBetweenTheRowsOfCAlone) {
  const auto a = random_matrix<float>(5, 9, 1);
  const auto b = random_matrix<float>(9, 7, 2);
  std::vector<float> c(5 * 10, 3.0F);
  multiply_block(Op::none, Op::none, 5, 7, 9, 1.0F, a.data(), 9, b.data(), 7, 0.0F, c.data(), 10);
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = 7; j < 10; ++j) EXPECT_EQ(c[i * 10 + j], 3.0F);
  }
}

TEST(Multiply, IgnoresOldValuesWhenBetaIsZero) {
  Matrix<double> c(2, 2, std::nan(""));
  multiply(Context(), Op::none, Op::none, 1.0, Matrix<double>(2, 3, 1.0), Matrix<double>(3, 2, 2.0), 0.0, c);
  EXPECT_EQ(c, Matrix<double>(2, 2, 6.0));
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

}  // namespace
}  // namespace proclens

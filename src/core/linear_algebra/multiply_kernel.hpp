// The innermost loop of a matrix product, one for each vector instruction set. Every kernel computes the same chains of
// fused multiply-adds (core/linear_algebra/multiply.hpp), so the choice of kernel affects only speed.
//
// A kernel multiplies into a tile of C, kRows × kColumns, that stays in registers. Its `accumulate` does, for p = 0, 1,
// …, depth − 1: c_ij ← fma(a_ip, b_pj, c_ij), for i < height ≤ kRows and all j < kColumns. a_ip is at a[p·kRows + i],
// b_pj at b[p·kColumns + j]; c has row stride ldc. No alignment is required.
#pragma once

#include <cstddef>

namespace proclens {

struct FloatAvx2 {
  using Value = float;
  static constexpr std::size_t kRows = 6;
  static constexpr std::size_t kColumns = 16;
  static void accumulate(std::size_t height, std::size_t depth, const float* a, const float* b, float* c,
                         std::size_t ldc);
};

struct DoubleAvx2 {
  using Value = double;
  static constexpr std::size_t kRows = 6;
  static constexpr std::size_t kColumns = 8;
  static void accumulate(std::size_t height, std::size_t depth, const double* a, const double* b, double* c,
                         std::size_t ldc);
};

/// Requires AVX-512F.
struct FloatAvx512 {
  using Value = float;
  static constexpr std::size_t kRows = 12;
  static constexpr std::size_t kColumns = 32;
  static void accumulate(std::size_t height, std::size_t depth, const float* a, const float* b, float* c,
                         std::size_t ldc);
};

/// Requires AVX-512F.
struct DoubleAvx512 {
  using Value = double;
  static constexpr std::size_t kRows = 12;
  static constexpr std::size_t kColumns = 16;
  static void accumulate(std::size_t height, std::size_t depth, const double* a, const double* b, double* c,
                         std::size_t ldc);
};

/// The operands of core/linear_algebra/multiply.hpp's multiply_block().
template <class T>
struct Product {
  bool transpose_a, transpose_b;
  std::size_t m, n, k;
  T alpha;
  const T* a;
  std::size_t lda;
  const T* b;
  std::size_t ldb;
  T beta;
  T* c;
  std::size_t ldc;
};

/// The product by tiles of the given kernel, on the calling thread; instantiated for the four kernels above.
template <class Kernel>
void multiply_with(const Product<typename Kernel::Value>& product);

}  // namespace proclens

// The innermost loop of a matrix product, once for each vector instruction set. Every kernel computes the same chains
// of fused multiply-adds (core/multiply.hpp), so which of them runs shows in time only.
#pragma once

#include <cstddef>

namespace proclens {

/// Multiplies into a tile of C that stays in registers.
template <class T>
struct MultiplyKernel {
  std::size_t rows;     ///< of a tile, at most kMaxTileRows
  std::size_t columns;  ///< of a tile, at most kMaxTileColumns

  /// For p = 0, 1, …, depth − 1: c_ij ← fma(a_ip, b_pj, c_ij), for i < height ≤ rows and all j < columns.
  /// a_ip stands at a[p·rows + i], b_pj at b[p·columns + j]; c has row stride ldc. No alignment is needed.
  void (*accumulate)(std::size_t height, std::size_t depth, const T* a, const T* b, T* c, std::size_t ldc);
};

inline constexpr std::size_t kMaxTileRows = 12;
inline constexpr std::size_t kMaxTileColumns = 32;

extern const MultiplyKernel<float> kFloatAvx2;
extern const MultiplyKernel<double> kDoubleAvx2;
extern const MultiplyKernel<float> kFloatAvx512;    ///< only where AVX-512F is
extern const MultiplyKernel<double> kDoubleAvx512;  ///< only where AVX-512F is

/// The product of core/multiply.hpp with tiles of the given kernel; instantiated for float and double.
template <class T>
void multiply_with(const MultiplyKernel<T>& kernel, bool transpose_a, bool transpose_b, std::size_t m, std::size_t n,
                   std::size_t k, T alpha, const T* a, std::size_t lda, const T* b, std::size_t ldb, T beta, T* c,
                   std::size_t ldc);

}  // namespace proclens

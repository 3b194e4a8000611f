// Tiles of 12 × 2 vectors: 24 sums in 32 registers. Compiled with -mavx512f and called only on processors that support
// it.
#include <immintrin.h>

#include "core/linear_algebra/multiply_kernel.hpp"
#include "core/linear_algebra/multiply_tile.hpp"

namespace proclens {
namespace {

struct Floats {
  using Value = float;
  using Vector = __m512;
  static constexpr std::size_t kWidth = 16;
  static Vector load(const float* from) { return _mm512_loadu_ps(from); }
  static void store(float* to, Vector value) { _mm512_storeu_ps(to, value); }
  static Vector broadcast(const float* from) { return _mm512_set1_ps(*from); }
  static Vector fma(Vector a, Vector b, Vector c) { return _mm512_fmadd_ps(a, b, c); }
};

struct Doubles {
  using Value = double;
  using Vector = __m512d;
  static constexpr std::size_t kWidth = 8;
  static Vector load(const double* from) { return _mm512_loadu_pd(from); }
  static void store(double* to, Vector value) { _mm512_storeu_pd(to, value); }
  static Vector broadcast(const double* from) { return _mm512_set1_pd(*from); }
  static Vector fma(Vector a, Vector b, Vector c) { return _mm512_fmadd_pd(a, b, c); }
};

}  // namespace

void FloatAvx512::accumulate(std::size_t height, std::size_t depth, const float* a, const float* b, float* c,
                             std::size_t ldc) {
  accumulate_tile<Floats, kRows>(height, depth, a, b, c, ldc);
}

void DoubleAvx512::accumulate(std::size_t height, std::size_t depth, const double* a, const double* b, double* c,
                              std::size_t ldc) {
  accumulate_tile<Doubles, kRows>(height, depth, a, b, c, ldc);
}

}  // namespace proclens

// Tiles of 6 × 2 vectors: 12 sums, 2 vectors of b and a broadcast entry of a use 15 of the 16 registers.
#include <immintrin.h>

#include "core/linear_algebra/multiply_kernel.hpp"
#include "core/linear_algebra/multiply_tile.hpp"

namespace proclens {
namespace {

struct Floats {
  using Value = float;
  using Vector = __m256;
  static constexpr std::size_t kWidth = 8;
  static Vector load(const float* from) { return _mm256_loadu_ps(from); }
  static void store(float* to, Vector value) { _mm256_storeu_ps(to, value); }
  static Vector broadcast(const float* from) { return _mm256_broadcast_ss(from); }
  static Vector fma(Vector a, Vector b, Vector c) { return _mm256_fmadd_ps(a, b, c); }
};

struct Doubles {
  using Value = double;
  using Vector = __m256d;
  static constexpr std::size_t kWidth = 4;
  static Vector load(const double* from) { return _mm256_loadu_pd(from); }
  static void store(double* to, Vector value) { _mm256_storeu_pd(to, value); }
  static Vector broadcast(const double* from) { return _mm256_broadcast_sd(from); }
  static Vector fma(Vector a, Vector b, Vector c) { return _mm256_fmadd_pd(a, b, c); }
};

}  // namespace

void FloatAvx2::accumulate(std::size_t height, std::size_t depth, const float* a, const float* b, float* c,
                           std::size_t ldc) {
  accumulate_tile<Floats, kRows>(height, depth, a, b, c, ldc);
}

void DoubleAvx2::accumulate(std::size_t height, std::size_t depth, const double* a, const double* b, double* c,
                            std::size_t ldc) {
  accumulate_tile<Doubles, kRows>(height, depth, a, b, c, ldc);
}

}  // namespace proclens

// x^b for the optimiser's inner loop: branch-free, so that compilers turn loops over it into vector code.
#pragma once

#include <bit>
#include <cstdint>

namespace proclens {

/// log2(x) for normal x > 0, to 1e-6 absolute.
///
/// x = 2^e·m with m in [√½, √2); log2(m) = t·P(t), t = m − 1. P is the minimax polynomial of degree 6 for log2(1 +
/// t)/t, found by reweighted least squares; its error is 1.7e-6·|t|.
inline float fast_log2(float x) noexcept {
  constexpr std::int32_t kHalfRoot = 0x3F3504F3;  // the bits of √½
  const std::int32_t bits = std::bit_cast<std::int32_t>(x);
  const std::int32_t exponent = (bits - kHalfRoot) >> 23;
  const float t = std::bit_cast<float>(bits - (exponent << 23)) - 1.0F;
  float p = 0.17616722F;
  p = p * t - 0.27097759F;
  p = p * t + 0.29509976F;
  p = p * t - 0.35918479F;
  p = p * t + 0.4806487F;
  p = p * t - 0.72136769F;
  p = p * t + 1.44269631F;
  return static_cast<float>(exponent) + t * p;
}

/// 2^y for −126 ≤ y ≤ 127, to 2e-7 relative.
///
/// Adding 1.5·2^23 rounds y to a whole number, which then stands in the low bits of the sum and becomes the exponent.
/// 2^f for f in [−½, ½] is the minimax polynomial of degree 5, found by reweighted least squares.
inline float fast_exp2(float y) noexcept {
  constexpr float kRound = 12582912.0F;
  const float shifted = y + kRound;
  const float f = y - (shifted - kRound);
  const std::int32_t exponent = std::bit_cast<std::int32_t>(shifted) << 23;
  float p = 0.00132765F;
  p = p * f + 0.00967554F;
  p = p * f + 0.05550713F;
  p = p * f + 0.2402212F;
  p = p * f + 0.69314697F;
  p = p * f + 1.00000007F;
  return std::bit_cast<float>(std::bit_cast<std::int32_t>(p) + exponent);
}

/// x^b for normal x > 0 while |b·log2(x)| ≤ 126, to (1e-6·|b| + 2e-7 + 6e-8·|b·log2(x)|) relative.
inline float fast_power(float x, float b) noexcept { return fast_exp2(b * fast_log2(x)); }

}  // namespace proclens

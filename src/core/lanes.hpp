// Eight floats at a time, in the compiler's vector types.
#pragma once

#include <immintrin.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace proclens {

// GCC warns that passing such parameters would differ with AVX enabled; these functions are all inlined.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpsabi"

inline constexpr std::size_t kLanes = 8;
using Lanes = float __attribute__((vector_size(32)));
using WholeLanes = std::int32_t __attribute__((vector_size(32)));

inline Lanes all_lanes(float value) noexcept { return Lanes{} + value; }

inline Lanes load_lanes(const float* from) noexcept {
  Lanes value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

inline void store_lanes(float* to, const Lanes& value) noexcept { std::memcpy(to, &value, sizeof value); }

/// a·b + c, rounded once.
inline Lanes fused(const Lanes& a, const Lanes& b, const Lanes& c) noexcept { return _mm256_fmadd_ps(a, b, c); }

/// The larger value in each lane.
inline Lanes greater(const Lanes& a, const Lanes& b) noexcept { return a > b ? a : b; }

inline bool any_above(const Lanes& value, float limit) noexcept {
  const auto words = std::bit_cast<std::array<std::uint64_t, 4>>(value > all_lanes(limit));
  return (words[0] | words[1] | words[2] | words[3]) != 0;
}

/// Clamps each lane to [−limit, limit]. (Written so that compilers recognise a minimum and a maximum.)
inline Lanes clipped(const Lanes& value, float limit) noexcept {
  const Lanes high = all_lanes(limit);
  const Lanes above = greater(value, -high);
  return above < high ? above : high;
}

/// log2(x) for normal x > 0, absolute error at most 5e-6.
///
/// x = 2^e·m with m in [√½, √2); log2(m) = t·P(t), t = m − 1. P is the minimax polynomial of degree 5 for log2(1 +
/// t)/t, found by reweighted least squares; its error is 1.1e-5·|t|.
inline Lanes fast_log2(const Lanes& x) noexcept {
  constexpr std::int32_t kHalfRoot = 0x3F3504F3;  // the bits of √½
  const auto bits = std::bit_cast<WholeLanes>(x);
  const WholeLanes exponent = (bits - kHalfRoot) >> 23;
  const Lanes t = std::bit_cast<Lanes>(bits - (exponent << 23)) - 1.0F;
  Lanes p = fused(t, all_lanes(-0.21153586F), all_lanes(0.31982797F));
  p = fused(p, t, all_lanes(-0.36585504F));
  p = fused(p, t, all_lanes(0.47967111F));
  p = fused(p, t, all_lanes(-0.72122352F));
  p = fused(p, t, all_lanes(1.44270303F));
  return fused(t, p, __builtin_convertvector(exponent, Lanes));
}

/// 2^y for −126 ≤ y ≤ 127, relative error at most 3e-6.
///
/// Adding 1.5·2^23 rounds y to an integer, which is then in the low bits of the sum and becomes the exponent. 2^f for f
/// in [−½, ½] is the minimax polynomial of degree 4, found by reweighted least squares.
inline Lanes fast_exp2(const Lanes& y) noexcept {
  constexpr float kRound = 12582912.0F;
  const Lanes shifted = y + kRound;
  const Lanes f = y - (shifted - kRound);
  const WholeLanes exponent = std::bit_cast<WholeLanes>(shifted) << 23;
  Lanes p = fused(f, all_lanes(0.0095701F), all_lanes(0.05591786F));
  p = fused(p, f, all_lanes(0.24024745F));
  p = fused(p, f, all_lanes(0.69312181F));
  p = fused(p, f, all_lanes(0.99999926F));
  return std::bit_cast<Lanes>(std::bit_cast<WholeLanes>(p) + exponent);
}

/// x^b for normal x > 0 and |b·log2(x)| ≤ 126, relative error about 4e-6·|b| + 3e-6.
inline Lanes fast_power(const Lanes& x, float b) noexcept { return fast_exp2(b * fast_log2(x)); }

#pragma GCC diagnostic pop

}  // namespace proclens

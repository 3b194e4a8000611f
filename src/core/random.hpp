// Counter-based random numbers: the number at (seed, stream, index) is a pure function of the three, so any thread can
// draw any number in any order.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

#include "core/elementary.hpp"

namespace proclens {

/// A family of independent random sequences. Values are drawn by index, not in sequence; the object has no state.
/// Source: the finaliser of SplitMix64 (Steele, Lea, Flood 2014) applied twice over the mixed key and counter.
class CounterRandom {
 public:
  /// @param seed the user's seed; @param stream separates uses of the same seed
  constexpr CounterRandom(std::uint64_t seed, std::uint64_t stream) noexcept
      : key_(mix(mix(seed + kGolden) ^ (stream * kGolden + 0x632BE59BD9B4E019ULL))) {}

  /// 64 random bits.
  [[nodiscard]] constexpr std::uint64_t bits(std::uint64_t index) const noexcept {
    return mix(mix(index * kGolden + key_) ^ key_);
  }

  /// A number in [0, 1).
  [[nodiscard]] constexpr double uniform(std::uint64_t index) const noexcept {
    return static_cast<double>(bits(index) >> 11U) * 0x1.0p-53;
  }

  /// A whole number in [0, n), for 0 < n < 2³²; the bias is below n/2³².
  [[nodiscard]] constexpr std::uint64_t below(std::uint64_t index, std::uint64_t n) const noexcept {
    return ((bits(index) >> 32U) * n) >> 32U;
  }

  /// A standard normal number (Box and Muller); uses indices 2·index and 2·index + 1 of this stream.
  [[nodiscard]] double normal(std::uint64_t index) const noexcept {
    const double radius = std::sqrt(-2.0 * reproducible::log(1.0 - uniform(2 * index)));
    return radius * reproducible::cos(2.0 * std::numbers::pi * uniform(2 * index + 1));
  }

 private:
  static constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;

  static constexpr std::uint64_t mix(std::uint64_t z) noexcept {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }

  std::uint64_t key_;
};

}  // namespace proclens

// Sequential random draws, for generating things in order.
#pragma once

#include <cstdint>

#include "core/elementary.hpp"
#include "core/random.hpp"

namespace proclens {

/// The uses of a demo dataset's seed, each with its own stream.
enum class DemoStream : std::uint64_t {
  fleet = 0x100,
  hashes,
  unknown_hashes,
  boots,
  blocks,
  bags,
  path_traits,
  digests,
  intrusion,
  arguments
};

/// A cursor over one sequence of a CounterRandom: each call takes the next number. Two cursors with the same seed,
/// stream and item give the same draws.
class Draws {
 public:
  /// @param item what is drawn for, such as the number of a block; each item has its own sequence
  Draws(std::uint64_t seed, DemoStream stream, std::uint64_t item) noexcept
      : random_(seed ^ (item * 0xD1342543DE82EF95ULL), static_cast<std::uint64_t>(stream)) {}

  [[nodiscard]] std::uint64_t bits() noexcept { return random_.bits(next_++); }
  [[nodiscard]] double uniform() noexcept { return random_.uniform(next_++); }
  [[nodiscard]] double between(double low, double high) noexcept { return low + (high - low) * uniform(); }
  /// A whole number in [0, n), n > 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t n) noexcept { return random_.below(next_++, n); }
  [[nodiscard]] bool chance(double probability) noexcept { return uniform() < probability; }
  /// A factor around 1: half of them between 0.6 and 1.7, all between 0.2 and 5.
  [[nodiscard]] double factor() noexcept {
    // The sum of three uniforms is close enough to normal here.
    const double bell = uniform() + uniform() + uniform() - 1.5;
    return reproducible::exp(1.07 * bell);
  }

 private:
  CounterRandom random_;
  std::uint64_t next_ = 0;
};

}  // namespace proclens

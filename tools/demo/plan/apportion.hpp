// Splits a total exactly into whole parts.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace proclens {

/// `total` split in proportion to `weights`: each gets the whole part of its share, and the rest goes one by one to the
/// largest remainders, ties to the earlier. The parts add up to `total`; a weight of 0 gets 0. Throws
/// std::invalid_argument if all weights are 0 and `total` is not, or if total × weight exceeds 64 bits.
[[nodiscard]] std::vector<std::uint64_t> apportion(std::uint64_t total, std::span<const std::uint64_t> weights);

/// The part of `total`, spread evenly along a line of length `length`, that falls into [before, after] (all ≥ 0, before
/// ≤ after ≤ length, length > 0). Over intervals that cover the line the parts add up to `total`, and each is off its
/// share by less than 1. `phase` in [0, 1) determines where a small total lands.
[[nodiscard]] std::uint64_t spread(std::uint64_t total, double phase, double before, double after, double length);

}  // namespace proclens

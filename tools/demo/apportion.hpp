// Splitting a total into whole parts, exactly.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace proclens {

/// `total` split in proportion to `weights`: everyone gets the whole part of its share, and what is left goes one by
/// one to the largest remainders, the earlier first when they tie. The parts add up to `total`; a weight of 0 gets 0.
/// Throws std::invalid_argument when all weights are 0 and `total` is not, or when total × weight leaves 64 bits.
[[nodiscard]] std::vector<std::uint64_t> apportion(std::uint64_t total, std::span<const std::uint64_t> weights);

/// What falls to the stretch [before, after] of a line of length `length` (all ≥ 0, before ≤ after ≤ length, length >
/// 0) when `total` is spread evenly along it. Over stretches that cover the line the parts add up to `total`, and no
/// part is off its share by 1 or more. `phase` in [0, 1) decides where a small total lands.
[[nodiscard]] std::uint64_t spread(std::uint64_t total, double phase, double before, double after, double length);

}  // namespace proclens

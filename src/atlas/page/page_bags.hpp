// What the page tells of bags: their features with weights and counts, and their neighbours in the embedding.
#pragma once

#include <cstdint>
#include <string>

#include "atlas/page/page_data.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// Nearest others that the page lists for a bag, at most.
inline constexpr std::size_t kPageNeighbours = 10;

/// How many of its features each bag may keep when all together may be `most`.
[[nodiscard]] std::uint64_t feature_cap(const SparseRows& bags, std::uint64_t most);

/// Feature names and weights, and per bag its features in ascending order with their counts; `cap` of the heaviest
/// where there are more. Feature numbers are by weight, heaviest first, ties by column.
[[nodiscard]] std::string features_block(const PageData& data, std::uint64_t cap);

/// Per bag its nearest others and their distances in ten-thousandths.
[[nodiscard]] std::string neighbours_block(const PageData& data);

}  // namespace proclens

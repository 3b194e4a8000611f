// How well one set of distances preserves the order of another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "proclens/matrix.hpp"

namespace proclens {

/// Spearman's rank correlation; equal values share their mean rank. NaN if either side is constant.
[[nodiscard]] double spearman(std::span<const float> one, std::span<const float> other);

/// Per query, the k bags nearest to it, nearest first, ties by number; the query itself is excluded.
/// @param distances queries × u, row q those of bag queries[q]   @param k at most u − 1
/// @return queries × k
[[nodiscard]] Matrix<std::uint32_t> nearest_bags(const Matrix<float>& distances, std::span<const std::uint32_t> queries,
                                                 std::size_t k);

/// The mean share of the entries in a row of `truth` that are also in the same row of `found`.
[[nodiscard]] double found_share(const Matrix<std::uint32_t>& truth, const Matrix<std::uint32_t>& found);

/// The share of queries whose first neighbour has the same name.
[[nodiscard]] double same_name_share(const Matrix<std::uint32_t>& found, std::span<const std::uint32_t> queries,
                                     std::span<const std::string> names);

}  // namespace proclens

// The tables of points and features in the page's data, as Arrow streams (docs/map-page.md). `proclens serve` makes the
// same ones from the Parquet files (sql/serve/).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "atlas/page/tables/bag_rows.hpp"
#include "atlas/page/tables/page_data.hpp"
#include "atlas/page/tables/page_texts.hpp"

namespace proclens {

/// Maximum number of neighbours that the page lists for a point.
inline constexpr std::size_t kPageNeighbours = 10;

/// points: the position of each, how many objects and processes it represents, its cluster. Shares are in steps of
/// 1/255, finer than a colour can show; 0 and 1 are exact.
[[nodiscard]] std::string points_stream(const PageData& data);

/// texts/FIELD: distinct texts, and the full length of those that were cut.
[[nodiscard]] std::string texts_stream(const TextDictionary::Sorted& texts);

/// features: names and information weights, heaviest first, ties by number. A feature's index here is its rank.
[[nodiscard]] std::string features_stream(const PageData& data);

/// bags: the features of each point by rank; at most `max_pairs` of bag and feature in all.
[[nodiscard]] BagRows bag_rows(const PageData& data, std::uint64_t max_pairs);

/// neighbours: the nearest other points of each point, their distances in ten-thousandths.
[[nodiscard]] std::string neighbours_stream(const PageData& data);

}  // namespace proclens

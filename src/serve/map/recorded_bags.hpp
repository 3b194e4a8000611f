// The bags of a map from its bags.parquet.
#pragma once

#include <cstdint>

#include "atlas/page/bag_rows.hpp"
#include "atlas/page/page_limits.hpp"
#include "table/database.hpp"

namespace proclens {

/// Reads the view bag_file and the table feature.
/// @param max_pairs of bag and feature that are kept; by default as many as in the single file
/// Throws Error (data) when the two do not fit, or bags are not numbered from 0.
[[nodiscard]] BagRows read_recorded_bags(Database& database, std::uint64_t max_pairs = PageLimits().bag_features);

}  // namespace proclens

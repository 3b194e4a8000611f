// The bags of a map from its bags.parquet.
#pragma once

#include <cstdint>

#include "atlas/page/tables/bag_rows.hpp"
#include "atlas/page/tables/page_limits.hpp"
#include "table/database.hpp"

namespace proclens {

/// Reads the view bag_file and the table feature.
/// @param max_pairs limit on pairs of bag and feature; by default that of the single file
/// Throws Error (data) if the two do not match, or bags are not numbered from 0.
[[nodiscard]] BagRows read_recorded_bags(Database& database, std::uint64_t max_pairs = PageLimits().bag_features);

}  // namespace proclens

// The bags of a map as the page wants them: features by how telling they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "atlas/page/page_limits.hpp"
#include "table/database.hpp"

namespace proclens {

/// Per point its features by rank (0 is the heaviest), ascending, with their counts; lists lie end to end.
struct BagRows {
  std::vector<std::int32_t> size;  ///< features of the whole bag
  std::vector<std::int32_t> features;
  std::vector<std::int32_t> counts;
  std::vector<std::size_t> ends;     ///< of each point's part of the two
  std::uint64_t pairs_left_out = 0;  ///< beyond the limit: each bag keeps as many of its heaviest

  /// bags.arrow
  [[nodiscard]] std::string stream() const;
};

/// Reads the view bag_file and the table feature.
/// @param most pairs of bag and feature that are kept; by default as many as in the single file
/// Throws Error (data) when the two do not fit, or bags are not numbered from 0.
[[nodiscard]] BagRows read_bag_rows(Database& database, std::uint64_t most = PageLimits().bag_features);

}  // namespace proclens

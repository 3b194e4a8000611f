// The bags of a map in the form that the page needs, for the single file and for `proclens serve`: features ranked by
// weight.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace proclens {

/// For each point its features by rank (0 is the heaviest), ascending, with their counts, in concatenated lists.
struct BagRows {
  using Pair = std::pair<std::int32_t, std::int32_t>;  ///< rank of a feature, count

  std::vector<std::int32_t> size;  ///< number of features of the whole bag
  std::vector<std::int32_t> features;
  std::vector<std::int32_t> counts;
  std::vector<std::size_t> ends;     ///< ends of each point's lists
  std::uint64_t pairs_left_out = 0;  ///< by `keep_to_limit`

  /// Adds the next point's bag; sorts the pairs.
  void add(std::vector<Pair>& pairs);

  /// Keeps the heaviest features of every bag, the same number for each, so that the total is at most `max_pairs`.
  void keep_to_limit(std::uint64_t max_pairs);

  /// The table `bags` (docs/map-page.md) as an Arrow stream.
  [[nodiscard]] std::string stream() const;
};

}  // namespace proclens

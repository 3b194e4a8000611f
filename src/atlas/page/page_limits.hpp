// How much one HTML file may hold before details are left out of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace proclens {

/// What a page keeps at most. Points, bags and clusters are always all there; what goes beyond a limit is left out of
/// the page (never of the Parquet files), counted, and named on the page.
struct PageLimits {
  /// Processes with their details. Beyond it every bag keeps its first few, the same number for each.
  std::uint64_t processes = 250'000;
  /// Pairs of bag and feature. Beyond it every bag keeps its heaviest features, the same number for each.
  std::uint64_t bag_features = 12'000'000;
  /// Bytes of one text, such as a command line; the rest of it is cut.
  std::size_t text_bytes = 65'536;
  /// Bytes of all distinct texts together. Once they are used up, later new texts are cut to `late_text_bytes`.
  std::uint64_t all_text_bytes = 64'000'000;
  std::size_t late_text_bytes = 256;
};

/// What was left out to keep to the limits.
struct PageOutcome {
  std::uint64_t bytes = 0;               ///< size of the page
  std::uint64_t processes_detailed = 0;  ///< processes whose details are on the page
  std::uint64_t processes_counted = 0;   ///< processes that only count towards their point
  std::uint64_t features_left_out = 0;   ///< pairs of bag and feature
  std::uint64_t texts_cut = 0;           ///< distinct texts that were cut
};

/// The largest cap k for which Σ min(size, k) ≤ most; sizes' maximum when all of them fit, 0 when not even one each.
[[nodiscard]] std::uint64_t largest_cap(std::span<const std::uint64_t> sizes, std::uint64_t most);

}  // namespace proclens

// Limits on the contents of one HTML file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace proclens {

/// What a page keeps at most. Points, bags and clusters are always complete; what exceeds a limit is left out of the
/// page (never of the Parquet files), counted, and reported on the page.
struct PageLimits {
  /// Processes with their details. Beyond the limit every bag keeps its first few, the same number for each.
  std::uint64_t processes = 250'000;
  /// Pairs of bag and feature. Beyond the limit every bag keeps its heaviest features, the same number for each.
  std::uint64_t bag_features = 12'000'000;
  /// Bytes of one text, such as a command line; longer texts are cut.
  std::size_t text_bytes = 65'536;
  /// Bytes of all distinct texts together. Once they are used up, further new texts are cut to `late_text_bytes`.
  std::uint64_t all_text_bytes = 64'000'000;
  /// Bytes to which texts are cut once `all_text_bytes` are used up; ignored before. At most `text_bytes`.
  std::size_t late_text_bytes = 256;
};

/// What was left out because of the limits.
struct PageOutcome {
  std::uint64_t bytes = 0;               ///< size of the page
  std::uint64_t processes_detailed = 0;  ///< processes whose details are on the page
  std::uint64_t processes_counted = 0;   ///< processes that only count towards their point's size
  std::uint64_t features_left_out = 0;   ///< pairs of bag and feature
  std::uint64_t texts_cut = 0;           ///< distinct texts that were cut
};

/// The largest cap k for which Σ min(size, k) ≤ max_sum; the maximum of the sizes if all fit, 0 if not even one each.
[[nodiscard]] std::uint64_t largest_cap(std::span<const std::uint64_t> sizes, std::uint64_t max_sum);

}  // namespace proclens

// Forecasts how much memory a map needs before the work begins.
#pragma once

#include <cstdint>

namespace proclens {

/// What is known about a dataset from its files' footers and a first count.
struct MapSize {
  std::uint64_t processes = 0;
  std::uint64_t rows = 0;           ///< of the lens
  std::uint64_t text_bytes = 0;     ///< of the process records: names, command lines, lineages
  std::uint64_t features = 0;       ///< 0 while unknown
  std::uint64_t distinct_bags = 0;  ///< 0 while unknown
  std::uint64_t bag_entries = 0;    ///< number of features summed over all distinct bags; 0 while unknown
  std::uint64_t components = 0;     ///< of the embedding
  bool ordered = false;             ///< features are in sequences, from which their vectors come
  bool has_vectors = true;          ///< features and bags have vectors
};

/// Peak resident bytes of `proclens map` for a dataset of this size. While the number of distinct bags and features is
/// unknown, it is estimated from real datasets with as many processes. docs/memory.md has the terms and how they were
/// measured.
[[nodiscard]] std::uint64_t forecast_bytes(const MapSize& size);

}  // namespace proclens

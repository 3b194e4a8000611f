// Which images have the same file name: a library that is loaded from another folder than everywhere else may be there
// to be loaded in the other one's place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/hash/distinct_texts.hpp"
#include "novelty/unit_counts.hpp"
#include "telemetry/columns.hpp"

namespace proclens {

/// Does not refer to the column after construction. May be used from several threads at once.
class ImagesByFileName {
 public:
  /// @param images paths
  /// @param counts of the images, by unit
  /// O(n log n).
  ImagesByFileName(const TextColumn& images, const UnitCounts& counts);

  /// The numbers of the images with this file name, those counted in most units first.
  [[nodiscard]] std::span<const std::uint32_t> find(std::string_view file_name) const;

 private:
  DistinctTexts names_;
  std::vector<std::size_t> start_;  // of each name's images
  std::vector<std::uint32_t> images_;
};

}  // namespace proclens

// Bags of features: the one data structure that every lens makes and every later stage reads.
#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

#include "core/matrix.hpp"

namespace proclens {

/// The u distinct bags of n objects over v features.
struct Bags {
  SparseRows counts;                        ///< u × v, whole numbers > 0
  std::vector<std::uint32_t> multiplicity;  ///< u, how many objects have this bag, at least 1

  [[nodiscard]] std::size_t distinct() const noexcept { return counts.rows(); }
  [[nodiscard]] std::size_t features() const noexcept { return counts.columns; }
  /// n, the number of objects.
  [[nodiscard]] std::uint64_t objects() const noexcept {
    return std::accumulate(multiplicity.begin(), multiplicity.end(), std::uint64_t{0});
  }
};

}  // namespace proclens

// Bags of features: the data structure that every map is made from.
#pragma once

#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "proclens/matrix.hpp"

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

/// A non-owning view of bags, which must not change while the view is in use. Bags need not be distinct: equal bags
/// give the same result as one bag with the sum of their multiplicities, up to the rounding of sums.
struct BagsView {
  SparseRowsView counts;                        ///< u × v, > 0
  std::span<const std::uint32_t> multiplicity;  ///< u, at least 1

  BagsView() = default;
  BagsView(const SparseRowsView& bag_counts, std::span<const std::uint32_t> objects_of_bags) noexcept
      : counts(bag_counts), multiplicity(objects_of_bags) {}
  BagsView(const Bags& bags) noexcept : BagsView(bags.counts, bags.multiplicity) {}  // implicit, like std::span's

  [[nodiscard]] std::size_t distinct() const noexcept { return counts.rows(); }
  [[nodiscard]] std::size_t features() const noexcept { return counts.columns(); }
  [[nodiscard]] std::uint64_t objects() const noexcept {
    return std::accumulate(multiplicity.begin(), multiplicity.end(), std::uint64_t{0});
  }

  /// What is wrong with the contents, as a sentence; empty when nothing is. Reads every entry.
  [[nodiscard]] std::string validate() const;
};

}  // namespace proclens

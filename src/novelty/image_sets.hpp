// Sets of images, or of what images have: a folder, a signer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/hash/distinct_texts.hpp"
#include "novelty/unit_counts.hpp"

namespace proclens {

/// Sets of numbers, one after the other; each ascending and without repetitions.
struct NumberSets {
  std::vector<std::size_t> start = {0};  ///< of each set in `number`; one more than there are sets
  std::vector<std::uint32_t> number;

  [[nodiscard]] std::size_t size() const noexcept { return start.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::uint32_t set) const {
    return std::span(number).subspan(start[set], start[set + 1] - start[set]);
  }
  void add(std::span<const std::uint32_t> numbers) {
    number.insert(number.end(), numbers.begin(), numbers.end());
    start.push_back(number.size());
  }
};

/// What each number of each set is mapped to, each once; kNoNumber is left out.
[[nodiscard]] NumberSets mapped(const NumberSets& sets, std::span<const std::uint32_t> to);

/// Stores each distinct set once: most processes of a program load the same images.
class DistinctSets {
 public:
  /// The number of a set: from 0, in order of first use.
  [[nodiscard]] std::uint32_t add(std::span<const std::uint32_t> numbers);
  /// The sets; nothing may be added any more.
  [[nodiscard]] NumberSets taken() && { return std::move(sets_); }

 private:
  DistinctTexts bytes_;
  NumberSets sets_;
};

}  // namespace proclens

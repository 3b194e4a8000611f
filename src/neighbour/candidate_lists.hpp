// The bags that each bag is compared with by transport.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// Per bag other bags, distinct and most promising first; Neighbours::kNone at the end of a list counts for nothing. A
/// bag with an empty list has no neighbours but may be one.
using CandidateLists = std::vector<std::span<const std::uint32_t>>;

/// Candidates that grow for some bags. Owns what the lists view.
class Candidates {
 public:
  explicit Candidates(std::size_t bags) : lists_(bags), extended_(bags) {}

  /// Row i are the candidates of bags[i]. Once.
  void set(std::span<const std::uint32_t> bags, Matrix<std::uint32_t> rows) {
    first_ = std::move(rows);
    for (std::size_t i = 0; i < bags.size(); ++i) lists_[bags[i]] = first_.row(i);
  }

  /// Appends those of `more` that the bag does not have yet and is not itself, up to `width` in all.
  void extend(std::uint32_t bag, std::span<const std::uint32_t> more, std::size_t width) {
    std::vector<std::uint32_t> list(lists_[bag].begin(), lists_[bag].end());
    const std::vector<std::uint32_t> had = list;
    for (const std::uint32_t other : more) {
      if (list.size() == width || other == Neighbours::kNone) break;
      if (other != bag && std::ranges::find(had, other) == had.end()) list.push_back(other);
    }
    extended_[bag] = std::move(list);
    lists_[bag] = extended_[bag];
  }

  [[nodiscard]] const CandidateLists& lists() const noexcept { return lists_; }

 private:
  CandidateLists lists_;
  Matrix<std::uint32_t> first_;
  std::vector<std::vector<std::uint32_t>> extended_;
};

}  // namespace proclens

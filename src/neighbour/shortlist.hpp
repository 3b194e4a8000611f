// The most similar rows of a search, picked from tiles of dot products as they are computed.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include "core/lanes.hpp"

namespace proclens {

/// A row that may be a neighbour, with its dot product.
struct Candidate {
  float similarity;
  std::uint32_t row;
};

/// The `keep` most similar rows among those offered so far, in any order. Of equally similar rows those offered first
/// are kept.
class Shortlist {
 public:
  static constexpr std::uint32_t kNoRow = 0xFFFFFFFFU;

  /// @param self the row to skip, or kNoRow
  Shortlist(std::size_t keep, std::uint32_t self) : keep_(keep), room_(keep + 12), self_(self) {
    found_.reserve(room_ + kStrip);
  }

  /// Offers rows first, first + 1, …
  void offer(const float* similarity, std::size_t count, std::uint32_t first) {
    if (std::exchange(is_new_, false)) threshold_ = low_estimate(similarity, count);
    std::size_t j = 0;
    for (; j + kStrip <= count; j += kStrip) {
      Lanes column_max = load_lanes(similarity + j);
      for (std::size_t k = kLanes; k < kStrip; k += kLanes)
        column_max = greater(column_max, load_lanes(similarity + j + k));
      if (!any_above(column_max, threshold_)) continue;
      for (std::size_t k = j; k < j + kStrip; k += kLanes) {
        if (any_above(load_lanes(similarity + k), threshold_)) {
          take(similarity + k, kLanes, first + static_cast<std::uint32_t>(k));
        }
      }
    }
    take(similarity + j, count - j, first + static_cast<std::uint32_t>(j));
  }

  [[nodiscard]] const std::vector<Candidate>& finish() {
    shorten();
    return found_;
  }

 private:
  static constexpr std::size_t kStrip = 64;
  static constexpr std::size_t kColumnsApart = 256;

  /// A lower bound for at least keep_ + 1 similarities, one of which may be the point's own: the maxima over the
  /// columns j, j + 256, j + 512, … are as many distinct similarities as there are values of j.
  [[nodiscard]] float low_estimate(const float* similarity, std::size_t count) const {
    constexpr float kNoBound = -std::numeric_limits<float>::infinity();
    if (count < 2 * kColumnsApart || keep_ + 1 > kColumnsApart) return kNoBound;
    std::array<float, kColumnsApart> column_max;
    for (std::size_t j = 0; j < kColumnsApart; j += kLanes) {
      Lanes greatest_so_far = load_lanes(similarity + j);
      for (std::size_t k = j + kColumnsApart; k + kLanes <= count; k += kColumnsApart) {
        greatest_so_far = greater(greatest_so_far, load_lanes(similarity + k));
      }
      store_lanes(column_max.data() + j, greatest_so_far);
    }
    std::nth_element(column_max.begin(), column_max.begin() + static_cast<std::ptrdiff_t>(keep_), column_max.end(),
                     std::greater<>());
    return std::nextafter(column_max[keep_], kNoBound);
  }

  void take(const float* similarity, std::size_t count, std::uint32_t first) {
    for (std::size_t k = 0; k < count; ++k) {
      const std::uint32_t row = first + static_cast<std::uint32_t>(k);
      if (similarity[k] > threshold_ && row != self_) found_.push_back({similarity[k], row});
    }
    if (found_.size() >= room_) shorten();
  }

  void shorten() {
    if (found_.size() <= keep_) return;
    const auto nearer = [](const Candidate& a, const Candidate& b) {
      return a.similarity != b.similarity ? a.similarity > b.similarity : a.row < b.row;
    };
    std::nth_element(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(keep_ - 1), found_.end(), nearer);
    found_.resize(keep_);
    threshold_ = found_.back().similarity;
  }

  std::size_t keep_;
  std::size_t room_;
  std::uint32_t self_;
  bool is_new_ = true;
  float threshold_ = -std::numeric_limits<float>::infinity();
  std::vector<Candidate> found_;
};

}  // namespace proclens

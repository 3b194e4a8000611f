#include "model/equal_vectors.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr double kSameVector = 1e-5;    // ‖a − b‖/‖a‖ within single-precision rounding
constexpr double kLengthError = 1e-12;  // relative error of a computed length, generously

double length(std::span<const float> vector) {
  double square = 0;
  for (const float value : vector) square += static_cast<double>(value) * value;
  return std::sqrt(square);
}

/// ‖a − b‖², or some number above `limit` if it is above.
double squared_gap(std::span<const float> a, std::span<const float> b, double limit) {
  constexpr std::size_t kStep = 16;
  double sum = 0;
  for (std::size_t first = 0; first < a.size() && sum <= limit; first += kStep) {
    for (std::size_t c = first; c < std::min(first + kStep, a.size()); ++c) {
      const double difference = static_cast<double>(a[c]) - b[c];
      sum += difference * difference;
    }
  }
  return sum;
}

}  // namespace

EqualVectors::EqualVectors(const Context& context, const MatrixView<float>& vectors)
    : vectors_(vectors), by_length_(vectors.rows()) {
  constexpr std::size_t kRowsInBlock = 1024;
  parallel_blocks(context, vectors.rows(), kRowsInBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row)
      by_length_[row] = {length(vectors.row(row)), static_cast<std::uint32_t>(row)};
  });
  std::ranges::sort(by_length_);
}

std::optional<std::uint32_t> EqualVectors::find(std::span<const float> vector) const {
  const double own = length(vector);
  const double slack = (kSameVector + kLengthError) * own;
  double nearest = kSameVector * own * kSameVector * own;
  std::optional<std::uint32_t> found;
  auto at = std::ranges::lower_bound(by_length_, std::pair<double, std::uint32_t>(own - slack, 0));
  for (; at != by_length_.end() && at->first <= own + slack; ++at) {
    const double gap = squared_gap(vector, vectors_.row(at->second), nearest);
    if (gap < nearest || (gap == nearest && (!found || at->second < *found))) {
      nearest = gap;
      found = at->second;
    }
  }
  return found;
}

}  // namespace proclens

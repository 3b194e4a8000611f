#include "demo/plan/apportion.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace proclens {

std::vector<std::uint64_t> apportion(std::uint64_t total, std::span<const std::uint64_t> weights) {
  const std::uint64_t sum = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
  std::vector<std::uint64_t> parts(weights.size(), 0);
  if (total == 0) return parts;
  if (sum == 0) throw std::invalid_argument("apportion: nothing to share by");

  std::vector<std::uint64_t> remainder(weights.size());
  std::uint64_t left = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] != 0 && total > std::numeric_limits<std::uint64_t>::max() / weights[i]) {
      throw std::invalid_argument("apportion: the total is too large");
    }
    parts[i] = total * weights[i] / sum;
    remainder[i] = total * weights[i] % sum;
    left -= parts[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
  for (std::size_t i = 0; i < left; ++i) ++parts[order[i]];
  return parts;
}

std::uint64_t spread(std::uint64_t total, double phase, double before, double after, double length) {
  const auto given = [&](double position) {
    return static_cast<std::uint64_t>(std::floor(static_cast<double>(total) * (position / length) + phase));
  };
  return given(after) - given(before);
}

}  // namespace proclens

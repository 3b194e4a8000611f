// Random maps for the tests of this module.
#pragma once

#include <cmath>
#include <numbers>
#include <vector>

#include "core/random.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

struct RandomMap {
  Matrix<float> points;
  std::vector<std::uint32_t> multiplicity;
};

struct RandomMapOptions {
  std::size_t points = 200;
  std::size_t heaps = 6;
  double grid = 0;                ///< if above 0, coordinates are rounded to it: coincident points and equal distances
  std::uint32_t max_objects = 1;  ///< multiplicities from 1 to this, small ones far more often
};

/// Heaps of different densities, with a tenth of the points scattered between them.
inline RandomMap random_map(std::uint64_t seed, const RandomMapOptions& options) {
  const CounterRandom draw(seed, 21);
  RandomMap map{Matrix<float>(options.points, 2), {}};
  const auto rounded = [&](double value) {
    return static_cast<float>(options.grid > 0 ? options.grid * std::round(value / options.grid) : value);
  };
  for (std::size_t i = 0; i < options.points; ++i) {
    const std::uint64_t at = 16 * (i + 1) + 16 * options.heaps;
    const std::uint64_t heap = draw.below(at, options.heaps);
    double x = 20 * draw.uniform(at + 1);
    double y = 20 * draw.uniform(at + 2);
    if (draw.uniform(at + 3) > 0.1) {
      const double spread = 0.1 + draw.uniform(16 * heap);
      x = 20 * draw.uniform(16 * heap + 1) + spread * draw.normal(at / 2 + 4);
      y = 20 * draw.uniform(16 * heap + 2) + spread * draw.normal(at / 2 + 5);
    }
    map.points(i, 0) = rounded(x);
    map.points(i, 1) = rounded(y);
    const double skewed = std::pow(draw.uniform(at + 12), 4);
    map.multiplicity.push_back(1 + static_cast<std::uint32_t>(skewed * options.max_objects));
    if (map.multiplicity.back() > options.max_objects) map.multiplicity.back() = options.max_objects;
  }
  return map;
}

}  // namespace proclens

// Random bags and vectors for tests of the transport between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/random.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

inline Matrix<float> random_vectors(std::size_t v, std::size_t d, std::uint64_t stream) {
  const CounterRandom random(3, stream);
  Matrix<float> vectors(v, d);
  for (std::size_t k = 0; k < v * d; ++k) vectors.data()[k] = static_cast<float>(random.normal(k));
  return vectors;
}

/// Bags of 1 to 12 of the v features, with weights.
inline BagDistributions random_bags(std::size_t u, std::size_t v, std::uint64_t stream) {
  const CounterRandom random(4, stream);
  SparseRows weighted;
  weighted.columns = v;
  std::uint64_t next = 0;
  for (std::size_t i = 0; i < u; ++i) {
    const std::size_t size = 1 + random.below(next++, 12);
    std::vector<bool> has(v, false);
    for (std::size_t k = 0; k < size; ++k) has[random.below(next++, v)] = true;
    for (std::uint32_t j = 0; j < v; ++j) {
      if (!has[j]) continue;
      weighted.column.push_back(j);
      weighted.value.push_back(0.1 + random.uniform(next++));
    }
    weighted.row_start.push_back(weighted.column.size());
  }
  return bag_distributions(weighted);
}

}  // namespace proclens

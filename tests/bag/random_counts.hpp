// Count matrices for the tests of this module.
#pragma once

#include <vector>

#include "core/random.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// Sparse rows from dense ones.
inline SparseRows sparse_rows(const std::vector<std::vector<double>>& dense, std::size_t columns) {
  SparseRows result;
  result.columns = columns;
  for (const auto& row : dense) {
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (row[j] == 0) continue;
      result.column.push_back(static_cast<std::uint32_t>(j));
      result.value.push_back(row[j]);
    }
    result.row_start.push_back(result.column.size());
  }
  return result;
}

/// `objects` rows, each a copy of one of `kinds` random rows with counts from 1 to max_count; some kinds are empty.
inline SparseRows random_counts(std::uint64_t seed, std::size_t objects, std::size_t features, std::size_t kinds,
                                std::uint64_t max_count) {
  const CounterRandom entries(seed, 1);
  const CounterRandom choice(seed, 2);
  std::vector<std::vector<double>> bodies(kinds, std::vector<double>(features));
  for (std::size_t k = 0; k < kinds; ++k) {
    for (std::size_t j = 0; j < features; ++j) {
      const std::size_t at = 2 * (k * features + j);
      if (entries.uniform(at) < 1.5 / static_cast<double>(j + 2)) {
        bodies[k][j] = static_cast<double>(1 + entries.below(at + 1, max_count));
      }
    }
  }
  std::vector<std::vector<double>> rows(objects);
  for (std::size_t i = 0; i < objects; ++i) rows[i] = bodies[choice.below(i, kinds)];
  return sparse_rows(rows, features);
}

}  // namespace proclens

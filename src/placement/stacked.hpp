// Rows of the map with those of new objects below them.
#pragma once

#include <algorithm>
#include <cstddef>

#include "proclens/matrix.hpp"

namespace proclens {

/// Both have the same number of columns.
template <class T>
[[nodiscard]] Matrix<T> stacked(const Matrix<T>& above, const Matrix<T>& below) {
  Matrix<T> all(above.rows() + below.rows(), above.columns());
  for (std::size_t i = 0; i < above.rows(); ++i) std::ranges::copy(above.row(i), all.row(i).begin());
  for (std::size_t i = 0; i < below.rows(); ++i) std::ranges::copy(below.row(i), all.row(above.rows() + i).begin());
  return all;
}

/// The same of sparse rows.
[[nodiscard]] inline SparseRows stacked_rows(const SparseRows& above, const SparseRows& below) {
  SparseRows all = above;
  const std::size_t entries = all.column.size();
  all.column.insert(all.column.end(), below.column.begin(), below.column.end());
  all.value.insert(all.value.end(), below.value.begin(), below.value.end());
  for (std::size_t i = 1; i < below.row_start.size(); ++i) all.row_start.push_back(entries + below.row_start[i]);
  return all;
}

}  // namespace proclens

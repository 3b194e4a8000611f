#include "embed/vocabulary/transposed.hpp"

namespace proclens {

SparseRows transposed(const SparseRows& matrix) {
  SparseRows result;
  result.columns = matrix.rows();
  result.row_start.assign(matrix.columns + 1, 0);
  for (const std::uint32_t j : matrix.column) ++result.row_start[j + 1];
  for (std::size_t j = 0; j < matrix.columns; ++j) result.row_start[j + 1] += result.row_start[j];
  result.column.resize(matrix.nonzeros());
  result.value.resize(matrix.nonzeros());
  std::vector<std::size_t> next(result.row_start.begin(), result.row_start.end() - 1);
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    for (std::size_t e = matrix.row_start[i]; e < matrix.row_start[i + 1]; ++e) {
      const std::size_t place = next[matrix.column[e]]++;
      result.column[place] = static_cast<std::uint32_t>(i);
      result.value[place] = matrix.value[e];
    }
  }
  return result;
}

}  // namespace proclens

#include "core/linear_algebra/transposed.hpp"

namespace proclens {

SparseRows transposed(const SparseRowsView& matrix) {
  SparseRows result;
  result.columns = matrix.rows();
  result.row_start.assign(matrix.columns() + 1, 0);
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    for (const std::uint32_t j : matrix.row_columns(i)) ++result.row_start[j + 1];
  }
  for (std::size_t j = 0; j < matrix.columns(); ++j) result.row_start[j + 1] += result.row_start[j];
  result.column.resize(matrix.nonzeros());
  result.value.resize(matrix.nonzeros());
  std::vector<std::size_t> next(result.row_start.begin(), result.row_start.end() - 1);
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    const auto columns = matrix.row_columns(i);
    const auto values = matrix.row_values(i);
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const std::size_t entry = next[columns[k]]++;
      result.column[entry] = static_cast<std::uint32_t>(i);
      result.value[entry] = values[k];
    }
  }
  return result;
}

}  // namespace proclens

#include "proclens/matrix.hpp"

#include <cmath>

namespace proclens {
namespace {

std::string in_row(std::size_t row, const std::string& problem) {
  return "row " + std::to_string(row) + ": " + problem;
}

std::string problem_of_row(std::span<const std::uint32_t> columns, std::span<const double> values, std::size_t width) {
  for (std::size_t k = 0; k < columns.size(); ++k) {
    if (columns[k] >= width) {
      return "column " + std::to_string(columns[k]) + " is beyond the last, " + std::to_string(width) + " − 1";
    }
    if (k > 0 && columns[k] <= columns[k - 1]) return "columns must ascend, each at most once";
    if (!std::isfinite(values[k])) return "a value is not finite";
  }
  return "";
}

}  // namespace

std::string SparseRowsView::validate() const {
  if (column_.size() != value_.size()) return "there must be as many values as columns of entries";
  if (rows_ == 0) return column_.empty() ? "" : "there are entries but no rows";
  if (row_start(0) != 0) return "the first offset must be 0";
  // Check all offsets first: a row may be accessed only if it lies within the entries.
  for (std::size_t i = 0; i < rows_; ++i) {
    if (row_start(i + 1) < row_start(i)) return in_row(i, "offsets must not fall");
  }
  if (row_start(rows_) != column_.size()) return "the last offset must be the number of entries";
  for (std::size_t i = 0; i < rows_; ++i) {
    const std::string problem = problem_of_row(row_columns(i), row_values(i), columns_);
    if (!problem.empty()) return in_row(i, problem);
  }
  return "";
}

}  // namespace proclens

// Dense and sparse matrices: plain storage, no arithmetic (that is in core/blas.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace proclens {

/// A dense row-major matrix that owns its values. Row i is contiguous at `row(i)`; there is no padding.
template <class T>
class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns, T fill = T{})
      : rows_(rows), columns_(columns), values_(rows * columns, fill) {}

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
  [[nodiscard]] bool empty() const noexcept { return values_.empty(); }
  [[nodiscard]] T* data() noexcept { return values_.data(); }
  [[nodiscard]] const T* data() const noexcept { return values_.data(); }
  [[nodiscard]] std::span<T> row(std::size_t i) noexcept { return {values_.data() + i * columns_, columns_}; }
  [[nodiscard]] std::span<const T> row(std::size_t i) const noexcept {
    return {values_.data() + i * columns_, columns_};
  }
  T& operator()(std::size_t i, std::size_t j) noexcept { return values_[i * columns_ + j]; }
  const T& operator()(std::size_t i, std::size_t j) const noexcept { return values_[i * columns_ + j]; }
  bool operator==(const Matrix&) const = default;

 private:
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<T> values_;
};

/// A sparse matrix in compressed sparse rows. Within a row the columns ascend and none repeats; stored values are not
/// zero unless a function says otherwise.
struct SparseRows {
  std::size_t columns = 0;
  std::vector<std::size_t> row_start{0};  ///< rows() + 1 offsets into `column` and `value`
  std::vector<std::uint32_t> column;
  std::vector<double> value;

  [[nodiscard]] std::size_t rows() const noexcept { return row_start.size() - 1; }
  [[nodiscard]] std::size_t nonzeros() const noexcept { return column.size(); }
  [[nodiscard]] std::span<const std::uint32_t> row_columns(std::size_t i) const noexcept {
    return {column.data() + row_start[i], row_start[i + 1] - row_start[i]};
  }
  [[nodiscard]] std::span<const double> row_values(std::size_t i) const noexcept {
    return {value.data() + row_start[i], row_start[i + 1] - row_start[i]};
  }
  bool operator==(const SparseRows&) const = default;
};

}  // namespace proclens

// Dense and sparse matrices, and non-owning views of them: plain storage, no arithmetic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
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

/// A non-owning view of a dense matrix, which must not change while the view is in use. The values of a row are
/// contiguous; rows may be any distance apart. So any C-ordered NumPy array of the right type, including a slice of
/// rows or of leading columns, can be viewed without a copy.
template <class T>
class MatrixView {
 public:
  MatrixView() = default;

  /// @param row_stride values from the start of one row to the start of the next, at least `columns`
  MatrixView(const T* data, std::size_t rows, std::size_t columns, std::size_t row_stride) noexcept
      : data_(data), rows_(rows), columns_(columns), row_stride_(row_stride) {}

  /// Contiguous rows.
  MatrixView(const T* data, std::size_t rows, std::size_t columns) noexcept
      : MatrixView(data, rows, columns, columns) {}

  MatrixView(const Matrix<T>& matrix) noexcept  // implicit, like std::span's
      : MatrixView(matrix.data(), matrix.rows(), matrix.columns()) {}

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
  [[nodiscard]] std::size_t row_stride() const noexcept { return row_stride_; }
  [[nodiscard]] const T* data() const noexcept { return data_; }
  [[nodiscard]] std::span<const T> row(std::size_t i) const noexcept { return {data_ + i * row_stride_, columns_}; }
  const T& operator()(std::size_t i, std::size_t j) const noexcept { return data_[i * row_stride_ + j]; }

 private:
  const T* data_ = nullptr;
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::size_t row_stride_ = 0;
};

/// A sparse matrix in compressed sparse row (CSR) form. Columns ascend within a row without repeats; stored values are
/// not zero unless a function says otherwise.
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

/// A non-owning view of a CSR matrix, which must not change while the view is in use. Its contents must satisfy the
/// same conditions as SparseRows. Column indices have 32 bits and offsets 32 or 64, so a SciPy CSR matrix of doubles
/// with int32 indices, which are never negative, can be viewed without a copy.
class SparseRowsView {
 public:
  SparseRowsView() = default;

  /// @param row_start rows + 1 offsets, from 0 to the number of entries  @param column, value one per entry
  SparseRowsView(std::size_t columns, std::span<const std::uint32_t> row_start, std::span<const std::uint32_t> column,
                 std::span<const double> value) noexcept
      : columns_(columns),
        rows_(rows_of(row_start.size())),
        narrow_(row_start.data()),
        column_(column),
        value_(value) {}
  SparseRowsView(std::size_t columns, std::span<const std::uint64_t> row_start, std::span<const std::uint32_t> column,
                 std::span<const double> value) noexcept
      : columns_(columns), rows_(rows_of(row_start.size())), wide_(row_start.data()), column_(column), value_(value) {}

  SparseRowsView(const SparseRows& rows) noexcept  // implicit, like std::span's
      : SparseRowsView(rows.columns, std::span<const std::uint64_t>(rows.row_start), rows.column, rows.value) {}

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
  [[nodiscard]] std::size_t nonzeros() const noexcept { return column_.size(); }
  [[nodiscard]] std::span<const std::uint32_t> row_columns(std::size_t i) const noexcept {
    return column_.subspan(row_start(i), row_start(i + 1) - row_start(i));
  }
  [[nodiscard]] std::span<const double> row_values(std::size_t i) const noexcept {
    return value_.subspan(row_start(i), row_start(i + 1) - row_start(i));
  }

  /// What is wrong with the contents, as a sentence; empty if nothing is. Rows must not be accessed before this has
  /// returned an empty string. Reads every entry.
  [[nodiscard]] std::string validate() const;

 private:
  static_assert(sizeof(std::size_t) == sizeof(std::uint64_t));

  static std::size_t rows_of(std::size_t offsets) noexcept { return offsets == 0 ? 0 : offsets - 1; }
  [[nodiscard]] std::size_t row_start(std::size_t i) const noexcept {
    return narrow_ != nullptr ? narrow_[i] : static_cast<std::size_t>(wide_[i]);
  }

  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  const std::uint32_t* narrow_ = nullptr;
  const std::uint64_t* wide_ = nullptr;
  std::span<const std::uint32_t> column_;
  std::span<const double> value_;
};

}  // namespace proclens

// NumPy arrays as views of the engine, and the engine's results as NumPy arrays, neither with a copy.
#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "proclens/matrix.hpp"

namespace proclens::python {

namespace nb = nanobind;

template <class T>
using Array1 = nb::ndarray<const T, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
/// Any distance between rows; elements of a row must be adjacent (checked by view()).
template <class T>
using Array2 = nb::ndarray<const T, nb::ndim<2>, nb::device::cpu>;

template <class T>
std::span<const T> view(const Array1<T>& array) {
  return {array.data(), array.shape(0)};
}

/// Throws std::invalid_argument unless the elements of a row are adjacent.
template <class T>
MatrixView<T> view(const Array2<T>& array) {
  const bool adjacent = array.shape(1) <= 1 || array.stride(1) == 1;
  if (!adjacent || (array.shape(0) > 1 && array.stride(0) < static_cast<std::int64_t>(array.shape(1)))) {
    throw std::invalid_argument("the elements of each row must be adjacent in memory: use numpy.ascontiguousarray");
  }
  const std::size_t stride = array.shape(0) > 1 ? static_cast<std::size_t>(array.stride(0)) : array.shape(1);
  return {array.data(), array.shape(0), array.shape(1), stride};
}

/// A CSR matrix as SciPy stores it: offsets, columns, values. SciPy's signed indices are passed as unsigned ones, which
/// the engine checks (SparseRowsView::validate()).
struct Csr {
  nb::ndarray<nb::ro, nb::ndim<1>, nb::c_contig, nb::device::cpu> row_start;  ///< uint32 or uint64
  Array1<std::uint32_t> column;
  Array1<double> value;
  std::size_t columns = 0;

  /// @param parts (offsets, columns, values, number of columns)
  explicit Csr(const nb::tuple& parts);
  /// Throws std::invalid_argument unless the offsets have 32 or 64 bits. The engine checks the contents.
  [[nodiscard]] SparseRowsView view() const;
};

/// Hands a vector's memory to NumPy.
template <class T>
nb::object array(std::vector<T>&& values, std::initializer_list<std::size_t> shape) {
  auto* kept = new std::vector<T>(std::move(values));
  nb::capsule owner(kept, [](void* memory) noexcept { delete static_cast<std::vector<T>*>(memory); });
  return nb::cast(nb::ndarray<nb::numpy, T>(kept->data(), shape, owner));
}

template <class T>
nb::object array(std::vector<T>&& values) {
  const std::size_t size = values.size();
  return array(std::move(values), {size});
}

template <class T>
nb::object array(Matrix<T>&& matrix) {
  const std::size_t rows = matrix.rows();
  const std::size_t columns = matrix.columns();
  auto* kept = new Matrix<T>(std::move(matrix));
  nb::capsule owner(kept, [](void* memory) noexcept { delete static_cast<Matrix<T>*>(memory); });
  return nb::cast(nb::ndarray<nb::numpy, T>(kept->data(), {rows, columns}, owner));
}

/// (offsets int64, columns int32, values float64, number of columns), which scipy.sparse.csr_matrix takes as they are.
inline nb::tuple csr(SparseRows&& rows) {
  const std::size_t columns = rows.columns;
  return nb::make_tuple(array(std::move(rows.row_start)), array(std::move(rows.column)), array(std::move(rows.value)),
                        columns);
}

template <class T>
T part_of(const nb::tuple& parts, std::size_t i) {
  T part;
  if (parts.size() != 4 || !nb::try_cast(parts[i], part)) {
    throw std::invalid_argument("a sparse matrix is (offsets, columns uint32, values float64, number of columns)");
  }
  return part;
}

inline Csr::Csr(const nb::tuple& parts)
    : row_start(part_of<decltype(row_start)>(parts, 0)),
      column(part_of<decltype(column)>(parts, 1)),
      value(part_of<decltype(value)>(parts, 2)),
      columns(part_of<std::size_t>(parts, 3)) {}

inline SparseRowsView Csr::view() const {
  const auto view_of = [&](auto start) -> SparseRowsView {
    using Offset = std::remove_const_t<std::remove_pointer_t<decltype(start)>>;
    return {columns, std::span<const Offset>(start, row_start.shape(0)), python::view(column), python::view(value)};
  };
  SparseRowsView rows;
  if (row_start.dtype() == nb::dtype<std::uint32_t>()) {
    rows = view_of(static_cast<const std::uint32_t*>(row_start.data()));
  } else if (row_start.dtype() == nb::dtype<std::uint64_t>()) {
    rows = view_of(static_cast<const std::uint64_t*>(row_start.data()));
  } else {
    throw std::invalid_argument("the offsets of a sparse matrix must be 32- or 64-bit whole numbers");
  }
  return rows;
}

}  // namespace proclens::python

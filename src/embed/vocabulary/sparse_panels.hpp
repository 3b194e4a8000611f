// Products of sparse matrices with many vectors, a panel of them at a time.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "core/parallel.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// How many vectors one task takes through a whole chain of products. Panels of x and of A·x are copied together, so
/// that several thousand rows of them stay in the second-level cache and within the reach of its TLB.
inline constexpr std::size_t kPanel = 16;

/// One row of kPanel numbers per vector entry; columns beyond the caller's vectors are zero.
using Panel = std::vector<double>;

/// to ← a · from.
void multiply_panel(const SparseRows& a, const Panel& from, Panel& to);

/// Calls body(panel of x, panel of the result) for every panel of x, on any thread. Throws std::invalid_argument unless
/// x has `rows` rows.
template <class Body>
Matrix<double> panel_by_panel(const Context& context, const Matrix<double>& x, std::size_t rows,
                              std::size_t result_rows, Body body) {
  if (x.rows() != rows) throw std::invalid_argument("product with a sparse matrix: the shapes do not fit");
  Matrix<double> result(result_rows, x.columns());
  parallel_blocks(context, x.columns(), kPanel, [&](std::size_t begin, std::size_t end) {
    Panel from(rows * kPanel);
    for (std::size_t j = 0; j < rows; ++j) std::copy_n(&x(j, begin), end - begin, from.data() + j * kPanel);
    Panel to(result_rows * kPanel);
    body(from, to);
    for (std::size_t j = 0; j < result_rows; ++j) std::copy_n(to.data() + j * kPanel, end - begin, &result(j, begin));
  });
  return result;
}

}  // namespace proclens

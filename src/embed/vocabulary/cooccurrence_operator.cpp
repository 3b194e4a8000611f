#include "embed/vocabulary/cooccurrence_operator.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/linear_algebra/transposed.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

/// How many vectors one task takes through the whole chain of products. Panels of x and of A·x are copied together, so
/// that several thousand rows of them stay in the second-level cache and within the reach of its TLB.
constexpr std::size_t kPanel = 16;

/// One row of kPanel numbers per vector entry; columns beyond the caller's vectors are zero.
using Panel = std::vector<double>;

/// to ← a · from.
void multiply_panel(const SparseRows& a, const Panel& from, Panel& to) {
  for (std::size_t i = 0; i < a.rows(); ++i) {
    double sum[kPanel] = {};
    for (std::size_t e = a.row_start[i]; e < a.row_start[i + 1]; ++e) {
      const double factor = a.value[e];
      const double* row = from.data() + a.column[e] * kPanel;
      for (std::size_t k = 0; k < kPanel; ++k) sum[k] = std::fma(factor, row[k], sum[k]);
    }
    std::copy_n(sum, kPanel, to.data() + i * kPanel);
  }
}

/// Row j of the panel times scale[j].
void scale_rows(const std::vector<double>& scale, Panel& panel) {
  for (std::size_t j = 0; j < scale.size(); ++j) {
    for (std::size_t k = 0; k < kPanel; ++k) panel[j * kPanel + k] *= scale[j];
  }
}

/// Calls body for every panel of x, on any thread, and returns the panels as body leaves them.
template <class Body>
Matrix<double> panel_by_panel(const Context& context, const Matrix<double>& x, std::size_t rows, Body body) {
  if (x.rows() != rows) throw std::invalid_argument("co-occurrence: the shapes do not fit");
  Matrix<double> result(x.rows(), x.columns());
  parallel_blocks(context, x.columns(), kPanel, [&](std::size_t begin, std::size_t end) {
    Panel panel(rows * kPanel);
    for (std::size_t j = 0; j < rows; ++j) std::copy_n(&x(j, begin), end - begin, panel.data() + j * kPanel);
    body(panel);
    for (std::size_t j = 0; j < rows; ++j) std::copy_n(panel.data() + j * kPanel, end - begin, &result(j, begin));
  });
  return result;
}

}  // namespace

CooccurrenceOperator::CooccurrenceOperator(SparseRows a, std::vector<double> scale)
    : a_(std::move(a)), a_transposed_(transposed(a_)), scale_(std::move(scale)) {
  if (scale_.size() != a_.columns) throw std::invalid_argument("co-occurrence: one scale per column");
}

Matrix<double> CooccurrenceOperator::apply(const Context& context, const Matrix<double>& x) const {
  return panel_by_panel(context, x, columns(), [this](Panel& panel) {
    Panel product(a_.rows() * kPanel);
    multiply_panel(a_, panel, product);
    multiply_panel(a_transposed_, product, panel);
    scale_rows(scale_, panel);
  });
}

Matrix<double> CooccurrenceOperator::apply_transpose(const Context& context, const Matrix<double>& y) const {
  return panel_by_panel(context, y, rows(), [this](Panel& panel) {
    scale_rows(scale_, panel);
    Panel product(a_.rows() * kPanel);
    multiply_panel(a_, panel, product);
    multiply_panel(a_transposed_, product, panel);
  });
}

}  // namespace proclens

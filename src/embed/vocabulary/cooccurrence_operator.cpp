#include "embed/vocabulary/cooccurrence_operator.hpp"

#include <stdexcept>
#include <utility>

#include "core/linear_algebra/transposed.hpp"
#include "embed/vocabulary/sparse_panels.hpp"

namespace proclens {
namespace {

/// Row j of the panel times scale[j].
void scale_rows(const std::vector<double>& scale, Panel& panel) {
  for (std::size_t j = 0; j < scale.size(); ++j) {
    for (std::size_t k = 0; k < kPanel; ++k) panel[j * kPanel + k] *= scale[j];
  }
}

}  // namespace

CooccurrenceOperator::CooccurrenceOperator(SparseRows a, std::vector<double> scale)
    : a_(std::move(a)), a_transposed_(transposed(a_)), scale_(std::move(scale)) {
  if (scale_.size() != a_.columns) throw std::invalid_argument("co-occurrence: one scale per column");
}

Matrix<double> CooccurrenceOperator::apply(const Context& context, const Matrix<double>& x) const {
  return panel_by_panel(context, x, columns(), rows(), [this](const Panel& from, Panel& to) {
    Panel product(a_.rows() * kPanel);
    multiply_panel(a_, from, product);
    multiply_panel(a_transposed_, product, to);
    scale_rows(scale_, to);
  });
}

Matrix<double> CooccurrenceOperator::apply_transpose(const Context& context, const Matrix<double>& y) const {
  return panel_by_panel(context, y, rows(), columns(), [this](Panel& from, Panel& to) {
    scale_rows(scale_, from);
    Panel product(a_.rows() * kPanel);
    multiply_panel(a_, from, product);
    multiply_panel(a_transposed_, product, to);
  });
}

}  // namespace proclens

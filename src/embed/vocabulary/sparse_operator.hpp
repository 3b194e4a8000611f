// A sparse matrix as a linear operator.
#pragma once

#include <utility>

#include "core/linear_algebra/transposed.hpp"
#include "embed/svd/linear_operator.hpp"
#include "embed/vocabulary/sparse_panels.hpp"

namespace proclens {

/// A product with l vectors costs 2·l·nonzeros operations and scratch space of (rows + columns) × 16 numbers per
/// thread.
class SparseOperator final : public LinearOperator<double> {
 public:
  explicit SparseOperator(SparseRows a) : a_(std::move(a)), a_transposed_(transposed(a_)) {}

  [[nodiscard]] std::size_t rows() const override { return a_.rows(); }
  [[nodiscard]] std::size_t columns() const override { return a_.columns; }
  [[nodiscard]] Matrix<double> apply(const Context& context, const Matrix<double>& x) const override {
    return panel_by_panel(context, x, columns(), rows(),
                          [this](const Panel& from, Panel& to) { multiply_panel(a_, from, to); });
  }
  [[nodiscard]] Matrix<double> apply_transpose(const Context& context, const Matrix<double>& y) const override {
    return panel_by_panel(context, y, rows(), columns(),
                          [this](const Panel& from, Panel& to) { multiply_panel(a_transposed_, from, to); });
  }

 private:
  SparseRows a_;
  SparseRows a_transposed_;
};

}  // namespace proclens

// The co-occurrence of features, as a linear operator.
#pragma once

#include <vector>

#include "embed/svd/linear_operator.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// C = diag(s)·Aᵀ·A for a sparse A (u × v): v × v, never formed. A product with l vectors costs 4·l·nonzeros(A)
/// operations and scratch space of (u + v) × 16 numbers per thread.
class CooccurrenceOperator final : public LinearOperator<double> {
 public:
  /// @param scale s, v numbers
  CooccurrenceOperator(SparseRows a, std::vector<double> scale);

  [[nodiscard]] std::size_t rows() const override { return scale_.size(); }
  [[nodiscard]] std::size_t columns() const override { return scale_.size(); }
  [[nodiscard]] Matrix<double> apply(const Context& context, const Matrix<double>& x) const override;
  [[nodiscard]] Matrix<double> apply_transpose(const Context& context, const Matrix<double>& y) const override;

 private:
  SparseRows a_;
  SparseRows a_transposed_;
  std::vector<double> scale_;
};

}  // namespace proclens

// A sparse matrix as a linear operator.
#pragma once

#include "embed/svd/linear_operator.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// A product with l vectors costs 2·l·nonzeros operations, and reads a row of l numbers for each entry.
class SparseOperator final : public LinearOperator<double> {
 public:
  explicit SparseOperator(SparseRows a);

  [[nodiscard]] std::size_t rows() const override { return a_.rows(); }
  [[nodiscard]] std::size_t columns() const override { return a_.columns; }
  [[nodiscard]] Matrix<double> apply(const Context& context, const Matrix<double>& x) const override;
  [[nodiscard]] Matrix<double> apply_transpose(const Context& context, const Matrix<double>& y) const override;

 private:
  SparseRows a_;
  SparseRows a_transposed_;
};

}  // namespace proclens

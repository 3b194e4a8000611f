// A dense matrix as a linear operator, for tests.
#pragma once

#include <utility>

#include "core/linear_algebra/multiply.hpp"
#include "core/random.hpp"
#include "embed/svd/linear_operator.hpp"
#include "proclens/context.hpp"

namespace proclens {

template <class T>
class DenseOperator final : public LinearOperator<T> {
 public:
  explicit DenseOperator(Matrix<T> a) : a_(std::move(a)) {}
  [[nodiscard]] std::size_t rows() const override { return a_.rows(); }
  [[nodiscard]] std::size_t columns() const override { return a_.columns(); }
  [[nodiscard]] Matrix<T> apply(const Context& context, const Matrix<T>& x) const override {
    Matrix<T> y(a_.rows(), x.columns());
    multiply(context, Op::none, Op::none, T{1}, a_, x, T{0}, y);
    return y;
  }
  [[nodiscard]] Matrix<T> apply_transpose(const Context& context, const Matrix<T>& y) const override {
    Matrix<T> x(a_.columns(), y.columns());
    multiply(context, Op::transpose, Op::none, T{1}, a_, y, T{0}, x);
    return x;
  }

 private:
  Matrix<T> a_;
};

template <class T>
Matrix<T> random_matrix(std::size_t rows, std::size_t columns, std::uint64_t seed) {
  const CounterRandom random(seed, 7);
  Matrix<T> result(rows, columns);
  for (std::size_t k = 0; k < rows * columns; ++k) result.data()[k] = static_cast<T>(random.normal(k));
  return result;
}

/// op(a) · op(b) by three loops.
template <class T>
Matrix<T> slow_product(Op op_a, Op op_b, const Matrix<T>& a, const Matrix<T>& b) {
  const std::size_t m = op_a == Op::none ? a.rows() : a.columns();
  const std::size_t inner = op_a == Op::none ? a.columns() : a.rows();
  const std::size_t n = op_b == Op::none ? b.columns() : b.rows();
  Matrix<T> c(m, n);
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < inner; ++k) {
        sum += static_cast<double>(op_a == Op::none ? a(i, k) : a(k, i)) * (op_b == Op::none ? b(k, j) : b(j, k));
      }
      c(i, j) = static_cast<T>(sum);
    }
  }
  return c;
}

}  // namespace proclens

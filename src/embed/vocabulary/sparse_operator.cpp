#include "embed/vocabulary/sparse_operator.hpp"

#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/linear_algebra/transposed.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kProductRows = 64;

/// a · x, row by row: unlike a product by panels of columns, which is faster if those stay in the cache, it reads whole
/// rows of x, which for hundreds of vectors of a large vocabulary never do.
Matrix<double> product(const Context& context, const SparseRows& a, const Matrix<double>& x) {
  if (x.rows() != a.columns) throw std::invalid_argument("product with a sparse matrix: the shapes do not fit");
  Matrix<double> result(a.rows(), x.columns());
  parallel_blocks(context, a.rows(), kProductRows, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      double* const sums = result.row(i).data();
      for (std::size_t e = a.row_start[i]; e < a.row_start[i + 1]; ++e) {
        const double factor = a.value[e];
        const double* const row = x.row(a.column[e]).data();
        for (std::size_t k = 0; k < x.columns(); ++k) sums[k] = std::fma(factor, row[k], sums[k]);
      }
    }
  });
  return result;
}

}  // namespace

SparseOperator::SparseOperator(SparseRows a) : a_(std::move(a)), a_transposed_(transposed(a_)) {}

Matrix<double> SparseOperator::apply(const Context& context, const Matrix<double>& x) const {
  return product(context, a_, x);
}

Matrix<double> SparseOperator::apply_transpose(const Context& context, const Matrix<double>& y) const {
  return product(context, a_transposed_, y);
}

}  // namespace proclens

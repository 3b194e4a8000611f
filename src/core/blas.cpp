#include "core/blas.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/blas_library.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBlockRows = 256;
constexpr std::size_t kBlockColumns = 512;

CBLAS_TRANSPOSE blas_op(Op op) { return op == Op::none ? CblasNoTrans : CblasTrans; }

blasint narrow(std::size_t n) { return static_cast<blasint>(n); }

/// LAPACK dsyevd: replaces the upper triangle of a column-major n×n matrix by its eigenvectors. Returns `info`, 0 when
/// it converged.
blasint decompose_upper(double* a, blasint n, double* eigenvalues) {
  blasint info = 0;
  const auto dsyevd = [&](double* work, blasint work_size, blasint* whole, blasint whole_size) {
    blas_library().dsyevd("V", "U", &n, a, &n, eigenvalues, work, &work_size, whole, &whole_size, &info, 1, 1);
  };
  double best_work = 0;
  blasint best_whole = 0;
  dsyevd(&best_work, -1, &best_whole, -1);  // asks how much memory it wants
  if (info != 0) return info;
  std::vector<double> work(static_cast<std::size_t>(best_work));
  std::vector<blasint> whole(static_cast<std::size_t>(best_whole));
  dsyevd(work.data(), narrow(work.size()), whole.data(), best_whole);
  return info;
}

template <class T>
void multiply_blocks(const Context& context, Op op_a, Op op_b, T alpha, const Matrix<T>& a, const Matrix<T>& b, T beta,
                     Matrix<T>& c) {
  const std::size_t m = op_a == Op::none ? a.rows() : a.columns();
  const std::size_t k = op_a == Op::none ? a.columns() : a.rows();
  const std::size_t k_b = op_b == Op::none ? b.rows() : b.columns();
  const std::size_t n = op_b == Op::none ? b.columns() : b.rows();
  if (k != k_b || c.rows() != m || c.columns() != n) throw std::invalid_argument("multiply: the shapes do not fit");
  if (m == 0 || n == 0) return;
  const std::size_t row_blocks = (m + kBlockRows - 1) / kBlockRows;
  const std::size_t column_blocks = (n + kBlockColumns - 1) / kBlockColumns;
  parallel_blocks(context, row_blocks * column_blocks, 1, [&](std::size_t block, std::size_t) {
    const std::size_t i = block / column_blocks * kBlockRows;
    const std::size_t j = block % column_blocks * kBlockColumns;
    multiply_block(op_a, op_b, std::min(kBlockRows, m - i), std::min(kBlockColumns, n - j), k, alpha,
                   op_a == Op::none ? a.data() + i * a.columns() : a.data() + i, a.columns(),
                   op_b == Op::none ? b.data() + j : b.data() + j * b.columns(), b.columns(), beta,
                   c.data() + i * c.columns() + j, c.columns());
  });
}

}  // namespace

void multiply_block(Op op_a, Op op_b, std::size_t m, std::size_t n, std::size_t k, float alpha, const float* a,
                    std::size_t lda, const float* b, std::size_t ldb, float beta, float* c, std::size_t ldc) {
  blas_library().sgemm(CblasRowMajor, blas_op(op_a), blas_op(op_b), narrow(m), narrow(n), narrow(k), alpha, a,
                       narrow(lda), b, narrow(ldb), beta, c, narrow(ldc));
}

void multiply_block(Op op_a, Op op_b, std::size_t m, std::size_t n, std::size_t k, double alpha, const double* a,
                    std::size_t lda, const double* b, std::size_t ldb, double beta, double* c, std::size_t ldc) {
  blas_library().dgemm(CblasRowMajor, blas_op(op_a), blas_op(op_b), narrow(m), narrow(n), narrow(k), alpha, a,
                       narrow(lda), b, narrow(ldb), beta, c, narrow(ldc));
}

void multiply(const Context& context, Op op_a, Op op_b, float alpha, const Matrix<float>& a, const Matrix<float>& b,
              float beta, Matrix<float>& c) {
  multiply_blocks(context, op_a, op_b, alpha, a, b, beta, c);
}

void multiply(const Context& context, Op op_a, Op op_b, double alpha, const Matrix<double>& a, const Matrix<double>& b,
              double beta, Matrix<double>& c) {
  multiply_blocks(context, op_a, op_b, alpha, a, b, beta, c);
}

SymmetricEigen symmetric_eigen(const Matrix<double>& a) {
  const std::size_t n = a.rows();
  if (a.columns() != n) throw std::invalid_argument("symmetric_eigen: the matrix is not square");
  SymmetricEigen result{std::vector<double>(n), Matrix<double>(n, n)};
  if (n == 0) return result;
  if (std::any_of(a.data(), a.data() + n * n, [](double value) { return !std::isfinite(value); })) {
    throw std::invalid_argument("symmetric_eigen: the matrix has values that are not finite");
  }
  Matrix<double> work = a;
  std::vector<double> ascending(n);
  // Row-major lower is column-major upper: asking LAPACK for that spares it a transposed copy. The eigenvectors then
  // come as rows.
  const blasint info = decompose_upper(work.data(), narrow(n), ascending.data());
  if (info != 0) throw std::runtime_error("symmetric_eigen: dsyevd did not converge, info " + std::to_string(info));
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t from = n - 1 - k;
    result.values[k] = ascending[from];
    for (std::size_t i = 0; i < n; ++i) result.vectors(i, k) = work(from, i);
  }
  return result;
}

}  // namespace proclens

#include "core/blas.hpp"

#include <cblas.h>
#include <lapacke.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBlockRows = 256;
constexpr std::size_t kBlockColumns = 512;

/// OpenBLAS's own threads would cut the work by their number; ours are cut by fixed blocks.
void hold_to_one_thread() {
  static const bool once = [] {
    openblas_set_num_threads(1);
    return true;
  }();
  (void)once;
}

CBLAS_TRANSPOSE blas_op(Op op) { return op == Op::none ? CblasNoTrans : CblasTrans; }

blasint narrow(std::size_t n) { return static_cast<blasint>(n); }

template <class T>
void multiply_blocks(Op op_a, Op op_b, T alpha, const Matrix<T>& a, const Matrix<T>& b, T beta, Matrix<T>& c) {
  const std::size_t m = op_a == Op::none ? a.rows() : a.columns();
  const std::size_t k = op_a == Op::none ? a.columns() : a.rows();
  const std::size_t k_b = op_b == Op::none ? b.rows() : b.columns();
  const std::size_t n = op_b == Op::none ? b.columns() : b.rows();
  if (k != k_b || c.rows() != m || c.columns() != n) throw std::invalid_argument("multiply: the shapes do not fit");
  if (m == 0 || n == 0) return;
  const std::size_t row_blocks = (m + kBlockRows - 1) / kBlockRows;
  const std::size_t column_blocks = (n + kBlockColumns - 1) / kBlockColumns;
  parallel_blocks(row_blocks * column_blocks, 1, [&](std::size_t block, std::size_t) {
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
  hold_to_one_thread();
  cblas_sgemm(CblasRowMajor, blas_op(op_a), blas_op(op_b), narrow(m), narrow(n), narrow(k), alpha, a, narrow(lda), b,
              narrow(ldb), beta, c, narrow(ldc));
}

void multiply_block(Op op_a, Op op_b, std::size_t m, std::size_t n, std::size_t k, double alpha, const double* a,
                    std::size_t lda, const double* b, std::size_t ldb, double beta, double* c, std::size_t ldc) {
  hold_to_one_thread();
  cblas_dgemm(CblasRowMajor, blas_op(op_a), blas_op(op_b), narrow(m), narrow(n), narrow(k), alpha, a, narrow(lda), b,
              narrow(ldb), beta, c, narrow(ldc));
}

void multiply(Op op_a, Op op_b, float alpha, const Matrix<float>& a, const Matrix<float>& b, float beta,
              Matrix<float>& c) {
  multiply_blocks(op_a, op_b, alpha, a, b, beta, c);
}

void multiply(Op op_a, Op op_b, double alpha, const Matrix<double>& a, const Matrix<double>& b, double beta,
              Matrix<double>& c) {
  multiply_blocks(op_a, op_b, alpha, a, b, beta, c);
}

SymmetricEigen symmetric_eigen(const Matrix<double>& a) {
  hold_to_one_thread();
  const std::size_t n = a.rows();
  if (a.columns() != n) throw std::invalid_argument("symmetric_eigen: the matrix is not square");
  SymmetricEigen result{std::vector<double>(n), Matrix<double>(n, n)};
  if (n == 0) return result;
  Matrix<double> work = a;
  std::vector<double> ascending(n);
  // Row-major lower is column-major upper: asking LAPACK for that spares it a transposed copy. The eigenvectors then
  // come as rows.
  const auto info = LAPACKE_dsyevd(LAPACK_COL_MAJOR, 'V', 'U', narrow(n), work.data(), narrow(n), ascending.data());
  if (info != 0) throw std::runtime_error("symmetric_eigen: dsyevd did not converge, info " + std::to_string(info));
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t from = n - 1 - k;
    result.values[k] = ascending[from];
    for (std::size_t i = 0; i < n; ++i) result.vectors(i, k) = work(from, i);
  }
  return result;
}

}  // namespace proclens

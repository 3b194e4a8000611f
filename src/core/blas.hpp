// Dense linear algebra on row-major matrices, over OpenBLAS held to one thread: blocks of fixed size run in parallel,
// so the results are the same for any number of threads.
#pragma once

#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

enum class Op { none, transpose };

/// C = alpha · op(A) · op(B) + beta · C. C must already have the shape of the product; with beta = 0 its old values are
/// ignored. Throws std::invalid_argument when the shapes do not fit.
void multiply(const Context& context, Op op_a, Op op_b, float alpha, const Matrix<float>& a, const Matrix<float>& b,
              float beta, Matrix<float>& c);
void multiply(const Context& context, Op op_a, Op op_b, double alpha, const Matrix<double>& a, const Matrix<double>& b,
              double beta, Matrix<double>& c);

/// The raw row-major product on the calling thread, for callers that cut the blocks themselves.
/// c (m×n, row stride ldc) = alpha · op(a) · op(b) + beta · c; op(a) is m×k, op(b) is k×n.
void multiply_block(Op op_a, Op op_b, std::size_t m, std::size_t n, std::size_t k, float alpha, const float* a,
                    std::size_t lda, const float* b, std::size_t ldb, float beta, float* c, std::size_t ldc);
void multiply_block(Op op_a, Op op_b, std::size_t m, std::size_t n, std::size_t k, double alpha, const double* a,
                    std::size_t lda, const double* b, std::size_t ldb, double beta, double* c, std::size_t ldc);

/// The eigenvalues, descending, and orthonormal eigenvectors of a symmetric matrix (LAPACK dsyevd).
struct SymmetricEigen {
  std::vector<double> values;
  Matrix<double> vectors;  ///< column k belongs to values[k]
};

/// Only the lower triangle of `a` is used, but all must be finite: std::invalid_argument.
[[nodiscard]] SymmetricEigen symmetric_eigen(const Matrix<double>& a);

}  // namespace proclens

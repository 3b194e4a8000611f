// Products of dense row-major matrices, with the same bytes on every processor and for any number of threads: each
// entry of the result is defined as one chain of fused multiply-adds, in ascending order of the summed index,
//
//   c_ij ← β·c_ij, then for p = 0, 1, …, k − 1:  c_ij ← fma(op(A)_ip, α·op(B)_pj, c_ij),
//
// each step rounded once. Blocking, packing and vector width only decide which entries are computed together, never an
// entry's chain (docs/determinism.md).
#pragma once

#include <cstddef>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

enum class Op { none, transpose };

/// C = alpha · op(A) · op(B) + beta · C. C must already have the shape of the product; if beta = 0, its old values are
/// ignored. Blocks of C run in parallel. Throws std::invalid_argument if the shapes do not match.
void multiply(const Context& context, Op op_a, Op op_b, float alpha, const Matrix<float>& a, const Matrix<float>& b,
              float beta, Matrix<float>& c);
void multiply(const Context& context, Op op_a, Op op_b, double alpha, const Matrix<double>& a, const Matrix<double>& b,
              double beta, Matrix<double>& c);

/// The raw row-major product on the calling thread, for callers that divide the blocks themselves. c (m×n, row stride
/// ldc) = alpha · op(a) · op(b) + beta · c; op(a) is m×k, op(b) is k×n. c must not overlap a or b.
void multiply_block(Op op_a, Op op_b, std::size_t m, std::size_t n, std::size_t k, float alpha, const float* a,
                    std::size_t lda, const float* b, std::size_t ldb, float beta, float* c, std::size_t ldc);
void multiply_block(Op op_a, Op op_b, std::size_t m, std::size_t n, std::size_t k, double alpha, const double* a,
                    std::size_t lda, const double* b, std::size_t ldb, double beta, double* c, std::size_t ldc);

}  // namespace proclens

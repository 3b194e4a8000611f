// The eigenproblem of a dense symmetric matrix, by Eigen's SelfAdjointEigenSolver: Householder tridiagonalisation, then
// implicit QR (Golub and Van Loan, Matrix Computations, 8.3). About 9n³ operations on the calling thread: 0.1 s for
// n = 522. The same bytes on every processor (docs/determinism.md).
#pragma once

#include <vector>

#include "proclens/matrix.hpp"

namespace proclens {

/// The eigenvalues, descending, and orthonormal eigenvectors of a symmetric matrix.
struct SymmetricEigen {
  std::vector<double> values;
  Matrix<double> vectors;  ///< column k belongs to values[k]
};

/// Only the lower triangle of `a` is used, but all must be finite: std::invalid_argument.
[[nodiscard]] SymmetricEigen symmetric_eigen(const Matrix<double>& a);

}  // namespace proclens

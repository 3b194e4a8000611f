// The eigenproblem of a dense symmetric matrix: Householder tridiagonalisation by Eigen, then implicit QR
// (core/tridiagonal_eigen.hpp). Golub and Van Loan, Matrix Computations, 8.3. About 6n³ operations on the calling
// thread. The same bytes on every processor (docs/determinism.md).
#pragma once

#include <vector>

#include "proclens/matrix.hpp"

namespace proclens {

/// The eigenvalues, descending, and orthonormal eigenvectors of a symmetric matrix.
struct SymmetricEigen {
  std::vector<double> values;
  Matrix<double> vectors;  ///< column k belongs to values[k]
};

/// Reads only the lower triangle of `a`, but throws std::invalid_argument unless all entries are finite.
[[nodiscard]] SymmetricEigen symmetric_eigen(const Matrix<double>& a);

}  // namespace proclens

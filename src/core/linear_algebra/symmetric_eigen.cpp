#include "core/linear_algebra/symmetric_eigen.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "core/linear_algebra/tridiagonal_eigen.hpp"

// Eigen is header-only templates. In a namespace of its own, what is instantiated here is never shared with the Eigen
// of a program that links this library and compiles it for another processor. Its blocks are sized for fixed caches
// instead of those that the processor reports (cmake/reproducible.cmake sets EIGEN_NO_CPUID and the instruction set).
#define Eigen ProclensEigen  // NOLINT
#include <Eigen/Eigenvalues>

namespace proclens {

SymmetricEigen symmetric_eigen(const Matrix<double>& a) {
  const std::size_t n = a.rows();
  if (a.columns() != n) throw std::invalid_argument("symmetric_eigen: the matrix is not square");
  SymmetricEigen result{std::vector<double>(n), Matrix<double>(n, n)};
  if (n == 0) return result;
  double largest = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      if (!std::isfinite(a(i, j))) {
        throw std::invalid_argument("symmetric_eigen: the matrix has values that are not finite");
      }
      if (j <= i) largest = std::max(largest, std::abs(a(i, j)));
    }
  }
  // Scales entries to at most 1, so that squares do not overflow, and those that underflow do not matter.
  const double scale = largest > 0 ? largest : 1;
  using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const auto size = static_cast<Eigen::Index>(n);
  const Eigen::MatrixXd scaled = Eigen::Map<const RowMajor>(a.data(), size, size) / scale;
  const Eigen::Tridiagonalization<Eigen::MatrixXd> tridiagonal(scaled);
  const Eigen::VectorXd diagonal = tridiagonal.diagonal();
  const Eigen::VectorXd subdiagonal = tridiagonal.subDiagonal();
  std::vector<double> values(diagonal.begin(), diagonal.end());
  std::vector<double> below(subdiagonal.begin(), subdiagonal.end());
  ColumnsOfEight vectors(n, n);
  {
    const Eigen::MatrixXd q = tridiagonal.matrixQ();
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t i = 0; i < n; ++i) {
        vectors(i, j) = q(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
      }
    }
  }
  if (!tridiagonal_eigen(values, below, vectors)) {
    throw std::runtime_error("symmetric_eigen: the QR iteration did not converge");
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return values[x] > values[y]; });
  for (std::size_t k = 0; k < n; ++k) {
    result.values[k] = values[order[k]] * scale;
    for (std::size_t i = 0; i < n; ++i) result.vectors(i, k) = vectors(i, order[k]);
  }
  return result;
}

}  // namespace proclens

#include "core/symmetric_eigen.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

// Eigen is all templates. Under a name of its own, what is instantiated here is never shared with the Eigen of a
// program that links this library and compiles it for another processor. Its blocks are cut for fixed cache sizes
// instead of those that the processor reports (CMakeLists.txt sets EIGEN_NO_CPUID and the instruction set).
#define Eigen ProclensEigen  // NOLINT
#include <Eigen/Eigenvalues>

namespace proclens {

SymmetricEigen symmetric_eigen(const Matrix<double>& a) {
  const std::size_t n = a.rows();
  if (a.columns() != n) throw std::invalid_argument("symmetric_eigen: the matrix is not square");
  SymmetricEigen result{std::vector<double>(n), Matrix<double>(n, n)};
  if (n == 0) return result;
  if (std::any_of(a.data(), a.data() + n * n, [](double value) { return !std::isfinite(value); })) {
    throw std::invalid_argument("symmetric_eigen: the matrix has values that are not finite");
  }
  using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const auto size = static_cast<Eigen::Index>(n);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(Eigen::Map<const RowMajor>(a.data(), size, size));
  if (solver.info() != Eigen::Success) throw std::runtime_error("symmetric_eigen: the QR iteration did not converge");
  for (std::size_t k = 0; k < n; ++k) {
    const auto from = static_cast<Eigen::Index>(n - 1 - k);
    result.values[k] = solver.eigenvalues()[from];
    for (std::size_t i = 0; i < n; ++i)
      result.vectors(i, k) = solver.eigenvectors()(static_cast<Eigen::Index>(i), from);
  }
  return result;
}

}  // namespace proclens

// The eigenproblem of a symmetric tridiagonal matrix, by implicit QR.
#pragma once

#include <cstddef>
#include <vector>

namespace proclens {

/// The columns of a matrix of n rows, stored in groups of eight rows: a rotation of two columns then works on eight
/// rows at once, and a group of eight rows of all columns stays in the first-level cache.
class ColumnsOfEight {
 public:
  static constexpr std::size_t kRows = 8;

  ColumnsOfEight(std::size_t rows, std::size_t columns)
      : columns_(columns), values_((rows + kRows - 1) / kRows * kRows * columns) {}

  double& operator()(std::size_t i, std::size_t j) noexcept {
    return values_[(i / kRows * columns_ + j) * kRows + i % kRows];
  }
  [[nodiscard]] std::size_t stretches() const noexcept {
    return columns_ == 0 ? 0 : values_.size() / (kRows * columns_);
  }
  [[nodiscard]] double* stretch(std::size_t s) noexcept { return values_.data() + s * kRows * columns_; }

 private:
  std::size_t columns_;
  std::vector<double> values_;
};

/// With T = tridiagonal(diagonal, subdiagonal) = V·Λ·Vᵀ: replaces `diagonal` by Λ, in no particular order, and the
/// matrix Q by Q·V. Returns whether all eigenvalues converged, which they do for symmetric matrices.
///
/// Implicit QR with Wilkinson's shift (Golub and Van Loan, Matrix Computations, 8.3). Finding the rotations takes O(n²)
/// operations. Applying them to Q takes about 3n³ fused multiply-adds and is deferred until many can be applied to a
/// group of rows that stays in the cache: three times as fast as applying each to all rows.
/// @param diagonal n  @param subdiagonal n − 1; its values are lost  @param q n columns
[[nodiscard]] bool tridiagonal_eigen(std::vector<double>& diagonal, std::vector<double>& subdiagonal,
                                     ColumnsOfEight& q);

}  // namespace proclens

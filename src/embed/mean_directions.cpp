#include "embed/mean_directions.hpp"

#include <cmath>

#include "core/linear_algebra/multiply.hpp"
#include "core/linear_algebra/symmetric_eigen.hpp"
#include "embed/mean_vectors.hpp"
#include "embed/svd/orthonormalise.hpp"

namespace proclens {
namespace {

constexpr double kSmallest = 1e-12;  // relative to the largest eigenvalue of the Gram matrix

}  // namespace

Matrix<float> mean_directions(const Context& context, const SparseRows& distributions, const Matrix<float>& points,
                              std::span<const float> row_factors) {
  const Matrix<float> mean = mean_vectors(context, distributions, points, row_factors);
  const SymmetricEigen eigen = symmetric_eigen(gram(context, mean));
  std::size_t kept = 0;
  while (kept < eigen.values.size() && eigen.values[kept] > kSmallest * eigen.values[0]) ++kept;
  Matrix<float> scaled(mean.columns(), kept);
  for (std::size_t i = 0; i < mean.columns(); ++i) {
    for (std::size_t k = 0; k < kept; ++k) {
      scaled(i, k) = static_cast<float>(eigen.vectors(i, k) / std::sqrt(eigen.values[k]));
    }
  }
  Matrix<float> result(mean.rows(), kept);
  multiply(context, Op::none, Op::none, 1.0F, mean, scaled, 0.0F, result);
  return result;
}

}  // namespace proclens

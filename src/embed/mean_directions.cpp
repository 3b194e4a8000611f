#include "embed/mean_directions.hpp"

#include <cmath>
#include <stdexcept>

#include "core/linear_algebra/multiply.hpp"
#include "core/linear_algebra/symmetric_eigen.hpp"
#include "core/parallel.hpp"
#include "embed/svd/orthonormalise.hpp"

namespace proclens {
namespace {

constexpr std::size_t kMeanBlockBags = 64;
constexpr double kSmallest = 1e-12;  // relative to the largest eigenvalue of the Gram matrix

Matrix<float> means(const Context& context, const SparseRows& distributions, const Matrix<float>& points,
                    std::span<const float> row_factors) {
  const std::size_t d = points.columns();
  Matrix<float> result(distributions.rows(), d);
  parallel_blocks(context, distributions.rows(), kMeanBlockBags, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      float* to = result.row(i).data();
      for (std::size_t e = distributions.row_start[i]; e < distributions.row_start[i + 1]; ++e) {
        const auto share = static_cast<float>(row_factors[i] * distributions.value[e]);
        const float* from = points.row(distributions.column[e]).data();
        for (std::size_t c = 0; c < d; ++c) to[c] += share * from[c];
      }
    }
  });
  return result;
}

}  // namespace

Matrix<float> mean_directions(const Context& context, const SparseRows& distributions, const Matrix<float>& points,
                              std::span<const float> row_factors) {
  if (distributions.columns != points.rows() || row_factors.size() != distributions.rows()) {
    throw std::invalid_argument("mean_directions: the shapes do not fit");
  }
  const Matrix<float> mean = means(context, distributions, points, row_factors);
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

#include "embed/mean_vectors.hpp"

#include <cstddef>
#include <stdexcept>

#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kMeanBlockBags = 64;

}  // namespace

Matrix<float> mean_vectors(const Context& context, const SparseRows& distributions, const Matrix<float>& points,
                           std::span<const float> row_factors) {
  if (distributions.columns != points.rows() || row_factors.size() != distributions.rows()) {
    throw std::invalid_argument("mean_vectors: the shapes do not fit");
  }
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

}  // namespace proclens

#include "embed/centre_operator.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/linear_algebra/multiply.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kCentreBlockBags = 128;

float exact_dot(const float* a, const float* b, std::size_t d) {
  double sum = 0;
  for (std::size_t c = 0; c < d; ++c) sum += static_cast<double>(a[c]) * b[c];
  return static_cast<float>(sum);
}

/// Scales to length 1; a zero vector is left as it is.
void normalise(float* a, std::size_t d) {
  const float length = std::sqrt(exact_dot(a, a, d));
  if (length > 0) {
    for (std::size_t c = 0; c < d; ++c) a[c] /= length;
  }
}

/// Turns the image T of the unit vector x into its segment, in place.
void bend(float* image, const float* x, std::size_t d) {
  normalise(image, d);
  const float along = exact_dot(image, x, d);
  // T − x minus its component along x equals T minus its component along x.
  for (std::size_t c = 0; c < d; ++c) image[c] -= along * x[c];
  normalise(image, d);
  const float distance = 1.0F - along;
  for (std::size_t c = 0; c < d; ++c) image[c] = std::copysign(std::sqrt(std::abs(distance * image[c])), image[c]);
}

}  // namespace

CentreOperator::CentreOperator(const SparseRows& plans, const Matrix<float>& points,
                               const ReferenceDistribution& reference, std::span<const float> row_factors)
    : plans_(plans), points_(points), reference_(reference), row_factors_(row_factors.begin(), row_factors.end()) {
  if (plans.columns != reference.points.rows() * points.rows() || row_factors.size() != plans.rows()) {
    throw std::invalid_argument("centre operator: the shapes do not fit");
  }
}

void CentreOperator::stretches(std::size_t begin, std::size_t end, std::size_t k, float* to) const {
  const std::size_t w = points_.rows();
  const std::size_t d = points_.columns();
  std::fill_n(to, (end - begin) * d, 0.0F);
  for (std::size_t i = begin; i < end; ++i, to += d) {
    const auto columns = plans_.row_columns(i);
    if (columns.empty()) continue;
    const double mass = reference_.masses[k];
    auto entry = std::lower_bound(columns.begin(), columns.end(), k * w);
    for (; entry != columns.end() && *entry < (k + 1) * w; ++entry) {
      const auto share = static_cast<float>(plans_.row_values(i)[entry - columns.begin()] / mass);
      const float* point = points_.row(*entry - k * w).data();
      for (std::size_t c = 0; c < d; ++c) to[c] += share * point[c];
    }
    bend(to, reference_.points.row(k).data(), d);
    for (std::size_t c = 0; c < d; ++c) to[c] *= row_factors_[i];
  }
}

Matrix<float> CentreOperator::apply(const Context& context, const Matrix<float>& z) const {
  if (z.rows() != columns()) throw std::invalid_argument("centre operator: the shapes do not fit");
  const std::size_t d = points_.columns();
  const std::size_t l = z.columns();
  Matrix<float> result(rows(), l);
  parallel_blocks(context, rows(), kCentreBlockBags, [&](std::size_t begin, std::size_t end) {
    std::vector<float> block((end - begin) * d);
    for (std::size_t k = 0; k < reference_.masses.size(); ++k) {
      stretches(begin, end, k, block.data());
      multiply_block(Op::none, Op::none, end - begin, l, d, 1.0F, block.data(), d, z.row(k * d).data(), l, 1.0F,
                     result.row(begin).data(), l);
    }
  });
  return result;
}

Matrix<float> CentreOperator::apply_transpose(const Context& context, const Matrix<float>& y) const {
  if (y.rows() != rows()) throw std::invalid_argument("centre operator: the shapes do not fit");
  const std::size_t d = points_.columns();
  const std::size_t l = y.columns();
  Matrix<float> result(columns(), l);
  parallel_blocks(context, reference_.masses.size(), 1, [&](std::size_t k, std::size_t) {
    std::vector<float> block(kCentreBlockBags * d);
    for (std::size_t begin = 0; begin < rows(); begin += kCentreBlockBags) {
      context.check_cancelled();
      const std::size_t end = std::min(rows(), begin + kCentreBlockBags);
      stretches(begin, end, k, block.data());
      multiply_block(Op::transpose, Op::none, d, l, end - begin, 1.0F, block.data(), d, y.row(begin).data(), l, 1.0F,
                     result.row(k * d).data(), l);
    }
  });
  return result;
}

}  // namespace proclens

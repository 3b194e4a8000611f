#include <cmath>
#include <stdexcept>

#include "proclens/alignment.hpp"

namespace proclens {
namespace {

struct Extent {
  std::array<double, 2> mean{};
  double squares = 0;  ///< of the distances from the mean, weighted
};

Extent extent_of(const MatrixView<float>& points, std::span<const double> weight, double total) {
  Extent extent;
  for (std::size_t i = 0; i < points.rows(); ++i) {
    for (std::size_t axis = 0; axis < 2; ++axis) extent.mean[axis] += weight[i] * points(i, axis);
  }
  for (double& mean : extent.mean) mean = total > 0 ? mean / total : 0;
  for (std::size_t i = 0; i < points.rows(); ++i) {
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const double difference = points(i, axis) - extent.mean[axis];
      extent.squares += weight[i] * difference * difference;
    }
  }
  return extent;
}

}  // namespace

std::array<float, 2> Alignment::operator()(float x, float y) const noexcept {
  const double dx = x - from[0];
  const double dy = y - from[1];
  return {static_cast<float>(to[0] + scale * (dx * turn[0][0] + dy * turn[1][0])),
          static_cast<float>(to[1] + scale * (dx * turn[0][1] + dy * turn[1][1]))};
}

Alignment align(const MatrixView<float>& points, const MatrixView<float>& onto, std::span<const double> weight) {
  const bool planar = points.columns() == 2 && onto.columns() == 2;
  if (points.rows() != onto.rows() || points.rows() != weight.size() || (!planar && points.rows() > 0)) {
    throw std::invalid_argument("align: the shapes do not match");
  }
  double total = 0;
  for (const double w : weight) total += w;
  const Extent one = extent_of(points, weight, total);
  const Extent other = extent_of(onto, weight, total);
  Alignment alignment;
  alignment.from = one.mean;
  alignment.to = other.mean;
  if (total > 0) alignment.radius = std::sqrt(other.squares / total);
  if (one.squares <= 0 || other.squares <= 0) return alignment;

  double m[2][2] = {};
  for (std::size_t i = 0; i < points.rows(); ++i) {
    for (std::size_t row = 0; row < 2; ++row) {
      const double centred = weight[i] * (points(i, row) - one.mean[row]);
      for (std::size_t column = 0; column < 2; ++column)
        m[row][column] += centred * (onto(i, column) - other.mean[column]);
    }
  }
  // trace(turnᵀ·m) is largest, Σ, for the rotation (c, s; −s, c) or the reflection (c, s; s, −c) along these sums.
  const double turned[2] = {m[0][0] + m[1][1], m[0][1] - m[1][0]};
  const double mirrored[2] = {m[0][0] - m[1][1], m[0][1] + m[1][0]};
  const double of_rotation = std::sqrt(turned[0] * turned[0] + turned[1] * turned[1]);
  const double of_reflection = std::sqrt(mirrored[0] * mirrored[0] + mirrored[1] * mirrored[1]);
  const bool mirror = of_reflection > of_rotation;
  const double sum = mirror ? of_reflection : of_rotation;
  if (sum > 0) {
    const double c = (mirror ? mirrored : turned)[0] / sum;
    const double s = (mirror ? mirrored : turned)[1] / sum;
    alignment.turn = {{{c, s}, {mirror ? s : -s, mirror ? -c : c}}};
  }
  alignment.scale = std::sqrt(other.squares / one.squares);
  alignment.disparity = std::fmax(0, 1 - sum * sum / (one.squares * other.squares));
  return alignment;
}

}  // namespace proclens

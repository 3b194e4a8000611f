#include "layout/mean_positions.hpp"

#include <limits>

#include "core/elementary.hpp"
#include "core/parallel.hpp"
#include "layout/smooth_distances.hpp"

namespace proclens {
namespace {

constexpr std::size_t kPointsInBlock = 64;

void write_mean_position(const NeighboursView& neighbours, const SmoothDistances& smooth,
                         const MatrixView<float>& positions, std::size_t i, Matrix<float>& mean) {
  double total = 0;
  double x = 0;
  double y = 0;
  for (std::size_t j = 0; j < neighbours.index.columns() && neighbours.index(i, j) != Neighbours::kNone; ++j) {
    const double beyond = neighbours.distance(i, j) - smooth.rho[i];
    const double weight = beyond <= 0 || smooth.sigma[i] == 0 ? 1.0 : reproducible::exp(-beyond / smooth.sigma[i]);
    total += weight;
    x += weight * positions(neighbours.index(i, j), 0);
    y += weight * positions(neighbours.index(i, j), 1);
  }
  if (total == 0) return;
  mean(i, 0) = static_cast<float>(x / total);
  mean(i, 1) = static_cast<float>(y / total);
}

}  // namespace

Matrix<float> mean_positions(const Context& context, const NeighboursView& neighbours,
                             const MatrixView<float>& positions, std::size_t neighbourhood) {
  // Where the nearest neighbour is at distance 0 for want of any farther, the scale depends on the other points, but
  // then all strengths are 1.
  const SmoothDistances smooth = smooth_distances(context, neighbours, neighbourhood);
  Matrix<float> mean(neighbours.index.rows(), 2, std::numeric_limits<float>::quiet_NaN());
  parallel_blocks(context, mean.rows(), kPointsInBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) write_mean_position(neighbours, smooth, positions, i, mean);
  });
  return mean;
}

}  // namespace proclens

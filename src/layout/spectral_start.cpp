#include "layout/spectral_start.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

#include "core/elementary.hpp"
#include "core/random.hpp"
#include "layout/connected_components.hpp"
#include "layout/laplacian_vectors.hpp"

namespace proclens {
namespace {

constexpr double kSide = 10;
constexpr double kNoise = 1e-4;
constexpr std::uint64_t kNoiseStream = 0x57A2;

/// The rows and columns of the given points, which must be ascending, renumbered from 0.
SparseRows subgraph(const SparseRows& graph, const std::vector<std::uint32_t>& points,
                    std::vector<std::uint32_t>& number) {
  for (std::size_t k = 0; k < points.size(); ++k) number[points[k]] = static_cast<std::uint32_t>(k);
  SparseRows part;
  part.columns = points.size();
  for (const std::uint32_t point : points) {
    for (std::size_t e = graph.row_start[point]; e < graph.row_start[point + 1]; ++e) {
      part.column.push_back(number[graph.column[e]]);
      part.value.push_back(graph.value[e]);
    }
    part.row_start.push_back(part.column.size());
  }
  return part;
}

struct Square {
  double x = 0;
  double y = 0;
  double radius = 0;  ///< half the side of the square
};

/// Squares of area proportional to the sizes, the first in the middle. Each next one lies at the golden angle from the
/// previous one, just outside a disc of twice the area of the squares so far.
std::vector<Square> arrange_squares(const std::vector<std::size_t>& sizes) {
  constexpr double kGoldenAngle = std::numbers::pi * (4 - 2 * std::numbers::phi);
  std::vector<Square> result;
  double area = 0;
  for (std::size_t k = 0; k < sizes.size(); ++k) {
    const double radius = std::sqrt(static_cast<double>(sizes[k]));
    const double reach = k == 0 ? 0 : std::sqrt(2 * area) + 1.5 * radius;
    const double angle = kGoldenAngle * static_cast<double>(k);
    result.push_back({reach * reproducible::cos(angle), reach * reproducible::sin(angle), radius});
    area += 4 * radius * radius / std::numbers::pi;
  }
  return result;
}

void scale_axis(Matrix<float>& start, std::size_t axis) {
  float low = start(0, axis);
  float high = low;
  for (std::size_t i = 0; i < start.rows(); ++i) {
    low = std::min(low, start(i, axis));
    high = std::max(high, start(i, axis));
  }
  const float range = high > low ? high - low : 1.0F;
  for (std::size_t i = 0; i < start.rows(); ++i) {
    start(i, axis) = static_cast<float>(kSide) * (start(i, axis) - low) / range;
  }
}

}  // namespace

Matrix<float> spectral_start(const Context& context, const SparseRows& graph, std::uint64_t seed) {
  const std::size_t points = graph.rows();
  Matrix<float> start(points, 2);
  if (points == 0) return start;
  const Components components = connected_components(graph);
  std::vector<std::size_t> order(components.count());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return components.members[a].size() > components.members[b].size();
  });
  std::vector<std::size_t> sizes;
  sizes.reserve(order.size());
  for (const std::size_t c : order) sizes.push_back(components.members[c].size());
  const std::vector<Square> where = arrange_squares(sizes);
  const double unit = kSide / where[0].radius;
  std::vector<std::uint32_t> number(points);
  LaplacianOptions options;
  options.seed = seed;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const auto& members = components.members[order[k]];
    const LaplacianVectors modes = laplacian_vectors(context, subgraph(graph, members, number), 2, options);
    double peak = 0;
    for (std::size_t i = 0; i < members.size() * 2; ++i) peak = std::max(peak, std::abs(modes.vectors.data()[i]));
    const double scale = peak > 0 ? where[k].radius / peak : 0;
    for (std::size_t i = 0; i < members.size(); ++i) {
      start(members[i], 0) = static_cast<float>(unit * (where[k].x + scale * modes.vectors(i, 0)));
      start(members[i], 1) = static_cast<float>(unit * (where[k].y + scale * modes.vectors(i, 1)));
    }
  }
  const CounterRandom random(seed, kNoiseStream);
  for (std::size_t i = 0; i < 2 * points; ++i) start.data()[i] += static_cast<float>(kNoise * random.normal(i));
  scale_axis(start, 0);
  scale_axis(start, 1);
  return start;
}

}  // namespace proclens

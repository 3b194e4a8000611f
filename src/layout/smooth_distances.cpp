#include "layout/smooth_distances.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>

#include "core/elementary.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBlockSmoothed = 512;
constexpr int kBisections = 64;
constexpr double kTolerance = 1e-5;
constexpr double kMinScale = 1e-3;

/// A point's finite distances; they ascend, so these are a prefix of its row.
std::span<const float> finite_distances(const NeighboursView& neighbours, std::size_t point,
                                        std::size_t max_neighbours) {
  const auto row = neighbours.distance.row(point);
  std::size_t count = 0;
  while (count < std::min(max_neighbours, row.size()) && neighbours.index(point, count) != Neighbours::kNone) ++count;
  return row.first(count);
}

double sum_of(std::span<const float> distances) {
  double sum = 0;
  for (const float d : distances) sum += d;
  return sum;
}

double first_positive(std::span<const float> distances) {
  const auto found = std::find_if(distances.begin(), distances.end(), [](float d) { return d > 0; });
  return found == distances.end() ? 0.0 : static_cast<double>(*found);
}

double strengths(std::span<const float> distances, double rho, double sigma) {
  double sum = 0;
  for (const float d : distances) sum += d > rho ? reproducible::exp(-(d - rho) / sigma) : 1.0;
  return sum;
}

double bisect_sigma(std::span<const float> distances, double rho) {
  const double target = reproducible::log2(static_cast<double>(distances.size() + 1));
  double low = 0;
  double high = std::numeric_limits<double>::infinity();
  double sigma = 1;
  for (int i = 0; i < kBisections; ++i) {
    const double sum = strengths(distances, rho, sigma);
    if (std::abs(sum - target) < kTolerance) break;
    if (sum > target) {
      high = sigma;
      sigma = (low + high) / 2;
    } else {
      low = sigma;
      sigma = std::isinf(high) ? sigma * 2 : (low + high) / 2;
    }
  }
  return sigma;
}

struct Total {
  double distance = 0;
  std::size_t count = 0;
};

/// The mean over all neighbourhoods, where every point counts itself at distance 0.
double mean_distance(const Context& context, const NeighboursView& neighbours, std::size_t max_neighbours) {
  const Total total = reduce_blocks(
      context, neighbours.index.rows(), kBlockSmoothed, Total{},
      [&](std::size_t begin, std::size_t end) {
        Total part;
        for (std::size_t i = begin; i < end; ++i) {
          const auto distances = finite_distances(neighbours, i, max_neighbours);
          part.distance += sum_of(distances);
          part.count += distances.empty() ? 0 : distances.size() + 1;
        }
        return part;
      },
      [](Total& sum, Total&& part) {
        sum.distance += part.distance;
        sum.count += part.count;
      });
  return total.count == 0 ? 0.0 : total.distance / static_cast<double>(total.count);
}

}  // namespace

SmoothDistances smooth_distances(const Context& context, const NeighboursView& neighbours, std::size_t neighbourhood) {
  if (neighbourhood < 2) throw std::invalid_argument("smooth_distances: a neighbourhood is two points or more");
  const std::size_t points = neighbours.index.rows();
  const std::size_t max_neighbours = neighbourhood - 1;
  const double mean_of_all = mean_distance(context, neighbours, max_neighbours);
  SmoothDistances result{std::vector<double>(points), std::vector<double>(points)};
  parallel_blocks(context, points, kBlockSmoothed, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto distances = finite_distances(neighbours, i, max_neighbours);
      const double rho = first_positive(distances);
      const double mean = rho > 0 ? sum_of(distances) / static_cast<double>(distances.size() + 1) : mean_of_all;
      result.rho[i] = rho;
      result.sigma[i] = std::max(bisect_sigma(distances, rho), kMinScale * mean);
    }
  });
  return result;
}

}  // namespace proclens

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "core/linear_algebra/multiply.hpp"
#include "core/parallel.hpp"
#include "core/random.hpp"
#include "embed/reference_distribution.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kSpreadStream = 0x5B4EAD;
constexpr std::size_t kSpreadBlockRows = 256;
constexpr std::size_t kSumRows = 1024;
constexpr int kMaxSpreadIterations = 100;

/// Accumulated in 32 partial sums, so that the compiler can vectorise it.
float dot(const float* a, const float* b, std::size_t d) {
  constexpr std::size_t kSums = 32;
  float sums[kSums] = {};
  const std::size_t whole = d / kSums * kSums;
  for (std::size_t c = 0; c < whole; c += kSums) {
    for (std::size_t s = 0; s < kSums; ++s) sums[s] = std::fma(a[c + s], b[c + s], sums[s]);
  }
  double total = 0;
  for (const float sum : sums) total += sum;
  for (std::size_t c = whole; c < d; ++c) total += static_cast<double>(a[c]) * b[c];
  return static_cast<float>(total);
}

std::vector<double> mass_of_points(const SparseRows& distributions, std::span<const std::uint32_t> multiplicity) {
  std::vector<double> mass(distributions.columns);
  for (std::size_t i = 0; i < distributions.rows(); ++i) {
    for (std::size_t e = distributions.row_start[i]; e < distributions.row_start[i + 1]; ++e) {
      mass[distributions.column[e]] += multiplicity[i] * distributions.value[e];
    }
  }
  return mass;
}

/// The index at which the running sum of `weights` exceeds `share` of the total; entries of weight 0 are never picked.
std::size_t pick(const std::vector<double>& weights, double share) {
  double total = 0;
  for (const double weight : weights) total += weight;
  const double target = share * total;
  double sum = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0) continue;
    sum += weights[i];
    last = i;
    if (sum > target) break;
  }
  return last;
}

/// k-means++: each centre is a point drawn with probability proportional to its mass times its squared distance from
/// the nearest centre so far. Stops early when every point with mass is a centre.
Matrix<float> starting_centres(const Context& context, const Matrix<float>& points, const std::vector<double>& mass,
                               std::size_t max_centres, std::uint64_t seed) {
  const CounterRandom random(seed, kSpreadStream);
  const std::size_t d = points.columns();
  std::vector<double> distance(points.rows(), 1.0);  // to the nearest centre, squared; initially all equal
  std::vector<double> weight = mass;
  std::vector<std::size_t> chosen;
  while (chosen.size() < max_centres && std::any_of(weight.begin(), weight.end(), [](double w) { return w > 0; })) {
    const std::size_t next = pick(weight, random.uniform(chosen.size()));
    const bool first = chosen.empty();
    chosen.push_back(next);
    const auto centre = points.row(next);
    parallel_blocks(context, points.rows(), kSpreadBlockRows, [&](std::size_t begin, std::size_t end) {
      for (std::size_t j = begin; j < end; ++j) {
        const float product = dot(points.row(j).data(), centre.data(), d);
        const double to_next = std::max(0.0, 2.0 - 2.0 * static_cast<double>(product));
        distance[j] = first ? to_next : std::min(distance[j], to_next);
      }
    });
    distance[next] = 0;
    for (std::size_t j = 0; j < weight.size(); ++j) weight[j] = mass[j] * distance[j];
    for (const std::size_t c : chosen) weight[c] = 0;
  }
  Matrix<float> centres(chosen.size(), d);
  for (std::size_t k = 0; k < chosen.size(); ++k) std::ranges::copy(points.row(chosen[k]), centres.row(k).begin());
  return centres;
}

/// Each point's nearest centre: the one with the largest x·y − ½‖x‖², ties by index.
std::vector<std::uint32_t> nearest_centres(const Context& context, const Matrix<float>& points,
                                           const Matrix<float>& centres) {
  const std::size_t d = points.columns();
  const std::size_t r = centres.rows();
  std::vector<float> half_square(r);
  for (std::size_t k = 0; k < r; ++k) {
    double squares = 0;
    for (const float value : centres.row(k)) squares += static_cast<double>(value) * value;
    half_square[k] = static_cast<float>(squares / 2);
  }
  std::vector<std::uint32_t> nearest(points.rows());
  parallel_blocks(context, points.rows(), kSpreadBlockRows, [&](std::size_t begin, std::size_t end) {
    Matrix<float> product(end - begin, r);
    multiply_block(Op::none, Op::transpose, end - begin, r, d, 1.0F, points.row(begin).data(), d, centres.data(), d,
                   0.0F, product.data(), r);
    for (std::size_t j = begin; j < end; ++j) {
      const auto row = product.row(j - begin);
      std::size_t best = 0;
      for (std::size_t k = 1; k < r; ++k) {
        if (row[k] - half_square[k] > row[best] - half_square[best]) best = k;
      }
      nearest[j] = static_cast<std::uint32_t>(best);
    }
  });
  return nearest;
}

struct WeightedSums {
  Matrix<double> sums;  ///< r × d
  std::vector<double> masses;
};

/// Σ mass·point and Σ mass over the points of each centre.
WeightedSums sums_by_centre(const Context& context, const Matrix<float>& points, const std::vector<double>& mass,
                            const std::vector<std::uint32_t>& nearest, std::size_t r) {
  const auto none = [&] { return WeightedSums{Matrix<double>(r, points.columns()), std::vector<double>(r)}; };
  return reduce_blocks(
      context, points.rows(), std::max(kSumRows, points.rows() / 32 + 1), none(),
      [&](std::size_t begin, std::size_t end) {
        WeightedSums part = none();
        for (std::size_t j = begin; j < end; ++j) {
          if (mass[j] <= 0) continue;
          part.masses[nearest[j]] += mass[j];
          const auto from = points.row(j);
          double* to = part.sums.row(nearest[j]).data();
          for (std::size_t c = 0; c < from.size(); ++c) to[c] += mass[j] * from[c];
        }
        return part;
      },
      [](WeightedSums& total, WeightedSums&& part) {
        std::transform(total.masses.begin(), total.masses.end(), part.masses.begin(), total.masses.begin(),
                       std::plus<>{});
        double* sums = total.sums.data();
        std::transform(sums, sums + total.sums.rows() * total.sums.columns(), part.sums.data(), sums, std::plus<>{});
      });
}

/// The mean of each centre's points; centres without mass are dropped.
ReferenceDistribution means(const WeightedSums& sums) {
  ReferenceDistribution result;
  double total = 0;
  for (const double mass : sums.masses) total += mass;
  std::vector<std::size_t> kept;
  for (std::size_t k = 0; k < sums.masses.size(); ++k) {
    if (sums.masses[k] > 0) kept.push_back(k);
  }
  result.points = Matrix<float>(kept.size(), sums.sums.columns());
  for (std::size_t k = 0; k < kept.size(); ++k) {
    const double mass = sums.masses[kept[k]];
    result.masses.push_back(mass / total);
    const auto from = sums.sums.row(kept[k]);
    std::transform(from.begin(), from.end(), result.points.row(k).begin(),
                   [mass](double sum) { return static_cast<float>(sum / mass); });
  }
  return result;
}

}  // namespace

ReferenceDistribution spread_reference(const Context& context, const SparseRows& distributions,
                                       std::span<const std::uint32_t> multiplicity, const UnitVectors& vectors,
                                       std::size_t max_points, std::uint64_t seed) {
  const std::vector<double> mass = mass_of_points(distributions, multiplicity);
  Matrix<float> centres = starting_centres(context, vectors.points, mass, max_points, seed);
  ReferenceDistribution result{std::move(centres), {}};
  std::vector<std::uint32_t> nearest;
  for (int iteration = 0; iteration < kMaxSpreadIterations && result.points.rows() > 0; ++iteration) {
    context.check_cancelled();
    std::vector<std::uint32_t> next = nearest_centres(context, vectors.points, result.points);
    if (next == nearest) break;
    nearest = std::move(next);
    result = means(sums_by_centre(context, vectors.points, mass, nearest, result.points.rows()));
  }
  return result;
}

}  // namespace proclens

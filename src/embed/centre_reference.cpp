#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "embed/reference_distribution.hpp"
#include "proclens/bag_distributions.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kCentreStream = 0xCE272E;
constexpr double kScatter = 0.01;
constexpr int kMaxCentreIterations = 10000;
constexpr double kSettled = 1e-13;

/// The median number of features of an object, rounded down.
std::size_t median_features(const SparseRowsView& bags, std::span<const std::uint32_t> multiplicity) {
  std::vector<std::pair<std::size_t, std::uint64_t>> sizes;  // bag size, number of objects
  std::uint64_t objects = 0;
  for (std::size_t i = 0; i < bags.rows(); ++i) {
    sizes.emplace_back(bags.row_columns(i).size(), multiplicity[i]);
    objects += multiplicity[i];
  }
  if (objects == 0) return 0;
  std::sort(sizes.begin(), sizes.end());
  const auto at = [&](std::uint64_t rank) {
    std::size_t i = 0;
    for (; rank >= sizes[i].second; ++i) rank -= sizes[i].second;
    return sizes[i].first;
  };
  return (at((objects - 1) / 2) + at(objects / 2)) / 2;
}

/// The first right singular vector of √M·A by power iteration, starting from the column sums. A has no negative entry,
/// so neither has its first singular vector, and the start cannot be orthogonal to it.
std::vector<double> first_right_singular_vector(const Context& context, const SparseRows& a,
                                                std::span<const std::uint32_t> multiplicity) {
  std::vector<double> v(a.columns, 1.0);
  std::vector<double> next(a.columns);
  for (int iteration = 0; iteration < kMaxCentreIterations; ++iteration) {
    context.check_cancelled();
    std::fill(next.begin(), next.end(), 0.0);
    for (std::size_t i = 0; i < a.rows(); ++i) {
      double sum = 0;
      for (std::size_t e = a.row_start[i]; e < a.row_start[i + 1]; ++e) sum += a.value[e] * v[a.column[e]];
      sum *= multiplicity[i];
      for (std::size_t e = a.row_start[i]; e < a.row_start[i + 1]; ++e) next[a.column[e]] += a.value[e] * sum;
    }
    const double length = std::sqrt(std::inner_product(next.begin(), next.end(), next.begin(), 0.0));
    if (!(length > 0)) return next;
    double change = 0;
    for (std::size_t j = 0; j < v.size(); ++j) {
      next[j] /= length;
      change = std::max(change, std::abs(next[j] - v[j]));
    }
    std::swap(v, next);
    if (change < kSettled) break;
  }
  return v;
}

/// −v·V, scaled to length 1; zero when that is zero.
std::vector<double> centre(const std::vector<double>& v, const MatrixView<float>& vectors) {
  std::vector<double> result(vectors.columns());
  for (std::size_t j = 0; j < vectors.rows(); ++j) {
    const auto row = vectors.row(j);
    for (std::size_t c = 0; c < row.size(); ++c) result[c] -= v[j] * row[c];
  }
  const double length = std::sqrt(std::inner_product(result.begin(), result.end(), result.begin(), 0.0));
  if (length > 0) {
    for (double& x : result) x /= length;
  }
  return result;
}

}  // namespace

ReferenceDistribution centre_reference(const Context& context, const SparseRowsView& weighted,
                                       std::span<const std::uint32_t> multiplicity, const MatrixView<float>& vectors,
                                       std::uint64_t seed) {
  const SparseRows whole_bags = bag_distributions(weighted, std::max<std::size_t>(1, weighted.columns())).rows;
  const std::vector<double> middle = centre(first_right_singular_vector(context, whole_bags, multiplicity), vectors);
  const std::size_t r = std::max<std::size_t>(1, median_features(weighted, multiplicity));
  const std::size_t d = vectors.columns();
  const CounterRandom random(seed, kCentreStream);
  ReferenceDistribution result{Matrix<float>(r, d), std::vector<double>(r, 1.0 / static_cast<double>(r))};
  std::vector<double> point(d);
  for (std::size_t k = 0; k < r; ++k) {
    for (std::size_t c = 0; c < d; ++c) point[c] = middle[c] + kScatter * random.normal(k * d + c);
    const double length = std::sqrt(std::inner_product(point.begin(), point.end(), point.begin(), 0.0));
    std::transform(point.begin(), point.end(), result.points.row(k).begin(),
                   [length](double x) { return static_cast<float>(x / length); });
  }
  return result;
}

}  // namespace proclens

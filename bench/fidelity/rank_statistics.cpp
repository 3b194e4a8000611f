#include "fidelity/rank_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace proclens {
namespace {

std::vector<double> mean_ranks(std::span<const float> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = 0.5 * static_cast<double>(begin + end - 1);
    begin = end;
  }
  return ranks;
}

double pearson(const std::vector<double>& one, const std::vector<double>& other) {
  const auto n = static_cast<double>(one.size());
  const double mean_one = std::accumulate(one.begin(), one.end(), 0.0) / n;
  const double mean_other = std::accumulate(other.begin(), other.end(), 0.0) / n;
  double both = 0;
  double square_one = 0;
  double square_other = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    both += (one[i] - mean_one) * (other[i] - mean_other);
    square_one += (one[i] - mean_one) * (one[i] - mean_one);
    square_other += (other[i] - mean_other) * (other[i] - mean_other);
  }
  return both / std::sqrt(square_one * square_other);
}

}  // namespace

double spearman(std::span<const float> one, std::span<const float> other) {
  return pearson(mean_ranks(one), mean_ranks(other));
}

Matrix<std::uint32_t> nearest_bags(const Matrix<float>& distances, std::span<const std::uint32_t> queries,
                                   std::size_t k) {
  Matrix<std::uint32_t> nearest(queries.size(), k);
  std::vector<std::uint32_t> order;
  for (std::size_t q = 0; q < queries.size(); ++q) {
    order.clear();
    for (std::uint32_t bag = 0; bag < distances.columns(); ++bag) {
      if (bag != queries[q]) order.push_back(bag);
    }
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(k), order.end(),
                      [&](std::uint32_t a, std::uint32_t b) {
                        return distances(q, a) != distances(q, b) ? distances(q, a) < distances(q, b) : a < b;
                      });
    std::copy_n(order.begin(), k, nearest.row(q).begin());
  }
  return nearest;
}

double found_share(const Matrix<std::uint32_t>& truth, const Matrix<std::uint32_t>& found) {
  std::size_t hits = 0;
  for (std::size_t q = 0; q < truth.rows(); ++q) {
    const auto row = found.row(q);
    for (const std::uint32_t bag : truth.row(q)) hits += std::find(row.begin(), row.end(), bag) != row.end() ? 1 : 0;
  }
  return static_cast<double>(hits) / static_cast<double>(truth.rows() * truth.columns());
}

double same_name_share(const Matrix<std::uint32_t>& found, std::span<const std::uint32_t> queries,
                       std::span<const std::string> names) {
  std::size_t same = 0;
  for (std::size_t q = 0; q < queries.size(); ++q) {
    const std::uint32_t first = found(q, 0);
    same += first < names.size() && names[first] == names[queries[q]] ? 1 : 0;
  }
  return static_cast<double>(same) / static_cast<double>(queries.size());
}

}  // namespace proclens

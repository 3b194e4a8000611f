#include "embed/wasserstein_distance.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace proclens {
namespace {

constexpr std::uint32_t kUnused = 0xFFFFFFFFU;

/// The rows of `vectors` in use, scaled to unit length; the others stay zero.
Matrix<float> unit_rows(const Matrix<float>& vectors, const std::vector<bool>& used) {
  Matrix<float> units(vectors.rows(), vectors.columns());
  for (std::size_t i = 0; i < vectors.rows(); ++i) {
    if (!used[i]) continue;
    const auto vector = vectors.row(i);
    double norm = 0;
    for (const float x : vector) norm += static_cast<double>(x) * static_cast<double>(x);
    norm = std::sqrt(norm);
    if (!std::isfinite(norm)) throw std::invalid_argument("wasserstein_space: vectors must be finite");
    if (norm == 0) continue;
    const auto unit = units.row(i);
    // Adding 0 makes −0 a 0, so that equal values are equal bytes.
    for (std::size_t k = 0; k < vector.size(); ++k) unit[k] = static_cast<float>(vector[k] / norm) + 0.0F;
  }
  return units;
}

/// For every row in use the number of its direction; directions are numbered in the order in which they first appear,
/// where `first` lists their rows.
std::vector<std::uint32_t> number_directions(const Matrix<float>& units, const std::vector<bool>& used,
                                             std::vector<std::uint32_t>& first) {
  std::vector<std::uint32_t> sorted;
  for (std::uint32_t i = 0; i < units.rows(); ++i) {
    if (used[i]) sorted.push_back(i);
  }
  const std::size_t bytes = units.columns() * sizeof(float);
  const auto compare = [&](std::uint32_t a, std::uint32_t b) {
    return bytes == 0 ? 0 : std::memcmp(units.row(a).data(), units.row(b).data(), bytes);
  };
  std::sort(sorted.begin(), sorted.end(), [&](std::uint32_t a, std::uint32_t b) {
    const int order = compare(a, b);
    return order != 0 ? order < 0 : a < b;
  });
  std::vector<std::uint32_t> leader(units.rows(), kUnused);  // the first row of the same direction
  for (std::size_t k = 0; k < sorted.size(); ++k) {
    leader[sorted[k]] = k > 0 && compare(sorted[k - 1], sorted[k]) == 0 ? leader[sorted[k - 1]] : sorted[k];
  }
  std::vector<std::uint32_t> number(units.rows(), kUnused);
  for (std::uint32_t i = 0; i < units.rows(); ++i) {
    if (!used[i]) continue;
    if (leader[i] == i) {
      number[i] = static_cast<std::uint32_t>(first.size());
      first.push_back(i);
    } else {
      number[i] = number[leader[i]];
    }
  }
  return number;
}

/// The rows over directions instead of features.
SparseRows merge_columns(const SparseRows& rows, const std::vector<std::uint32_t>& direction, std::size_t directions) {
  SparseRows merged;
  merged.columns = directions;
  merged.row_start.reserve(rows.row_start.size());
  merged.column.reserve(rows.nonzeros());
  merged.value.reserve(rows.nonzeros());
  std::vector<std::pair<std::uint32_t, double>> entries;
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    entries.clear();
    const auto columns = rows.row_columns(i);
    const auto values = rows.row_values(i);
    for (std::size_t k = 0; k < columns.size(); ++k) entries.emplace_back(direction[columns[k]], values[k]);
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [column, mass] : entries) {
      if (merged.column.size() > merged.row_start.back() && merged.column.back() == column) {
        merged.value.back() += mass;
      } else {
        merged.column.push_back(column);
        merged.value.push_back(mass);
      }
    }
    merged.row_start.push_back(merged.column.size());
  }
  return merged;
}

}  // namespace

WassersteinSpace wasserstein_space(const BagDistributions& bags, const Matrix<float>& vectors) {
  if (vectors.rows() != bags.rows.columns) {
    throw std::invalid_argument("wasserstein_space: there must be one vector per feature");
  }
  std::vector<bool> used(vectors.rows(), false);
  for (const std::uint32_t column : bags.rows.column) used[column] = true;
  const Matrix<float> units = unit_rows(vectors, used);
  std::vector<std::uint32_t> first;
  const auto direction = number_directions(units, used, first);
  WassersteinSpace space;
  space.bags.rows = merge_columns(bags.rows, direction, first.size());
  space.directions = Matrix<float>(first.size(), vectors.columns());
  for (std::size_t k = 0; k < first.size(); ++k) {
    std::copy_n(units.row(first[k]).begin(), vectors.columns(), space.directions.row(k).begin());
  }
  return space;
}

WassersteinDistance::WassersteinDistance(const WassersteinSpace& space)
    : space_(space), ground_costs_(space.directions) {}

double WassersteinDistance::operator()(std::size_t a, std::size_t b) {
  if (a == b) return 0;
  if (b < a) std::swap(a, b);
  const SparseRows& rows = space_.bags.rows;
  const auto from = rows.row_columns(a);
  const auto to = rows.row_columns(b);
  if (from.empty() || to.empty()) return std::numeric_limits<double>::infinity();
  costs_.resize(std::max(costs_.size(), from.size() * to.size()));
  ground_costs_.between(from, to, costs_.data(), gathered_);
  constexpr double kNoLimit = std::numeric_limits<double>::infinity();
  return solver_.cost(costs_.data(), to.size(), rows.row_values(a), rows.row_values(b), kNoLimit).cost;
}

}  // namespace proclens

#include "embed/unit_vectors.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "core/hash/hash_slots.hpp"
#include "core/hash/keyed_hash.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBlockVectors = 256;

/// The rows of `vectors` divided by their lengths; zero vectors are left as they are.
Matrix<float> scaled_to_unit(const Context& context, const MatrixView<float>& vectors) {
  Matrix<float> result(vectors.rows(), vectors.columns());
  parallel_blocks(context, vectors.rows(), kBlockVectors, [&](std::size_t begin, std::size_t end) {
    for (std::size_t j = begin; j < end; ++j) {
      const auto from = vectors.row(j);
      double squares = 0;
      for (const float value : from) squares += static_cast<double>(value) * value;
      if (!(squares > 0)) continue;
      const double factor = 1.0 / std::sqrt(squares);
      // Adding zero turns −0 into 0, so that equal vectors have equal bits.
      std::transform(from.begin(), from.end(), result.row(j).begin(),
                     [factor](float value) { return static_cast<float>(value * factor) + 0.0F; });
    }
  });
  return result;
}

bool is_zero(std::span<const float> values) {
  return std::all_of(values.begin(), values.end(), [](float value) { return value == 0; });
}

}  // namespace

UnitVectors unit_vectors(const Context& context, const MatrixView<float>& vectors) {
  const Matrix<float> unit = scaled_to_unit(context, vectors);
  UnitVectors result;
  result.of_vector.assign(vectors.rows(), UnitVectors::kNone);
  std::vector<std::size_t> first;  // per point, the first vector that became it
  const HashKey key = HashKey::of_process();
  HashSlots points;
  for (std::size_t j = 0; j < unit.rows(); ++j) {
    const auto row = unit.row(j);
    if (is_zero(row)) continue;
    const std::string_view bytes(reinterpret_cast<const char*>(row.data()), row.size_bytes());
    const auto next = static_cast<std::uint32_t>(first.size());
    result.of_vector[j] = points.find_or_add(keyed_hash(bytes, key), next, [&](std::uint32_t point) {
      return std::ranges::equal(unit.row(first[point]), row);
    });
    if (result.of_vector[j] == next) first.push_back(j);
  }
  result.points = Matrix<float>(first.size(), vectors.columns());
  for (std::size_t i = 0; i < first.size(); ++i) std::ranges::copy(unit.row(first[i]), result.points.row(i).begin());
  return result;
}

SparseRows distributions_over_points(const BagDistributions& bags, const UnitVectors& vectors) {
  const SparseRows& rows = bags.rows;
  if (rows.columns != vectors.of_vector.size()) {
    throw std::invalid_argument("distributions_over_points: one vector per feature");
  }
  SparseRows result;
  result.columns = vectors.points.rows();
  result.row_start.reserve(rows.rows() + 1);
  std::vector<std::pair<std::uint32_t, double>> entries;
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    entries.clear();
    for (std::size_t e = rows.row_start[i]; e < rows.row_start[i + 1]; ++e) {
      const std::uint32_t point = vectors.of_vector[rows.column[e]];
      if (point != UnitVectors::kNone) entries.emplace_back(point, rows.value[e]);
    }
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::size_t begin = result.column.size();
    double total = 0;
    for (const auto& [point, mass] : entries) {
      total += mass;
      if (result.column.size() > begin && result.column.back() == point) {
        result.value.back() += mass;
      } else {
        result.column.push_back(point);
        result.value.push_back(mass);
      }
    }
    for (std::size_t e = begin; e < result.value.size(); ++e) result.value[e] /= total;
    result.row_start.push_back(result.column.size());
  }
  return result;
}

}  // namespace proclens

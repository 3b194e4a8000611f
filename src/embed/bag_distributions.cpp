#include "proclens/bag_distributions.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "core/require_valid.hpp"

namespace proclens {
namespace {

/// Fills `kept` with the indices within a row of its heaviest positive values, ascending.
void heaviest_indices(std::span<const double> values, std::size_t max_features, std::vector<std::size_t>& kept) {
  kept.clear();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] < 0) throw std::invalid_argument("bag_distributions: a weight is negative");
    if (values[i] > 0) kept.push_back(i);
  }
  if (kept.size() <= max_features) return;
  const auto heavier = [&](std::size_t a, std::size_t b) {
    return values[a] != values[b] ? values[a] > values[b] : a < b;
  };
  std::nth_element(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(max_features), kept.end(), heavier);
  kept.resize(max_features);
  std::sort(kept.begin(), kept.end());
}

/// Drops the lightest of `kept`, as long as the others hold `mass` of their sum.
void drop_lightest(std::span<const double> values, double mass, std::vector<std::size_t>& kept) {
  if (mass >= 1 || kept.empty()) return;
  std::sort(kept.begin(), kept.end(),
            [&](std::size_t a, std::size_t b) { return values[a] != values[b] ? values[a] > values[b] : a < b; });
  const double largest = values[kept.front()];  // divided by it, the sum is finite
  double total = 0;
  for (const std::size_t i : kept) total += values[i] / largest;
  double held = 0;
  std::size_t count = 0;
  while (count < kept.size() && held < mass * total) held += values[kept[count++]] / largest;
  kept.resize(count);
  std::sort(kept.begin(), kept.end());
}

}  // namespace

BagDistributions bag_distributions(const SparseRowsView& weighted, std::size_t max_features, double mass) {
  if (max_features == 0) throw std::invalid_argument("bag_distributions: max_features must be at least 1");
  if (!(mass > 0 && mass <= 1)) throw std::invalid_argument("bag_distributions: mass must be above 0 and at most 1");
  require_valid("bag_distributions", weighted.validate());
  BagDistributions result;
  SparseRows& rows = result.rows;
  rows.columns = weighted.columns();
  rows.row_start.reserve(weighted.rows() + 1);
  rows.column.reserve(weighted.nonzeros());
  rows.value.reserve(weighted.nonzeros());
  std::vector<std::size_t> kept;
  for (std::size_t bag = 0; bag < weighted.rows(); ++bag) {
    const auto columns = weighted.row_columns(bag);
    const auto values = weighted.row_values(bag);
    heaviest_indices(values, max_features, kept);
    drop_lightest(values, mass, kept);
    // Dividing by the largest first keeps the sum finite and above zero for any finite weights.
    double largest = 0;
    for (const std::size_t i : kept) largest = std::max(largest, values[i]);
    double total = 0;
    for (const std::size_t i : kept) total += values[i] / largest;
    for (const std::size_t i : kept) {
      const double share = values[i] / largest / total;
      if (share == 0) continue;  // underflows next to the row's heaviest features
      rows.column.push_back(columns[i]);
      rows.value.push_back(share);
    }
    rows.row_start.push_back(rows.column.size());
  }
  return result;
}

}  // namespace proclens

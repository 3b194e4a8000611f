#include "layout/fuzzy_graph.hpp"

#include <algorithm>
#include <utility>

#include "core/elementary.hpp"
#include "core/linear_algebra/transposed.hpp"
#include "core/parallel.hpp"
#include "layout/smooth_distances.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBlockPoints = 512;

/// Every point's own fuzzy set: row i holds the membership strengths of i's neighbours as seen from i.
SparseRows own_sets(const Context& context, const NeighboursView& neighbours, std::size_t neighbourhood) {
  const SmoothDistances smooth = smooth_distances(context, neighbours, neighbourhood);
  const std::size_t points = neighbours.index.rows();
  const std::size_t max_neighbours = std::min(neighbourhood - 1, neighbours.index.columns());
  SparseRows sets;
  sets.columns = points;
  std::vector<std::pair<std::uint32_t, double>> row;
  for (std::size_t i = 0; i < points; ++i) {
    row.clear();
    for (std::size_t j = 0; j < max_neighbours && neighbours.index(i, j) != Neighbours::kNone; ++j) {
      const double beyond = neighbours.distance(i, j) - smooth.rho[i];
      const double strength = beyond <= 0 || smooth.sigma[i] == 0 ? 1.0 : reproducible::exp(-beyond / smooth.sigma[i]);
      if (strength > 0) row.emplace_back(neighbours.index(i, j), strength);
    }
    std::sort(row.begin(), row.end());
    for (const auto& [point, strength] : row) {
      sets.column.push_back(point);
      sets.value.push_back(strength);
    }
    sets.row_start.push_back(sets.column.size());
  }
  return sets;
}

/// Calls each(column, p, q) for every column in either row, ascending; p or q is 0 if its row lacks the column.
template <class Each>
void merge(const SparseRows& a, const SparseRows& b, std::size_t i, Each each) {
  std::size_t left = a.row_start[i];
  std::size_t right = b.row_start[i];
  const std::size_t left_end = a.row_start[i + 1];
  const std::size_t right_end = b.row_start[i + 1];
  while (left < left_end || right < right_end) {
    const std::uint32_t left_column = left < left_end ? a.column[left] : Neighbours::kNone;
    const std::uint32_t right_column = right < right_end ? b.column[right] : Neighbours::kNone;
    const std::uint32_t column = std::min(left_column, right_column);
    const double p = left_column == column ? a.value[left++] : 0;
    const double q = right_column == column ? b.value[right++] : 0;
    each(column, p, q);
  }
}

}  // namespace

SparseRows fuzzy_graph(const Context& context, const NeighboursView& neighbours, std::size_t neighbourhood) {
  const SparseRows own = own_sets(context, neighbours, neighbourhood);
  const SparseRows others = transposed(own);
  SparseRows graph;
  graph.columns = own.columns;
  graph.column.reserve(2 * own.nonzeros());
  graph.value.reserve(2 * own.nonzeros());
  for (std::size_t i = 0; i < own.rows(); ++i) {
    merge(own, others, i, [&](std::uint32_t column, double p, double q) {
      graph.column.push_back(column);
      graph.value.push_back(p + q - p * q);
    });
    graph.row_start.push_back(graph.column.size());
  }
  return graph;
}

SparseRows without_weak_edges(const SparseRows& graph, int epochs) {
  double strongest = 0;
  for (const double weight : graph.value) strongest = std::max(strongest, weight);
  const double lowest = strongest / epochs;
  SparseRows kept;
  kept.columns = graph.columns;
  for (std::size_t i = 0; i < graph.rows(); ++i) {
    for (std::size_t e = graph.row_start[i]; e < graph.row_start[i + 1]; ++e) {
      if (graph.value[e] < lowest) continue;
      kept.column.push_back(graph.column[e]);
      kept.value.push_back(graph.value[e]);
    }
    kept.row_start.push_back(kept.column.size());
  }
  return kept;
}

}  // namespace proclens

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/require_valid.hpp"
#include "neighbour/cell_search.hpp"
#include "neighbour/exhaustive_search.hpp"
#include "neighbour/participants.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

std::string problem_of_row(std::span<const std::uint32_t> index, std::span<const float> distance, std::size_t points) {
  const auto end = std::ranges::find(index, Neighbours::kNone);
  const auto found = static_cast<std::size_t>(end - index.begin());
  if (!std::all_of(end, index.end(), [](std::uint32_t i) { return i == Neighbours::kNone; })) {
    return "a neighbour comes after a place that is left over";
  }
  for (std::size_t k = 0; k < found; ++k) {
    if (index[k] >= points) return "neighbour " + std::to_string(index[k]) + " is no point";
    if (!std::isfinite(distance[k]) || distance[k] < 0) return "a distance must be finite and not negative";
    if (k > 0 && distance[k] < distance[k - 1]) return "distances must ascend";
  }
  return "";
}

std::vector<std::uint32_t> in_order(std::size_t n) {
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

/// Neighbours of the participants as those of all points; the others have none.
Neighbours of_points(const Participants& participants, std::size_t points, Neighbours found) {
  if (participants.size() == points) return found;
  Neighbours result = no_neighbours(points, found.index.columns());
  for (std::size_t i = 0; i < participants.size(); ++i) {
    std::ranges::copy(found.index.row(i), result.index.row(participants.point(i)).begin());
    std::ranges::copy(found.distance.row(i), result.distance.row(participants.point(i)).begin());
  }
  return result;
}

bool by_cells(const Participants& queries, const Participants& references, const NeighbourSearchOptions& options) {
  if (options.search != NeighbourSearch::automatic) return options.search == NeighbourSearch::cells;
  const auto limit = static_cast<double>(options.exhaustive_points);
  const double pairs = static_cast<double>(queries.size()) * static_cast<double>(references.size());
  return pairs > limit * limit && 2 * products_of_cell_search(queries.size(), references.size(), options) < pairs;
}

Neighbours search(const Context& context, const Participants& queries, const Participants& references, bool same,
                  std::size_t k, const NeighbourSearchOptions& options, NeighbourSearchReport& report) {
  if (k == 0 || queries.size() == 0 || references.size() == 0) return no_neighbours(queries.size(), k);
  if (by_cells(queries, references, options)) {
    return cell_search(context, queries, references, same, k, options, report);
  }
  const PackedRows rows = pack(context, references, in_order(references.size()));
  return exhaustive_search(context, {queries, references, rows, same}, in_order(queries.size()), k);
}

}  // namespace

std::string NeighboursView::validate() const {
  if (index.rows() != distance.rows() || index.columns() != distance.columns()) {
    return "indices and distances must have the same shape";
  }
  for (std::size_t i = 0; i < index.rows(); ++i) {
    const std::string problem = problem_of_row(index.row(i), distance.row(i), index.rows());
    if (!problem.empty()) return "point " + std::to_string(i) + ": " + problem;
  }
  return "";
}

std::vector<std::string> NeighbourSearchOptions::validate() const {
  std::vector<std::string> problems;
  check_option(min_recall > 0 && min_recall <= 1, "min_recall", min_recall, "above 0 and at most 1", problems);
  check_option(sample > 0, "sample", sample, "at least 1", problems);
  return problems;
}

Neighbours nearest_neighbours(const Context& context, const EmbeddingView& embedding, std::size_t k) {
  return nearest_neighbours(context, embedding, k, {.search = NeighbourSearch::exhaustive});
}

Neighbours nearest_neighbours(const Context& context, const EmbeddingView& embedding, std::size_t k,
                              const NeighbourSearchOptions& options, NeighbourSearchReport* report) {
  require_valid("nearest_neighbours", options.validate());
  const Participants points(context, embedding);
  NeighbourSearchReport how;
  Neighbours found = search(context, points, points, true, k, options, how);
  if (report != nullptr) *report = how;
  return of_points(points, embedding.vectors.rows(), std::move(found));
}

Neighbours nearest_references(const Context& context, const MatrixView<float>& queries, const EmbeddingView& references,
                              std::size_t k, const NeighbourSearchOptions& options, NeighbourSearchReport* report) {
  require_valid("nearest_references", options.validate());
  if (queries.columns() != references.vectors.columns()) {
    throw std::invalid_argument("nearest_references: queries and references must have vectors of one length");
  }
  const Participants asked(context, EmbeddingView(queries, references.metric));
  const Participants known(context, references);
  NeighbourSearchReport how;
  Neighbours found = search(context, asked, known, false, k, options, how);
  if (report != nullptr) *report = how;
  return of_points(asked, queries.rows(), std::move(found));
}

}  // namespace proclens

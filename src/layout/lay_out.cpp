#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>
#include <vector>

#include "core/random.hpp"
#include "core/require_valid.hpp"
#include "layout/find_ab.hpp"
#include "layout/fuzzy_graph.hpp"
#include "layout/lay_out_isolated.hpp"
#include "layout/optimise_layout.hpp"
#include "layout/spectral_start.hpp"
#include "proclens/layout.hpp"

namespace proclens {
namespace {

constexpr std::size_t kSmallMap = 2500;
constexpr std::size_t kMediumMap = 10000;
constexpr double kStartNoise = 1e-4;
constexpr std::uint64_t kStartNoiseStream = 0x57A3;

int epochs_for(std::size_t points, int asked) {
  if (asked > 0) return asked;
  if (points <= kSmallMap) return 1000;
  return points <= kMediumMap ? 500 : 200;
}

/// The points with at least one edge, ascending.
std::vector<std::uint32_t> joined_points(const SparseRows& graph) {
  std::vector<std::uint32_t> joined;
  for (std::size_t i = 0; i < graph.rows(); ++i) {
    if (graph.row_start[i + 1] > graph.row_start[i]) joined.push_back(static_cast<std::uint32_t>(i));
  }
  return joined;
}

/// The subgraph of the joined points.
SparseRows graph_of(const SparseRows& graph, const std::vector<std::uint32_t>& joined) {
  std::vector<std::uint32_t> number(graph.rows());
  for (std::size_t k = 0; k < joined.size(); ++k) number[joined[k]] = static_cast<std::uint32_t>(k);
  SparseRows part = graph;
  part.columns = joined.size();
  part.row_start.assign(1, 0);
  for (const std::uint32_t point : joined) part.row_start.push_back(graph.row_start[point + 1]);
  for (std::uint32_t& column : part.column) column = number[column];
  return part;
}

/// Where the optimiser starts, for the joined points and the graph between them.
using Start = std::function<Matrix<float>(const std::vector<std::uint32_t>& joined, const SparseRows& graph)>;

Matrix<float> lay_out_from_start(const Context& context, const NeighboursView& neighbours, const LayoutOptions& options,
                                 const Start& start) {
  const std::size_t points = neighbours.index.rows();
  const std::size_t neighbourhood = std::min(options.neighbours, neighbours.index.columns() + 1);
  Matrix<float> map(points, 2);
  std::vector<std::uint32_t> joined;
  Matrix<float> positions;
  if (neighbourhood >= 2) {
    const int epochs = epochs_for(points, options.epochs);
    const SparseRows graph = without_weak_edges(fuzzy_graph(context, neighbours, neighbourhood), epochs);
    joined = joined_points(graph);
    const SparseRows part = graph_of(graph, joined);
    positions = start(joined, part);
    optimise_layout(context, part,
                    {find_ab(options.spread, options.min_dist), epochs, options.negative_sample_rate,
                     options.learning_rate, options.seed},
                    positions);
  }
  for (std::size_t k = 0; k < joined.size(); ++k) {
    map(joined[k], 0) = positions(k, 0);
    map(joined[k], 1) = positions(k, 1);
  }
  lay_out_isolated(joined, options.spread, map);
  return map;
}

}  // namespace

std::vector<std::string> LayoutOptions::validate() const {
  std::vector<std::string> problems;
  check_option(neighbours >= 2, "neighbours", neighbours, "at least 2", problems);
  check_option(spread > 0 && std::isfinite(spread), "spread", spread, "above 0", problems);
  check_option(min_dist >= 0 && min_dist <= spread, "min_dist", min_dist, "from 0 to spread", problems);
  check_option(epochs >= 0, "epochs", epochs, "at least 0", problems);
  check_option(negative_sample_rate >= 0 && std::isfinite(negative_sample_rate), "negative_sample_rate",
               negative_sample_rate, "at least 0", problems);
  check_option(learning_rate > 0 && std::isfinite(learning_rate), "learning_rate", learning_rate, "above 0", problems);
  return problems;
}

Matrix<float> lay_out(const Context& context, const NeighboursView& neighbours, const LayoutOptions& options) {
  require_valid("lay_out", options.validate());
  require_valid("lay_out", neighbours.validate());
  return lay_out_from_start(context, neighbours, options,
                            [&](const std::vector<std::uint32_t>& /*joined*/, const SparseRows& graph) {
                              return spectral_start(context, graph, options.seed);
                            });
}

Matrix<float> lay_out_from(const Context& context, const NeighboursView& neighbours, const MatrixView<float>& start,
                           const LayoutOptions& options) {
  require_valid("lay_out_from", options.validate());
  require_valid("lay_out_from", neighbours.validate());
  if (start.rows() != neighbours.index.rows() || (start.columns() != 2 && start.rows() > 0)) {
    throw std::invalid_argument("lay_out_from: start must have two columns and a row for each point");
  }
  for (std::size_t i = 0; i < start.rows(); ++i) {
    if (!std::isfinite(start(i, 0)) || !std::isfinite(start(i, 1))) {
      throw std::invalid_argument("lay_out_from: start must be finite");
    }
  }
  const CounterRandom noise(options.seed, kStartNoiseStream);
  return lay_out_from_start(
      context, neighbours, options, [&](const std::vector<std::uint32_t>& joined, const SparseRows& /*graph*/) {
        Matrix<float> places(joined.size(), 2);
        for (std::size_t k = 0; k < joined.size(); ++k) {
          for (std::size_t axis = 0; axis < 2; ++axis) {
            places(k, axis) = start(joined[k], axis) +
                              static_cast<float>(kStartNoise * noise.normal(2 * std::uint64_t{joined[k]} + axis));
          }
        }
        return places;
      });
}

}  // namespace proclens

#include "model/place_bags.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include "core/parallel.hpp"
#include "layout/mean_positions.hpp"
#include "model/equal_vectors.hpp"
#include "proclens/hellinger.hpp"
#include "proclens/information_weights.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

constexpr std::size_t kQueriesInBlock = 64;

/// Per query the map's bag with the same vector, or kNone.
std::vector<std::uint32_t> equal_bags(const Context& context, const MapModel& model, const Embedding& queries) {
  const EqualVectors of_map(context, model.bags.vectors);
  std::vector<std::uint32_t> equal(queries.vectors.rows(), PlacedBags::kNone);
  parallel_blocks(context, equal.size(), kQueriesInBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (has_direction(queries, i)) equal[i] = of_map.find(queries.vectors.row(i)).value_or(PlacedBags::kNone);
    }
  });
  return equal;
}

/// Per query the nearest bag of the map if it has the same shares up to rounding, or kNone.
std::vector<std::uint32_t> equal_by_distance(const Neighbours& neighbours) {
  constexpr float kEqual = 1e-7F;  // rounding of square roots of shares adds up to less
  std::vector<std::uint32_t> equal(neighbours.index.rows(), PlacedBags::kNone);
  for (std::size_t i = 0; i < equal.size(); ++i) {
    if (neighbours.distance(i, 0) <= kEqual) equal[i] = neighbours.index(i, 0);
  }
  return equal;
}

SparseRows weighted_like_map(const MapModel& model, const SparseRowsView& counts) {
  if (counts.columns() != model.weights.size()) throw std::invalid_argument("place_bags: one column for each feature");
  const std::vector<std::uint32_t> ones(counts.rows(), 1);
  return weighted_bags(BagsView(counts, ones), model.weights);
}

/// The queries' neighbours among the map's bags, found as the map's own were.
Neighbours neighbours_on_map(const Context& context, const MapModel& model, const SparseRowsView& map_counts,
                             const SparseRows& queries, const Embedding& embedded, const NeighbourSearchOptions& search,
                             NeighbourSearchReport& report) {
  const std::size_t k = model.layout.neighbours - 1;
  if (model.neighbour_distance == NeighbourDistance::embedding) {
    return nearest_references(context, embedded.vectors, model.bags, k, search, &report);
  }
  const TransportNeighbourOptions options =
      TransportNeighbourOptions::of(model.neighbour_distance, k, model.embedding.max_bag_features, search);
  return transport_references(context, queries, weighted_like_map(model, map_counts), model.vectors, options, &report);
}

/// @param equal per query the bag of the map that is the same, or kNone
PlacedBags placed_among(const Context& context, const MapModel& model, Neighbours neighbours,
                        const std::vector<std::uint32_t>& equal) {
  const std::size_t q = equal.size();
  Matrix<float> positions = mean_positions(context, neighbours, model.positions, model.layout.neighbours);
  PlacedBags placed{{},
                    std::vector<std::uint32_t>(q, PlacedBags::kNone),
                    std::vector<float>(q, std::numeric_limits<float>::infinity()),
                    {},
                    std::move(positions),
                    std::vector<std::int32_t>(q, -1),
                    {}};
  for (std::size_t i = 0; i < q; ++i) {
    if (equal[i] != PlacedBags::kNone) {
      placed.nearest[i] = equal[i];
      placed.distance[i] = 0;
      std::ranges::copy(model.positions.row(equal[i]), placed.positions.row(i).begin());
      placed.cluster[i] = model.cluster[equal[i]];
      continue;
    }
    if (neighbours.index(i, 0) == Neighbours::kNone) continue;
    placed.nearest[i] = neighbours.index(i, 0);
    placed.distance[i] = neighbours.distance(i, 0);
    const std::int32_t cluster = model.cluster[placed.nearest[i]];
    const bool within = cluster >= 0 && placed.distance[i] <= model.reach[static_cast<std::size_t>(cluster)];
    placed.cluster[i] = within ? cluster : -1;
  }
  placed.neighbours = std::move(neighbours);
  return placed;
}

}  // namespace

PlacedBags place_bags(const Context& context, const MapModel& model, const SparseRowsView& map_counts,
                      const SparseRowsView& counts, const NeighbourSearchOptions& search) {
  if (model.distance != BagDistance::wasserstein) throw std::invalid_argument("place_bags: the map has no embedding");
  const SparseRows weighted = weighted_like_map(model, counts);
  Embedding embedding = project_bags(context, model.embedding, weighted, model.vectors);
  NeighbourSearchReport report;
  Neighbours neighbours = neighbours_on_map(context, model, map_counts, weighted, embedding, search, report);
  const std::vector<std::uint32_t> equal = equal_bags(context, model, embedding);
  PlacedBags placed = placed_among(context, model, std::move(neighbours), equal);
  placed.vectors = std::move(embedding.vectors);
  placed.search = report;
  return placed;
}

PlacedBags place_bags_by_hellinger(const Context& context, const MapModel& model, const SparseRowsView& map_counts,
                                   const SparseRowsView& counts) {
  const SparseRows of_map = hellinger_rows(weighted_like_map(model, map_counts));
  const SparseRows queries = hellinger_rows(weighted_like_map(model, counts));
  Neighbours neighbours = hellinger_references(context, queries, of_map, model.layout.neighbours - 1);
  const std::vector<std::uint32_t> equal = equal_by_distance(neighbours);
  PlacedBags placed = placed_among(context, model, std::move(neighbours), equal);
  placed.vectors = Matrix<float>(counts.rows(), 0);
  return placed;
}

}  // namespace proclens

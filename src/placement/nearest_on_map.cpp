#include "placement/nearest_on_map.hpp"

#include <algorithm>

#include "placement/stacked.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/information_weights.hpp"

namespace proclens {
namespace {

/// Candidates for the placed bags, which come after those of the map, and for a sample of the latter.
Matrix<std::uint32_t> candidates_of(const RecordedMap& map, const PlacedObjects& placed,
                                    const std::vector<std::size_t>& sampled) {
  const std::size_t u = map.bags.distinct();
  Matrix<std::uint32_t> candidates(u + placed.cluster.size(), map.neighbours.index.columns(), Neighbours::kNone);
  for (const std::size_t bag : sampled) std::ranges::copy(map.neighbours.index.row(bag), candidates.row(bag).begin());
  for (std::size_t bag = 0; bag < placed.cluster.size(); ++bag) {
    if (placed.same_on_map[bag] != PlacedObjects::kNoPlace) continue;
    std::ranges::copy(placed.neighbours.index.row(bag), candidates.row(u + bag).begin());
  }
  return candidates;
}

std::vector<std::size_t> evenly_spaced(std::size_t bags, std::size_t sample) {
  const std::size_t step = std::max<std::size_t>(1, (bags + sample - 1) / std::max<std::size_t>(1, sample));
  std::vector<std::size_t> chosen;
  for (std::size_t bag = 0; bag < bags && sample > 0; bag += step) chosen.push_back(bag);
  return chosen;
}

/// The nearest bag, exactly, of those that need one: placed bags come after those of the map.
Neighbours exact_nearest(const Context& context, const RecordedMap& map, const PlacedObjects& placed,
                         const std::vector<std::size_t>& sampled) {
  const SparseRows counts = stacked_rows(map.bags.counts, placed.bags.counts);
  const std::vector<std::uint32_t> ones(counts.rows(), 1);
  const BagDistributions bags =
      bag_distributions(weighted_bags(BagsView(counts, ones), map.model.weights), map.model.embedding.max_bag_features);
  ExactNeighbourOptions options;
  options.neighbours = 1;
  return exact_neighbours(context, candidates_of(map, placed, sampled), bags, map.model.vectors, options);
}

/// The same on a map by the Hellinger distance, where the recorded neighbours are exact.
Neighbours recorded_nearest(const RecordedMap& map, const PlacedObjects& placed) {
  const std::size_t u = map.bags.distinct();
  Neighbours nearest{Matrix<std::uint32_t>(u + placed.cluster.size(), 1), Matrix<float>(u + placed.cluster.size(), 1)};
  for (std::size_t row = 0; row < nearest.index.rows(); ++row) {
    const Neighbours& recorded = row < u ? map.neighbours : placed.neighbours;
    const std::size_t bag = row < u ? row : row - u;
    nearest.index(row, 0) = recorded.index(bag, 0);
    nearest.distance(row, 0) = recorded.distance(bag, 0);
  }
  return nearest;
}

}  // namespace

NearestOnMap nearest_on_map(const Context& context, const RecordedMap& map, const PlacedObjects& placed,
                            std::size_t sample) {
  const std::size_t u = map.bags.distinct();
  const std::vector<std::size_t> sampled = evenly_spaced(u, sample);
  const Neighbours nearest = map.model.distance == BagDistance::hellinger
                                 ? recorded_nearest(map, placed)
                                 : exact_nearest(context, map, placed, sampled);
  NearestOnMap result;
  for (std::size_t bag = 0; bag < placed.cluster.size(); ++bag) {
    const std::uint32_t same = placed.same_on_map[bag];
    const bool is_same = same != PlacedObjects::kNoPlace;
    result.bag.push_back(is_same ? same : nearest.index(u + bag, 0));
    result.distance.push_back(is_same ? 0.0F : nearest.distance(u + bag, 0));
  }
  for (const std::size_t bag : sampled) {
    if (nearest.index(bag, 0) != Neighbours::kNone) result.within_map.push_back(nearest.distance(bag, 0));
  }
  std::ranges::sort(result.within_map);
  return result;
}

}  // namespace proclens

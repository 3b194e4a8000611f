#include "model/map_model.hpp"

#include <utility>

#include "model/cluster_reach.hpp"

namespace proclens {

MapModel map_model(std::string lens, std::map<std::string, std::string, std::less<>> lens_parameters,
                   std::vector<std::string> feature_names, const DataMap& map, const MapOptions& options) {
  MapModel model{std::move(lens),
                 std::move(lens_parameters),
                 options.distance,
                 std::move(feature_names),
                 map.weights,
                 {},
                 {},
                 {},
                 map.positions,
                 map.clustering.label,
                 cluster_reach(map.neighbours, map.clustering.label, static_cast<std::size_t>(map.clustering.clusters)),
                 map.neighbour_distance,
                 options.layout};
  model.layout.seed = options.seed;
  if (options.distance == BagDistance::hellinger) return model;
  model.vectors = map.vectors;
  model.embedding = map.embedded.model;
  model.bags = map.embedded.embedding;
  return model;
}

}  // namespace proclens

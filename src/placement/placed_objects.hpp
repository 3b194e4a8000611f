// New objects on a finished map.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "lens/lens_bags.hpp"
#include "placement/recorded_map.hpp"
#include "proclens/bags.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"
#include "table/database.hpp"

namespace proclens {

/// A feature that the map does not know: it has no vector, so it does not count in any distance.
struct NewFeature {
  std::string name;
  std::uint64_t objects = 0;  ///< new objects that have it
};

/// Why an object has no place.
enum class WithoutPlace {
  no_features,        ///< its bag is empty
  no_known_features,  ///< the map knows none of them
  no_information,     ///< the map knows them, but they distinguish nothing
};

/// n new objects, whose q distinct bags over the map's v features have a place.
struct PlacedObjects {
  static constexpr std::uint32_t kNoPlace = std::numeric_limits<std::uint32_t>::max();

  std::vector<std::uint32_t> bag_of;            ///< n: the row of the object's bag, or kNoPlace
  std::vector<std::uint32_t> unknown_features;  ///< n: how many of its features the map does not know
  std::vector<NewFeature> new_features;         ///< the most frequent first, ties by name
  Bags bags;                                    ///< q × v; multiplicities count new objects
  std::vector<std::uint32_t> same_on_map;       ///< q: the map's bag with the same counts, or kNoPlace
  Matrix<float> vectors;                        ///< q × k, in the map's embedding
  Matrix<float> positions;                      ///< q × 2
  Neighbours neighbours;                        ///< q, bags of the map
  std::vector<std::int32_t> cluster;            ///< q, −1: none
  std::vector<float> strength;                  ///< q, 0 … 1
  std::vector<std::int32_t> nearest_cluster;    ///< q
  std::vector<float> outlier_score;             ///< q
  NeighbourSearchReport search;                 ///< how the neighbours of bags that the map does not have were found
};

/// Places objects on a map, whose own bags stay as they are. A bag that the map has takes that bag's place, cluster,
/// strength and outlier score. Any other is placed by place_bags(). In a cluster it has its nearest bag's strength;
/// beyond the cluster's reach, that times reach / distance. Its outlier score is that of outlier_scores() among the
/// map's objects alone: new objects do not vouch for each other. An object whose known features have no weight has no
/// place. Deterministic; the same for any number of threads.
/// @param bags counted by the map's lens; features are matched by name, ignoring case
[[nodiscard]] PlacedObjects place_objects(const Context& context, Database& database, const RecordedMap& map,
                                          const LensBags& bags, const NeighbourSearchOptions& search = {});

/// Why an object of `bags` has no place.
[[nodiscard]] WithoutPlace why_without_place(const LensBags& bags, const PlacedObjects& placed, std::size_t object);

}  // namespace proclens

// What it takes to place further objects on a finished map: how their bags are weighted and embedded, and where the
// map's own bags are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "proclens/layout.hpp"
#include "proclens/map.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"
#include "proclens/wasserstein_embedding.hpp"
#include "storage/file_system.hpp"

namespace proclens {

/// u distinct bags over v features, v × d vocabulary vectors, an embedding of k dimensions, c clusters.
struct MapModel {
  std::string lens;                                                 ///< the lens whose bags these are
  std::map<std::string, std::string, std::less<>> lens_parameters;  ///< and what it was told
  BagDistance distance = BagDistance::wasserstein;                  ///< between bags
  std::vector<std::string> feature_names;                           ///< v, valid UTF-8; the content is telemetry
  std::vector<double> weights;                                      ///< v, information weights, ≥ 0
  Matrix<float> vectors;              ///< v × d, vocabulary vectors; empty for the Hellinger distance
  WassersteinModel embedding;         ///< the input of project_bags(); ignored likewise
  Embedding bags;                     ///< u × k, as returned by project_bags(); empty likewise
  Matrix<float> positions;            ///< u × 2
  std::vector<std::int32_t> cluster;  ///< u, 0 … c − 1; −1 for noise
  std::vector<float> reach;           ///< c, see cluster_reach()
  NeighbourDistance neighbour_distance = NeighbourDistance::transport;  ///< of the map's bags; ignored likewise
  LayoutOptions layout;                                                 ///< of the map's layout
};

/// The model of a map made with these options.
[[nodiscard]] MapModel map_model(std::string lens, std::map<std::string, std::string, std::less<>> lens_parameters,
                                 std::vector<std::string> feature_names, const DataMap& map, const MapOptions& options);

/// Writes `model` to the folder `folder`, which must not exist: model.json, and for each array a file in NumPy's format
/// 1.0 (docs/model.md), each with its size and BLAKE3 digest in model.json. The bytes depend only on the model. Throws
/// Error (machine) if something cannot be written.
void write_model(const MapModel& model, const OutputPath& folder);

/// Reads what `write_model` wrote. A folder is either read completely or rejected with an Error (data) that names the
/// file and says why: an unknown version, a missing or unknown entry, a file of the wrong size, digest or type,
/// contradictory shapes, a number out of range or not finite. Memory is bounded by the sizes of the files.
[[nodiscard]] MapModel read_model(const std::filesystem::path& folder);

/// What a model's bags are, without its arrays.
struct ModelLens {
  std::string name;
  std::map<std::string, std::string, std::less<>> parameters;
};
/// Throws like read_model().
[[nodiscard]] ModelLens read_model_lens(const std::filesystem::path& folder);

/// Empty if everything in `model` is consistent, else the first contradiction, as in "weights: 3 values for 4
/// features".
[[nodiscard]] std::string inconsistency(const MapModel& model);

}  // namespace proclens

// A finished map as far as other objects can be placed on it: how their bags are weighed and embedded, and where the
// map's own bags lie.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "proclens/layout.hpp"
#include "proclens/map.hpp"
#include "proclens/matrix.hpp"
#include "proclens/wasserstein_embedding.hpp"
#include "storage/file_system.hpp"

namespace proclens {

/// u distinct bags over v features, v × d vocabulary vectors, an embedding of k dimensions, c clusters.
struct MapModel {
  std::string lens;                        ///< the lens whose bags these are
  std::vector<std::string> feature_names;  ///< v, valid UTF-8; what they say is telemetry
  std::vector<double> weights;             ///< v, information weights, ≥ 0
  Matrix<float> vectors;                   ///< v × d, vocabulary vectors
  WassersteinModel embedding;              ///< what project_bags() takes
  Embedding bags;                          ///< u × k, as project_bags() gives
  Matrix<float> positions;                 ///< u × 2
  std::vector<std::int32_t> cluster;       ///< u, 0 … c − 1; −1 for noise
  std::vector<float> reach;                ///< c, see cluster_reach()
  LayoutOptions layout;                    ///< what the positions were made with
};

/// The model of a map that was made with these options.
[[nodiscard]] MapModel map_model(std::string lens, std::vector<std::string> feature_names, const DataMap& map,
                                 const MapOptions& options);

/// Writes `model` as the folder `folder`, which must not exist: model.json and an array file of NumPy's format 1.0 for
/// each array (docs/model.md), each with its size and BLAKE3 digest in model.json. The bytes depend on the model alone.
/// Throws Error (machine) when something cannot be written.
void write_model(const MapModel& model, const OutputPath& folder);

/// What `write_model` wrote. A folder is taken whole or refused with Error (data) that names the file and says why: a
/// version that this program does not know, a missing or unknown entry, a file of another size, digest or type, shapes
/// that contradict each other, a number out of range or not finite. Memory is bounded by the sizes of the files.
[[nodiscard]] MapModel read_model(const std::filesystem::path& folder);

/// Empty when everything in `model` fits together, else what does not, as in "weights: 3 values for 4 features".
[[nodiscard]] std::string inconsistency(const MapModel& model);

}  // namespace proclens

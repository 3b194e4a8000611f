// The input of the fidelity measurement: the bags, weights and vectors of a finished map, read from its files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "proclens/bags.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// The distinct bags with information; the others have no direction in an embedding and are left out.
struct MapTables {
  Bags bags;                               ///< u × v
  std::vector<std::string> process_names;  ///< u, lower case: the most frequent name among a bag's processes
  std::vector<std::string> hashes;         ///< u, the pid_hash of one process with the bag
  std::vector<double> weights;             ///< v, information weights
  Matrix<float> vectors;                   ///< v × d, vocabulary vectors
};

/// Reads points.parquet, bags.parquet and vocabulary.parquet of `folder` (OUT/images). Throws Error like Database.
[[nodiscard]] MapTables read_map_tables(const std::filesystem::path& folder);

/// Reads vectors for the same bags from a Parquet file with the columns pid_hash and vector FLOAT[], one row per
/// process.
/// @return u × d
/// Throws Error (data) if a bag's process is not in the file.
[[nodiscard]] Matrix<float> read_other_vectors(const std::filesystem::path& file,
                                               const std::vector<std::string>& hashes);

}  // namespace proclens

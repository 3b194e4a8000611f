// One of the two maps that are compared, as its folder records it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "proclens/layout.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"
#include "table/database.hpp"

namespace proclens {

/// u distinct bags. All texts are valid UTF-8.
struct ComparedMap {
  std::filesystem::path folder;  ///< OUT/LENS
  std::string title;
  std::string lens;
  std::string object_one, object_many;  ///< the lens's noun for what a bag describes
  bool objects_are_processes = true;
  LayoutOptions layout;                     ///< those that the map was made with
  Matrix<float> positions;                  ///< u × 2
  std::vector<std::uint32_t> multiplicity;  ///< u
  std::vector<std::int32_t> cluster;        ///< u, −1 for noise
  std::size_t clusters = 0;
  Neighbours neighbours;  ///< u × (layout.neighbours − 1), as recorded

  [[nodiscard]] std::size_t points() const noexcept { return multiplicity.size(); }
};

/// Reads manifest.json and bags.parquet of what `proclens map` wrote, also with --onto. Throws Error (data), naming the
/// file, if the folder is not a map, was made by an earlier version, or is damaged.
[[nodiscard]] ComparedMap read_compared_map(Database& database, const std::filesystem::path& folder);

}  // namespace proclens

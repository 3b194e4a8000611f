// The lens `images`: each selected process as a bag of the code images it loaded.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bag/distinct_bags.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

/// What became of the rows of `process_image_load`.
struct LoadCounts {
  std::uint64_t loads = 0;                    ///< all rows
  std::uint64_t counted = 0;                  ///< of them in a selected process's bag
  std::uint64_t without_name = 0;             ///< no file name
  std::uint64_t of_unknown_processes = 0;     ///< left out: no record in `process`
  std::uint64_t of_unselected_processes = 0;  ///< left out with their process by the selection
};

/// The n selected processes as bags over v images.
struct ImageBags {
  DistinctBags distinct;                   ///< n objects, numbered as in `selected`; a process without loads is empty
  std::vector<std::string> feature_names;  ///< v, as first written in the data; valid UTF-8
  std::vector<std::uint64_t> feature_objects;  ///< v, how many processes loaded it
  LoadCounts loads;
};

/// Counts, for each object of the table `selected` (telemetry/selection.hpp) and each path of the view
/// `process_image_load`, how many rows there are. Paths are compared without case and numbered in that order.
/// @param objects the number of rows of `selected`
[[nodiscard]] ImageBags image_bags(const Context& context, Database& database, std::uint64_t objects);

}  // namespace proclens

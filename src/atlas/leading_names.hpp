// The process name that most members of a cluster share.
#pragma once

#include <string>
#include <vector>

#include "lens/lens_bags.hpp"
#include "proclens/map.hpp"
#include "table/database.hpp"

namespace proclens {

/// Names that come first in the topics of clusters; empty where no name leads.
struct LeadingNames {
  std::vector<std::string> clusters;             ///< per cluster of the map
  std::vector<std::vector<std::string>> layers;  ///< per layer of the clustering, and per cluster of that
};

/// For lenses that split objects into tokens, which say how a program was run better than which: the process name that
/// at least half of a cluster's members have, ignoring case, in the spelling that sorts first. For other lenses, none.
/// Needs the table `selected`.
[[nodiscard]] LeadingNames leading_names(Database& database, const LensBags& bags, const DataMap& map);

}  // namespace proclens

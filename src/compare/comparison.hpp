// Two maps of the same things, compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "compare/compared_map.hpp"
#include "compare/matched_items.hpp"
#include "compare/places_from.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

struct ComparisonOptions {
  std::optional<MatchedBy> match;  ///< nullopt: the way that fits, see match_items()
  std::size_t neighbours = 15;     ///< k, of which the common ones are counted; at least 1
};

struct Comparison {
  ComparedMap a, b;
  MatchedItems matched;
  std::size_t neighbours = 0;    ///< k
  std::vector<float> agreement;  ///< per pair, see common_neighbours()
  std::vector<float> moved;      ///< per pair: the distance between the two places, in root mean square radii of A
  AlignedPlaces places;          ///< of B's points
  std::optional<double> mean_agreement;  ///< over the items that have neighbours; nullopt if none has
};

/// Compares the maps in two folders. The table matched_item of match_items() remains in the database. Deterministic;
/// the same for any number of threads. Throws Error like read_compared_map() and match_items().
[[nodiscard]] Comparison compare_maps(const Context& context, Database& database, const std::filesystem::path& a,
                                      const std::filesystem::path& b, const ComparisonOptions& options = {});

}  // namespace proclens

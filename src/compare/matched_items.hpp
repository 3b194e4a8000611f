// What two maps have in common, and at which points it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compare/compared_map.hpp"
#include "table/database.hpp"

namespace proclens {

/// How an item of one map is found on the other.
enum class MatchedBy {
  process,  ///< by pid_hash, ignoring case: two lenses, or two choices of parameters
  object,   ///< by the object's name: command lines, or hosts at a time
  bag,      ///< by the features and their counts: the same lens on other days or hosts
};

/// "process", "object" or "bag".
[[nodiscard]] const char* name_of(MatchedBy match);

/// Pairs of a point of A and a point of B that have items in common, by a, then b.
struct PointPairs {
  std::vector<std::uint32_t> a, b;
  std::vector<std::uint32_t> items;  ///< ≥ 1: how many are at point a on A and at point b on B

  [[nodiscard]] std::size_t size() const noexcept { return a.size(); }
};

struct MatchedItems {
  MatchedBy match = MatchedBy::process;
  PointPairs pairs;
  std::uint64_t items = 0;   ///< on both maps
  std::uint64_t only_a = 0;  ///< on A alone
  std::uint64_t only_b = 0;  ///< on B alone
};

/// Finds the items that both maps have, and leaves them in the table `matched_item` (key, a, b): the lower-case
/// pid_hash, the object's name, or the point of A as text. A pid_hash that a map has several times counts once, at the
/// lowest of its points.
/// @param match nullopt: the first way in the order of MatchedBy by which at least half of the processes of the two
///        maps are matched, else the one that matches most. Objects and bags are compared only between maps of one lens
/// Throws Error: usage if `match` is impossible for these maps, data if they have nothing in common or are damaged.
[[nodiscard]] MatchedItems match_items(Database& database, const ComparedMap& a, const ComparedMap& b,
                                       std::optional<MatchedBy> match);

}  // namespace proclens

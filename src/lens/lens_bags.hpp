// From a lens's rows to bags: the same for every lens.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "lens/lens.hpp"
#include "proclens/context.hpp"
#include "proclens/distinct_bags.hpp"
#include "proclens/ordered_bags.hpp"
#include "table/database.hpp"

namespace proclens {

/// Rows of telemetry that are in no bag.
struct RowsLeftOut {
  std::string reason;  ///< identifier for programs: "without_name"
  std::string why;     ///< text for users: "no file name"
  std::uint64_t count = 0;
};

/// n objects as bags over v features, and the processes that are the objects' members. A plain value: all that a map
/// needs to know about the telemetry, except the processes' own records.
struct LensBags {
  static constexpr std::uint32_t kNoObject = std::numeric_limits<std::uint32_t>::max();

  Lens lens;
  DistinctBags distinct;                  ///< n objects; those without rows have the empty bag
  std::vector<std::string> object_names;  ///< n, in byte order; empty if objects are processes
  std::vector<std::uint32_t> object_of;   ///< per selected process, the object it is a member of, or kNoObject
  /// v, as written in the data, valid UTF-8; ascending ignoring case, or in byte order if objects are split.
  std::vector<std::string> feature_names;
  std::vector<std::string> feature_examples;   ///< v, a path that folds to the feature; empty unless paths are folded
  std::vector<std::uint64_t> feature_objects;  ///< v, how many objects have the feature
  Sequences sequences;                         ///< the objects' distinct sequences; none unless objects are split
  std::uint64_t open_quotes = 0;               ///< objects with a quote that is not closed, if objects are split
  std::uint64_t recorded_rows = 0;             ///< in the dataset, selected or not
  std::uint64_t counted_rows = 0;              ///< of these, how many are in a bag
  std::vector<RowsLeftOut> left_out;           ///< the others, by reason; entries with a count of 0 are omitted

  [[nodiscard]] std::size_t objects() const noexcept { return distinct.bag_of.size(); }
  [[nodiscard]] std::size_t features() const noexcept { return feature_names.size(); }
  /// The number of processes that are members of an object.
  [[nodiscard]] std::uint64_t members() const;
  /// Per object, how many processes are its members.
  [[nodiscard]] std::vector<std::uint32_t> object_members() const;
  /// Per distinct bag, how many processes are members of its objects.
  [[nodiscard]] std::vector<std::uint32_t> bag_members() const;
};

/// Per feature, how many objects have it.
[[nodiscard]] std::vector<std::uint64_t> objects_with_features(const Bags& bags);

/// Makes a lens's bags from the views that it reads and the table `selected`, all of which must exist. Objects that are
/// processes are numbered as in `selected`, others in the order of their names; features are ordered and merged
/// ignoring case, each shown in the spelling that sorts first. If objects are split, a row is a process with an object,
/// and features are the distinct tokens. Cost: two passes over the lens's rows, 20 bytes of
/// memory per row. Throws Error (data) if a count is not a whole number from 1 to 2³¹ − 1, or a process is a member of
/// several objects.
/// @param processes the number of rows of `selected`
[[nodiscard]] LensBags lens_bags(const Context& context, Database& database, const Lens& lens, std::uint64_t processes);

/// Fills in what the names of objects determine: features, bags and sequences. Only for lenses that split objects.
void split_objects(const Context& context, LensBags& bags);

/// Throws Error (data) if there is nothing in any bag: no rows at all, or none of selected processes.
void require_counted_rows(const LensBags& bags);

/// Throws Error (data) if there is nothing to map: nothing in any bag, or only equal bags.
void require_mappable_bags(const LensBags& bags);

}  // namespace proclens

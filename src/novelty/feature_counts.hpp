// How many processes of each group have each feature.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "novelty/image_sets.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// Instead of a day: it is not known.
inline constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();

struct FeatureCount {
  std::uint32_t group = 0;
  std::uint32_t feature = 0;
  std::uint64_t processes = 0;
  std::int32_t first_day = kNoDay;  ///< of those whose day is known
  std::int32_t last_day = kNoDay;
};

/// What is counted of n processes.
struct GroupedProcesses {
  std::span<const std::uint32_t> group;  ///< of each process, less than `groups`
  std::size_t groups = 0;
  std::span<const std::uint32_t> set_of;  ///< its features: a set of `features`
  std::span<const std::int32_t> day;      ///< may be empty: no day is known
};

/// Counts ascending by group and feature; what no process has is left out. O(features of all processes), plus memory
/// for one counter per feature and thread. The same for any number of threads.
[[nodiscard]] std::vector<FeatureCount> count_features(const Context& context, const GroupedProcesses& processes,
                                                       const NumberSets& features);

}  // namespace proclens

// Everything that the audit says about each record, combined.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/assessment/likely_parents.hpp"
#include "audit/assessment/recorded_paths.hpp"
#include "telemetry/lineage.hpp"
#include "telemetry/terms.hpp"

namespace proclens {

/// One entry per record.
struct Assessment {
  Lineages lineages;
  std::vector<FlagSet> flags;
  std::vector<std::int32_t> likely_parent;  ///< a record number, or kNoLikelyParent
  bool has_process_path = true;             ///< if false, the flags on recorded paths are meaningless
};

/// Combines the flags on recorded paths with the others.
/// @param paths from check_recorded_paths; without process_path everything in it is missing
[[nodiscard]] Assessment assess(Lineages lineages, std::vector<FlagSet> flags_of_parents, const RecordedPaths& paths,
                                std::vector<std::int32_t> likely_parent, bool has_process_path);

/// Whether the rebuilt lineage of a record has a parent that is missing or wrong in the recorded one.
[[nodiscard]] bool is_repaired(const Assessment& assessment, std::size_t record);

}  // namespace proclens

// Everything that the audit says of each record, put together.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/likely_parents.hpp"
#include "audit/recorded_paths.hpp"
#include "telemetry/lineage.hpp"
#include "telemetry/terms.hpp"

namespace proclens {

/// One entry per record.
struct Assessment {
  Lineages lineages;
  std::vector<FlagSet> flags;
  std::vector<std::int32_t> likely_parent;  ///< a record, or kNoLikelyParent
  bool has_process_path = true;             ///< false: the flags on recorded paths mean nothing
};

/// Adds the flags on recorded paths to the others.
/// @param paths what check_recorded_paths found; without process_path everything in it is missing
[[nodiscard]] Assessment assess(Lineages lineages, std::vector<FlagSet> flags_of_parents, const RecordedPaths& paths,
                                std::vector<std::int32_t> likely_parent, bool has_process_path);

/// Whether the rebuilt lineage of a record has a parent that the recorded one lacks or has wrong.
[[nodiscard]] bool is_repaired(const Assessment& assessment, std::size_t record);

}  // namespace proclens

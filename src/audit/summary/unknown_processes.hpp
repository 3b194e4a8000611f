// Processes without a record of their own.
#pragma once

#include <cstdint>

#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/records.hpp"

namespace proclens {

struct UnknownProcesses {
  std::uint64_t only_parent = 0, only_loads = 0;  ///< referred to only as a parent, only by image loads
  std::uint64_t parent_and_loads = 0;             ///< by both
  std::uint64_t loads = 0;                        ///< image loads of such processes
  std::uint64_t loads_without_hash = 0;           ///< image loads that name no process
};

/// Counts the processes that have no record but are named as parents by records, or by image loads. Reads the view
/// `process_image_load`.
[[nodiscard]] UnknownProcesses count_unknown_processes(const Context& context, Database& database,
                                                       const Records& records);

}  // namespace proclens

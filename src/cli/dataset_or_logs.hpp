// What a command is given to look at: a dataset, or logs that become one first.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "storage/file_system.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {

struct OpenedSources {
  Dataset dataset;
  std::string name;  ///< of what was given, for titles; may hold anything that file names hold
};

/// One folder with stdview tables is a dataset as it is. Anything else is imported (import/import.hpp) into
/// `output`/dataset, which replaces the one that an earlier import left there.
/// @param allowed bytes of memory
/// Throws Error as Dataset and import_logs do.
[[nodiscard]] OpenedSources open_dataset_or_logs(const Context& context, const std::vector<std::string>& sources,
                                                 const OutputPath& output, std::uint64_t allowed);

}  // namespace proclens

// The input of a command: a dataset, or logs that are first imported into one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "storage/file_system.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {

struct OpenedSources {
  Dataset dataset;
  std::string name;  ///< of the input, for titles; may contain whatever file names can
};

/// A single folder with stdview tables is used as a dataset. Anything else is imported (import/import.hpp) into
/// `output`/dataset, which replaces that of an earlier import.
/// @param allowed bytes of memory
/// Throws Error like Dataset and import_logs.
[[nodiscard]] OpenedSources open_dataset_or_logs(const Context& context, const std::vector<std::string>& sources,
                                                 const OutputPath& output, std::uint64_t allowed);

/// The last part of the path of a dataset or log, for titles; may contain whatever file names can.
[[nodiscard]] std::string source_name(const std::filesystem::path& source);

}  // namespace proclens

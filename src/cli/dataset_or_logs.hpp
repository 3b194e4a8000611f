// The input of a command: a dataset, or logs that are first imported into one.
#pragma once

#include <CLI/App.hpp>
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
/// @param allowed bytes of memory   @param password of encrypted archives of logs; may be empty
/// Throws Error (data) if a source does not exist, and like Dataset and import_logs.
[[nodiscard]] OpenedSources open_dataset_or_logs(const Context& context, const std::vector<std::string>& sources,
                                                 const OutputPath& output, std::uint64_t allowed,
                                                 const std::string& password);

/// Adds --password, for archives of logs.
void add_password_option(CLI::App& command, std::string& password);

/// The last part of the path of a dataset or log, for titles; may contain whatever file names can.
[[nodiscard]] std::string source_name(const std::filesystem::path& source);

}  // namespace proclens

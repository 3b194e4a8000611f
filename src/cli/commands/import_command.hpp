// proclens import: logs in, a dataset out.
#pragma once

#include <CLI/App.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "import/tables/import_report.hpp"
#include "proclens/context.hpp"
#include "storage/output_folder.hpp"

namespace proclens {

/// Imports files and folders of logs into `output`, which is not yet published, with import.json.
/// @param earlier the dataset to add to; empty: none
/// @param allowed bytes of memory
/// @param password of encrypted archives; may be empty
ImportReport import_into(const Context& context, const OutputFolder& output, const std::vector<std::string>& sources,
                         const std::filesystem::path& earlier, std::uint64_t allowed, const std::string& password = {});

/// Everything that an imported dataset holds.
[[nodiscard]] std::vector<std::string> imported_files();

/// Registers the subcommand; parsing it runs it. Throws errors.
/// @param files through which everything is written
CLI::App* add_import_command(CLI::App& app, FileSystem& files);

}  // namespace proclens

// proclens audit: which process records are broken, and why.
#pragma once

#include <CLI/App.hpp>

#include "storage/file_system.hpp"

namespace proclens {

/// Registers the subcommand; parsing it runs it. Throws errors.
/// @param files through which everything is written
CLI::App* add_audit_command(CLI::App& app, FileSystem& files);

}  // namespace proclens

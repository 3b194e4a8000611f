// proclens serve: shows the results in a browser, with all the data behind the page.
#pragma once

#include <CLI/App.hpp>

#include "storage/file_system.hpp"

namespace proclens {

/// Registers the subcommand; parsing it runs it until Ctrl-C. Throws errors.
/// @param files through which everything is written
CLI::App* add_serve_command(CLI::App& app, FileSystem& files);

}  // namespace proclens

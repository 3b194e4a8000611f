// proclens serve: the results in a browser, with the whole data behind the page.
#pragma once

#include <CLI/App.hpp>

#include "storage/file_system.hpp"

namespace proclens {

/// Registers the subcommand; parsing it runs it until Ctrl-C. Errors leave as exceptions.
/// @param files through which everything is written
CLI::App* add_serve_command(CLI::App& app, FileSystem& files);

}  // namespace proclens

// proclens map: from a dataset to a data map of its processes.
#pragma once

#include <CLI/App.hpp>

namespace proclens {

/// Registers the subcommand; parsing it runs it. Errors leave as exceptions.
CLI::App* add_map_command(CLI::App& app);

}  // namespace proclens

// proclens demo: writes an example dataset.
#pragma once

#include <CLI/App.hpp>

namespace proclens {

/// Registers the subcommand; parsing it runs it. Errors leave as exceptions.
CLI::App* add_demo_command(CLI::App& app);

}  // namespace proclens

// proclens demo: writes an example dataset.
#pragma once

#include <CLI/CLI.hpp>

namespace proclens {

/// Adds `demo DIR [--processes N] [--seed S] [--threads T] [--quiet]` to the program. Parsing it runs it; errors are
/// thrown through the parser as `Error`, `Cancelled` or `std::exception` for main to turn into exit codes.
CLI::App* add_demo_command(CLI::App& app);

}  // namespace proclens

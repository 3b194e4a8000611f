// proclens serve: the results in a browser, with the whole data behind the page.
#pragma once

#include <CLI/App.hpp>

namespace proclens {

/// Registers the subcommand; parsing it runs it until Ctrl-C. Errors leave as exceptions.
CLI::App* add_serve_command(CLI::App& app);

}  // namespace proclens

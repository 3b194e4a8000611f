// proclens audit: which process records are broken, and why.
#pragma once

#include <CLI/App.hpp>

namespace proclens {

/// Registers the subcommand; parsing it runs it. Errors leave as exceptions.
CLI::App* add_audit_command(CLI::App& app);

}  // namespace proclens

// The options that say which processes of a dataset a command looks at.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "table/database.hpp"
#include "telemetry/selection.hpp"

namespace proclens {

/// The selection as given on the command line.
struct SelectionArguments {
  std::string since;
  std::string until;
  SelectionOptions options;
};

/// Adds --exclude-lineage, --keep-sensors, --since, --until and --host, in the group "Selection".
void add_selection_options(CLI::App& command, SelectionArguments& arguments);

/// The selection with its times. Throws Error (usage) for one that cannot be parsed.
[[nodiscard]] SelectionOptions parsed_selection(Database& database, const SelectionArguments& arguments);

}  // namespace proclens

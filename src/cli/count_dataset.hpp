// From a dataset to a lens's bags: shared by `map` and `count`.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/options/selection_options.hpp"
#include "contract/bags_contract.hpp"
#include "lens/memory_forecast.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {

/// What to count, as given on the command line.
struct CountArguments {
  std::string lens{lenses().front().name};  ///< one of lenses()
  SelectionArguments selection;
};

/// Adds --lens and the options of the selection, and returns them.
std::vector<CLI::Option*> add_count_options(CLI::App& command, CountArguments& arguments);

struct CountedDataset {
  BagsContract contract;
  MapSize size;  ///< as far as it is now known
};

/// Opens the tables that the lens needs, selects, and counts; creates the table `selected`. Reports the size of the
/// dataset.
/// @param command its name, for messages
/// @param components of the embedding that follows; 0: none
/// Throws Error (usage) for an invalid time, Error (machine) if what follows needs more than `allowed`, and like
/// open_table, select_processes and lens_bags.
[[nodiscard]] CountedDataset count_dataset(const Context& context, Database& database, const Dataset& dataset,
                                           const CountArguments& arguments, const std::string& command,
                                           std::uint64_t components, std::uint64_t allowed);

/// Throws Error (machine) if `needed` exceeds `allowed`.
void check_memory(std::uint64_t needed, std::uint64_t allowed);

}  // namespace proclens

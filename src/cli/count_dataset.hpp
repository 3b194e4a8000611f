// From a dataset to the processes whose bags are counted: shared by `map` and `count`.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/options/selection_options.hpp"
#include "lens/host_lens.hpp"
#include "lens/lens.hpp"
#include "lens/memory_forecast.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/dataset.hpp"
#include "telemetry/selection.hpp"

namespace proclens {

/// What to count, as given on the command line.
struct CountArguments {
  std::vector<std::string> lenses;  ///< names of lenses() and files; empty: those that fit the data
  std::vector<Lens> given_lenses;   ///< instead of these, unless it is empty
  bool fold_paths = false;          ///< of the lenses whose features are paths
  HostLensOptions hosts;            ///< of the lens `hosts`
  bool hosts_given = false;         ///< some of them are on the command line
  SelectionArguments selection;
};

/// Adds --lens and the options of the selection, and returns them.
std::vector<CLI::Option*> add_count_options(CLI::App& command, CountArguments& arguments);

/// A dataset whose processes are selected.
struct SelectedDataset {
  std::vector<Lens> lenses;  ///< those asked for, or those that fit the data; at least one
  SelectionOptions rules;
  SelectionCounts counts;
  MapSize size;  ///< as far as it is now known
};

/// Opens the tables that the lenses need, and creates the table `selected`: all that lens_bags() needs. Reports the
/// size of the dataset, and how lenses were chosen that nobody asked for.
/// @param command its name, for messages
/// @param components of the embedding that follows; 0: none
/// Throws Error (usage) for an invalid time, Error (machine) if what follows needs more than `allowed`, and like
/// fitting_lenses, open_table and select_processes.
[[nodiscard]] SelectedDataset select_dataset(const Context& context, Database& database, const Dataset& dataset,
                                             const CountArguments& arguments, const std::string& command,
                                             std::uint64_t components, std::uint64_t allowed);

/// Throws Error (machine) if `needed` exceeds `allowed`.
void check_memory(std::uint64_t needed, std::uint64_t allowed);

}  // namespace proclens

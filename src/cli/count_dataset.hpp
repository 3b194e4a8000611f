// From a dataset to a lens's bags: what `map` and `count` share.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "contract/bags_contract.hpp"
#include "lens/memory_forecast.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {

/// What is counted, as given on the command line.
struct CountArguments {
  std::string lens{lenses().front().name};
  std::string since;
  std::string until;
  SelectionOptions selection;
};

/// Adds --lens and the options of the selection.
/// @return them
std::vector<CLI::Option*> add_count_options(CLI::App& command, CountArguments& arguments);

struct CountedDataset {
  BagsContract contract;
  MapSize size;  ///< with what is known only now
};

/// Opens the tables that the lens needs, selects, and counts; makes the table `selected`. Says how large the dataset
/// is.
/// @param command its name, for messages
/// @param components of the embedding that is to follow; 0: none
/// Throws Error (usage) for a time that cannot be parsed, Error (machine) when what is to follow needs more than
/// `allowed`, and as open_table, select_processes and lens_bags do.
[[nodiscard]] CountedDataset count_dataset(const Context& context, Database& database, const Dataset& dataset,
                                           const CountArguments& arguments, const std::string& command,
                                           std::uint64_t components, std::uint64_t allowed);

/// Throws Error (machine) when `needed` is more than `allowed`.
void check_memory(std::uint64_t needed, std::uint64_t allowed);

}  // namespace proclens

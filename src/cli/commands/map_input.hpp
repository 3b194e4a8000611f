// What `proclens map` works on, whether it makes a map or places processes on one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "atlas/manifest.hpp"
#include "cli/count_dataset.hpp"
#include "lens/lens_bags.hpp"
#include "lens/memory_forecast.hpp"
#include "proclens/context.hpp"
#include "proclens/map.hpp"
#include "storage/file_system.hpp"
#include "table/database.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {

/// The command line of `map` as given.
struct MapArguments {
  std::vector<std::string> sources;
  std::string password;
  std::string output;
  std::string bags;
  std::string onto;
  std::string distance = "wasserstein";
  std::string reference = "spread";
  std::string neighbour_search = "auto";
  std::string cluster_selection;        ///< "eom" or "leaf"; empty: as suits the lens
  bool min_cluster_size_given = false;  ///< in `map`; otherwise as suits the lens
  std::string title;
  std::string audit;
  std::uint64_t max_memory = 0;
  int threads = 0;
  bool quiet = false;
  bool json = false;
  CountArguments count;
  MapOptions map;
};

/// The input of one or several maps: processes, which the table `selected` holds, and what becomes of them.
struct MapInput {
  std::string title;
  std::vector<SelectionOptions> rules;
  SelectionCounts selection;
  MapSize size;                               ///< as far as it is known
  std::vector<Lens> lenses;                   ///< of the maps, at least one
  std::vector<std::vector<InputFile>> files;  ///< per lens
  bool lenses_fit_data = false;               ///< they were chosen because they fit the data: nobody asked for them
  std::size_t shared_stages = 0;              ///< of the context's reports, those before the first lens's
  std::optional<Dataset> dataset;             ///< that the processes are from, unless bags were given
  std::optional<LensBags> bags;               ///< given as files; otherwise counted from the dataset
};

/// `size` with the counts of `bags`, for forecast_bytes().
[[nodiscard]] MapSize size_with_bags(MapSize size, const LensBags& bags, std::size_t components);

/// Selects the processes of the dataset or the logs that the command line names, or reads bags.
/// @param out where logs are imported to   @param allowed bytes of memory
[[nodiscard]] MapInput read_map_input(const Context& context, Database& database, const MapArguments& arguments,
                                      const OutputPath& out, std::uint64_t allowed);

/// The bags of one of the input's lenses. Bags that were given can be taken only once.
[[nodiscard]] LensBags take_bags(const Context& context, Database& database, MapInput& input, const Lens& lens);

/// A run with this input and its first lens, without what its map adds.
[[nodiscard]] MapRun map_run(const MapInput& input, const std::string& title, const MapOptions& options);

/// The audit whose states colour the map: the one given, or else the one next to the map. Empty without an audit.
[[nodiscard]] std::filesystem::path audit_lineage(const MapArguments& arguments);

}  // namespace proclens

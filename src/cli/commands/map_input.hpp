// What `proclens map` works on, whether it makes a map or places processes on one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "atlas/manifest.hpp"
#include "cli/count_dataset.hpp"
#include "contract/bags_contract.hpp"
#include "lens/lens_bags.hpp"
#include "lens/memory_forecast.hpp"
#include "proclens/context.hpp"
#include "proclens/map.hpp"
#include "storage/file_system.hpp"
#include "table/database.hpp"

namespace proclens {

/// The command line of `map` as given.
struct MapArguments {
  std::vector<std::string> sources;
  std::string output;
  std::string bags;
  std::string onto;
  bool lens_given = false;  ///< by --lens; otherwise a map's own lens counts what is placed on it
  std::string reference = "spread";
  std::string neighbour_search = "auto";
  std::string title;
  std::string audit;
  std::uint64_t max_memory = 0;
  int threads = 0;
  bool quiet = false;
  bool json = false;
  CountArguments count;
  MapOptions map;
};

/// The input of the map, and what is known about its size.
struct MapInput {
  BagsContract contract;
  MapSize size;
  std::vector<InputFile> files;
};

/// `size` with the counts of `bags`, for forecast_bytes().
[[nodiscard]] MapSize size_with_bags(MapSize size, const LensBags& bags, std::size_t components);

/// Counts the dataset, the logs or the bags that the command line names.
/// @param out where logs are imported to   @param allowed bytes of memory
[[nodiscard]] MapInput read_map_input(const Context& context, Database& database, const MapArguments& arguments,
                                      const OutputPath& out, std::uint64_t allowed);

/// The audit whose states colour the map: the one given, or else the one next to the map. Empty without an audit.
[[nodiscard]] std::filesystem::path audit_lineage(const MapArguments& arguments);

}  // namespace proclens

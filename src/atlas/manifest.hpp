// manifest.json: the inputs and options of a map, and what it took to make it.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lens/lens_bags.hpp"
#include "proclens/context.hpp"
#include "proclens/map.hpp"
#include "telemetry/dataset.hpp"
#include "telemetry/selection.hpp"

namespace proclens {

/// A file that a map was made from.
struct InputFile {
  std::string table;  ///< the table that it is part of
  std::string file;   ///< its name
  std::uint64_t bytes = 0;
};

/// The files of the tables that a map of a dataset reads, by their paths below its folder.
[[nodiscard]] std::vector<InputFile> input_files(const Dataset& dataset, const Lens& lens);

/// Everything about one run of `proclens map` except its results.
struct MapRun {
  std::string version;
  std::string title;
  std::vector<InputFile> input;
  /// One, or one for each of several merged contracts (contract/bags_contract.hpp).
  std::vector<SelectionOptions> selections;
  MapOptions options;
  SelectionCounts selection;
  std::vector<std::string> lineage_states;  ///< those that occur, sorted; at most 256
  std::vector<std::string> lineage_flags;   ///< those that occur, in the audit's order
  std::uint64_t forecast_bytes = 0;         ///< the memory forecast made before the work began
};

/// The parts of a manifest that do not depend on the map.
[[nodiscard]] nlohmann::ordered_json input_json(const std::vector<InputFile>& input);
[[nodiscard]] nlohmann::ordered_json stages_json(const std::vector<StageReport>& stages);
[[nodiscard]] nlohmann::ordered_json rows_left_out_json(const LensBags& bags);

/// The rules of a selection as names and values, in the order in which they apply.
[[nodiscard]] nlohmann::ordered_json selection_json(const SelectionOptions& selection);

/// How many processes were selected, and how many records each rule left out.
[[nodiscard]] nlohmann::ordered_json selection_counts_json(const SelectionCounts& counts);

/// How neighbours were searched for, and the share of them found.
[[nodiscard]] nlohmann::ordered_json neighbour_search_json(const NeighbourSearchReport& report);

/// The counts that the summary, the page and the manifest share.
[[nodiscard]] nlohmann::ordered_json map_counts(const MapRun& run, const LensBags& bags, const DataMap& map);

/// The options as names and values, in the order of the stages.
[[nodiscard]] nlohmann::ordered_json map_parameters(const MapRun& run, const Lens& lens);

/// The whole manifest; `stages` are those finished so far.
[[nodiscard]] nlohmann::ordered_json map_manifest(const MapRun& run, const LensBags& bags, const DataMap& map,
                                                  const std::vector<StageReport>& stages);

/// JSON as UTF-8 text; invalid bytes in strings are replaced.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& json);

}  // namespace proclens

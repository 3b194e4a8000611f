// The final summary of `proclens map`.
#pragma once

#include <filesystem>
#include <vector>

#include "atlas/manifest.hpp"

namespace proclens {

/// Prints the summary to stdout: a short table, or the counts as JSON. Prints nothing if quiet, except JSON.
void print_map_summary(const MapRun& run, const LensBags& bags, const DataMap& map,
                       const std::vector<StageReport>& stages, const std::filesystem::path& page, bool as_json,
                       bool quiet);

}  // namespace proclens

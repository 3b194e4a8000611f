// What `proclens map` says at the end.
#pragma once

#include <filesystem>
#include <vector>

#include "atlas/manifest.hpp"

namespace proclens {

/// Prints the summary to stdout: a short table for people, or the counts as JSON. Nothing when quiet, unless as JSON.
void print_map_summary(const MapRun& run, const LensBags& bags, const DataMap& map,
                       const std::vector<StageReport>& stages, const std::filesystem::path& page, bool as_json,
                       bool quiet);

}  // namespace proclens

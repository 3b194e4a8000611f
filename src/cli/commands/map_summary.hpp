// The final summary of `proclens map`, and what it has in common with that of `map --onto`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/left_out.hpp"
#include "atlas/manifest.hpp"

namespace proclens {

/// "  processes           2,969   31 without a recorded lineage"
void print_line(std::string_view name, const std::string& value, const std::string& remark = {});

/// The line of time and memory.
void print_time(double seconds);

/// The share of neighbours found; nothing after an exhaustive search, which finds all.
void print_neighbour_search(const NeighbourSearchReport& report);

/// What was left out, in lines below a title; nothing if it is empty.
void print_left_out(const char* title, const std::vector<LeftOut>& parts);

/// `counts` with time, memory and the page's path.
[[nodiscard]] nlohmann::ordered_json with_run_figures(nlohmann::ordered_json counts, std::uint64_t forecast_bytes,
                                                      const std::vector<StageReport>& stages,
                                                      const std::filesystem::path& page);

/// Prints the summary of a map as a short table.
void print_map_summary(const MapRun& run, const LensBags& bags, const DataMap& map,
                       const std::vector<StageReport>& stages, const std::filesystem::path& page);

/// The same as JSON: lens, counts, time, memory and the page's path.
[[nodiscard]] nlohmann::ordered_json map_summary_json(const MapRun& run, const LensBags& bags, const DataMap& map,
                                                      const std::vector<StageReport>& stages,
                                                      const std::filesystem::path& page);

}  // namespace proclens

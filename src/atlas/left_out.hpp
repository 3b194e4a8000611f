// What a map leaves out or places next to itself, in words that the summary and the page share.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "atlas/manifest.hpp"

namespace proclens {

struct LeftOut {
  std::uint64_t count = 0;
  std::string what;  ///< "process records", or "process record" where the count is 1
  std::string why;   ///< "no pid_hash"
};

/// What the selection and the lens leave out. Only what occurred: no entry has a count of 0.
[[nodiscard]] std::vector<LeftOut> left_out_of_selection(const SelectionCounts& selection, const LensBags& bags);

/// Adds an entry unless the count is 0.
void add_left_out(std::uint64_t count, const Noun& what, const std::string& why, std::vector<LeftOut>& parts);

/// What the selection and the lens leave out, and what is placed next to the map.
[[nodiscard]] std::vector<LeftOut> left_out_of_map(const MapRun& run, const LensBags& bags, const DataMap& map);

}  // namespace proclens

// What the page tells of a map in words and single numbers: the headers of the blocks `map` and `processes`
// (docs/map-page.md), and both together as page.json, from which `proclens serve` answers.
#pragma once

#include <nlohmann/json.hpp>

#include "atlas/page/page_data.hpp"
#include "atlas/page/page_limits.hpp"

namespace proclens {

/// Version of the format of the blocks and of page.json; the page refuses others.
inline constexpr int kPageFormat = 2;

/// `format`, `lens`, `summary`, `outcome`, `clusters` and `layers`. All texts are valid UTF-8.
[[nodiscard]] nlohmann::ordered_json map_header(const PageData& data, const PageOutcome& outcome);

/// `lineage_states`, `lineage_flags` and `terms`.
[[nodiscard]] nlohmann::ordered_json processes_header(const PageData& data);

/// Both, for a page that leaves nothing out.
[[nodiscard]] nlohmann::ordered_json page_json(const PageData& data);

}  // namespace proclens

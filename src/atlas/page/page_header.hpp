// The texts and single numbers of a map: the block `map` of map.html, and page.json, from which `proclens serve`
// answers (docs/map-page.md).
#pragma once

#include <nlohmann/json.hpp>

#include "atlas/page/tables/page_data.hpp"
#include "atlas/page/tables/page_limits.hpp"

namespace proclens {

/// Version of the page's data; the page rejects others.
inline constexpr int kPageFormat = 3;

/// `format`, `lens`, `summary`, `outcome`, `clusters`, `layers`, `lineage_states`, `lineage_flags` and `terms`; `hunt`
/// if there was one. All texts are valid UTF-8.
[[nodiscard]] nlohmann::ordered_json page_json(const PageData& data, const PageOutcome& outcome);

/// The outcome of a page that leaves nothing out.
[[nodiscard]] PageOutcome whole_outcome(const PageData& data);

}  // namespace proclens

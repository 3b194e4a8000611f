// map.html and page.json of one run: the map's results in the form that the page needs.
#pragma once

#include <string>
#include <vector>

#include "atlas/leading_names.hpp"
#include "atlas/manifest.hpp"
#include "atlas/page/page_payload.hpp"
#include "atlas/page/tables/page_data.hpp"
#include "atlas/page/tables/page_limits.hpp"
#include "proclens/context.hpp"
#include "storage/output_folder.hpp"
#include "table/database.hpp"

namespace proclens {

/// What pages say about a lens, and the meanings of the audit's terms.
[[nodiscard]] PageLens page_lens(const Lens& lens);
[[nodiscard]] std::vector<PageTerm> page_terms();

/// Adds processes to a page: rows with the columns of sql/map/page_rows.sql, in their order.
/// @param states the page's lineage states, sorted
void add_page_processes(Rows rows, const std::vector<std::string>& states, PagePayload& payload);

/// What the page shows of other results in OUT.
struct OtherResults {
  std::string links = "[]";  ///< by page_links_json (atlas/page/page_links.hpp)
  std::string hunt;          ///< by read_page_hunt (atlas/page/page_hunt.hpp); empty without a hunt
};

/// Writes the page, and its header without a hunt as page.json, to `output`. Streams the processes from the tables
/// `selected`, `lineage_state`, `lineage_flag`, `member` and `hunted` (telemetry/selection.hpp,
/// telemetry/lineage_state.hpp, atlas/map_files.hpp, atlas/page/page_hunt.hpp). Throws Error (machine) if a file cannot
/// be written.
PageOutcome write_map_page(const Context& context, Database& database, const MapRun& run, const LensBags& bags,
                           const DataMap& map, const OtherResults& others, const OutputFolder& output,
                           const LeadingNames& leads = {});

}  // namespace proclens

// map.html and page.json of one run: the map's results in the form that the page needs.
#pragma once

#include "atlas/manifest.hpp"
#include "atlas/page/tables/page_limits.hpp"
#include "proclens/context.hpp"
#include "storage/output_folder.hpp"
#include "table/database.hpp"

namespace proclens {

/// Writes the page, and its header as page.json, to `output`. `links` is made by page_links_json
/// (atlas/page/page_links.hpp). Streams the processes from the tables `selected`,
/// `lineage_state`, `lineage_flag` and `member` (telemetry/selection.hpp, telemetry/lineage_state.hpp,
/// atlas/map_files.hpp). Throws Error (machine) if a file cannot be written.
PageOutcome write_map_page(const Context& context, Database& database, const MapRun& run, const LensBags& bags,
                           const DataMap& map, const std::string& links, const OutputFolder& output);

}  // namespace proclens

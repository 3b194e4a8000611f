// map.html and page.json of one run: the map's results as the page wants them.
#pragma once

#include "atlas/manifest.hpp"
#include "atlas/page/page_limits.hpp"
#include "proclens/context.hpp"
#include "storage/output_folder.hpp"
#include "table/database.hpp"

namespace proclens {

/// Writes the page, and what its headers say as page.json, into `output`. Reads the processes, one at a time, from the
/// tables `selected`, `lineage_state`, `lineage_flag` and `member` (telemetry/selection.hpp,
/// telemetry/lineage_state.hpp, atlas/map_files.hpp). Throws Error (machine) when a file cannot be written.
PageOutcome write_map_page(const Context& context, Database& database, const MapRun& run, const LensBags& bags,
                           const DataMap& map, const OutputFolder& output);

}  // namespace proclens

// map.html and page.json of new processes on a map.
#pragma once

#include <cstdint>
#include <string>

#include "atlas/manifest.hpp"
#include "atlas/map_page.hpp"
#include "atlas/page/tables/page_limits.hpp"
#include "placement/placed_objects.hpp"
#include "placement/placement_manifest.hpp"
#include "placement/recorded_map.hpp"
#include "placement/recorded_page.hpp"
#include "proclens/context.hpp"
#include "storage/output_folder.hpp"
#include "table/database.hpp"

namespace proclens {

/// Writes the page of the map's points and, marked, those of the placed bags: a colour and a filter tell them apart.
/// Reads the points and objects from the files that
/// write_placement_files() has written to `output`. Throws Error (machine) if a file cannot be written.
PageOutcome write_placement_page(const Context& context, Database& database, const MapRun& run, const RecordedMap& map,
                                 const RecordedPage& page, const LensBags& bags, const PlacedObjects& placed,
                                 const PlacementCounts& counts, const OtherResults& others, const OutputFolder& output);

}  // namespace proclens

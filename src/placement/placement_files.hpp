// Writes new processes and the map that they are placed on as one folder of results (docs/results.md).
#pragma once

#include <functional>

#include "lens/lens_bags.hpp"
#include "placement/placed_objects.hpp"
#include "placement/recorded_map.hpp"
#include "placement/recorded_page.hpp"
#include "proclens/context.hpp"
#include "storage/output_folder.hpp"
#include "table/database.hpp"

namespace proclens {

/// Writes points.parquet, objects.parquet if objects are not processes, and bags.parquet with the map's rows first, as
/// they are, then those of the placed processes, objects and bags, which are numbered onwards and have `placed`; the
/// map's vocabulary.parquet and topics.parquet; new_features.parquet, and not_placed.parquet with the processes that
/// have no place. Needs the tables `selected`, `lineage_state`, `lineage_flag` and `lineage_flag_name` (telemetry/) of
/// the new processes. The bytes depend only on the data. Throws Error: data if a file of the map is damaged, machine if
/// one cannot be written.
/// @param write_page called as soon as points.parquet and objects.parquet are there, while the rest is written
void write_placement_files(const Context& context, Database& database, const RecordedMap& map, const RecordedPage& page,
                           const LensBags& bags, const PlacedObjects& placed, const OutputFolder& output,
                           const std::function<void()>& write_page = {});

}  // namespace proclens

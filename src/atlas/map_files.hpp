// Writes a map as files: points, objects, bags, vocabulary and topics as Parquet, and the model on which further
// objects can be placed (docs/results.md).
#pragma once

#include <string>
#include <vector>

#include "atlas/leading_names.hpp"
#include "lens/lens_bags.hpp"
#include "proclens/context.hpp"
#include "proclens/map.hpp"
#include "storage/output_folder.hpp"
#include "table/database.hpp"

namespace proclens {

/// SQL for the rows of objects.parquet from the tables of make_result_tables(), without their order.
[[nodiscard]] std::string objects_query(const Lens& lens);

/// Everything that the folder of a map holds, its page included (map_page.hpp, manifest.hpp).
[[nodiscard]] std::vector<std::string> map_result_files();

/// Creates the tables `bag_result(bag, multiplicity, features, x, y, cluster, cluster_strength, nearest_cluster, topic,
/// outlier_score)`, `member(process, object, bag)` and, if objects are not processes, `object_result(object, name,
/// members, bag)`, from which points.parquet, objects.parquet and the page are read.
void make_result_tables(Database& database, const LensBags& bags, const DataMap& map, const LeadingNames& leads = {});

/// Writes points.parquet, objects.parquet if objects are not processes, bags.parquet, vocabulary.parquet,
/// topics.parquet and the folder model/ to `output`. Needs the tables `selected`, `lineage_state`, `lineage_flag`,
/// `lineage_flag_name` (telemetry/) and those of `make_result_tables`. The bytes depend only on the data.
void write_map_files(const Context& context, Database& database, const LensBags& bags, const DataMap& map,
                     const MapOptions& options, const OutputFolder& output);

}  // namespace proclens

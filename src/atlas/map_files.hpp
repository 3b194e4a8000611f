// A map as files: points, bags, vocabulary, topics and model as Parquet (design, section 4).
#pragma once

#include <string>
#include <vector>

#include "lens/image_bags.hpp"
#include "lens/process_map.hpp"
#include "proclens/context.hpp"
#include "storage/output_folder.hpp"
#include "table/database.hpp"

namespace proclens {

/// Topic texts of a map's clusters, by cluster number; "" stands for noise where one is needed.
[[nodiscard]] std::vector<std::string> topic_texts(const ProcessMap& map,
                                                   const std::vector<std::string>& feature_names);

/// Makes the tables `bag_result(bag, multiplicity, features, x, y, cluster, cluster_strength, nearest_cluster, topic,
/// outlier_score)` and `member(object, bag)`, from which points.parquet and the page are read.
void make_result_tables(Database& database, const ImageBags& bags, const ProcessMap& map);

/// Writes points.parquet, bags.parquet, vocabulary.parquet, topics.parquet and model.parquet into `output`.
/// Needs the tables `selected`, `lineage_state`, `lineage_flag`, `lineage_flag_name` (telemetry/) and those of
/// `make_result_tables`. The bytes depend on the data alone.
void write_map_files(const Context& context, Database& database, const ImageBags& bags, const ProcessMap& map,
                     const OutputFolder& output);

}  // namespace proclens

#include "atlas/manifest.hpp"

#include <algorithm>

#include "core/memory.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

Json input_files(const Dataset& dataset) {
  Json files = Json::array();
  for (const StdviewTable table :
       {StdviewTable::process, StdviewTable::process_path, StdviewTable::process_image_load}) {
    for (const auto& file : dataset.table(table).files) {
      files.push_back({{"table", table_name(table)},
                       {"file", file.lexically_relative(dataset.folder()).string()},
                       {"bytes", std::filesystem::file_size(file)}});
    }
  }
  return files;
}

Json stage_table(const std::vector<StageReport>& stages) {
  Json table = Json::array();
  for (const StageReport& stage : stages) {
    table.push_back({{"stage", stage.name},
                     {"wall_seconds", stage.wall_seconds},
                     {"cpu_seconds", stage.cpu_seconds},
                     {"peak_bytes", stage.peak_bytes}});
  }
  return table;
}

std::uint64_t noise_objects(const Bags& bags, const Clustering& clustering) {
  std::uint64_t noise = 0;
  for (std::size_t bag = 0; bag < bags.distinct(); ++bag) {
    if (clustering.label[bag] < 0) noise += bags.multiplicity[bag];
  }
  return noise;
}

Json optional_time(const std::optional<std::int64_t>& time) { return time ? Json(*time) : Json(); }

}  // namespace

Json map_counts(const MapRun& run, const ImageBags& bags, const ProcessMap& map) {
  const SelectionCounts& s = run.selection;
  const Bags& distinct = bags.distinct.bags;
  // Processes without information are not noise: there is no telling where they belong.
  const std::uint64_t noise = noise_objects(distinct, map.clustering) - map.objects_without_information;
  return {{"process_records", s.records},
          {"left_out",
           {{"without_hash", s.without_hash},
            {"repeated", s.repeated},
            {"sensors", s.sensors},
            {"excluded_lineage", s.excluded_lineage},
            {"outside_time", s.outside_time},
            {"other_hosts", s.other_hosts}}},
          {"processes", s.selected},
          {"processes_without_lineage", s.without_lineage},
          {"image_loads", bags.loads.loads},
          {"image_loads_counted", bags.loads.counted},
          {"image_loads_left_out",
           {{"without_name", bags.loads.without_name},
            {"of_unknown_processes", bags.loads.of_unknown_processes},
            {"of_processes_left_out", bags.loads.of_unselected_processes}}},
          {"images", bags.feature_names.size()},
          {"distinct_bags", distinct.distinct()},
          {"bags_without_information", map.bags_without_information},
          {"processes_without_information", map.objects_without_information},
          {"clusters", map.clustering.clusters},
          {"noise_processes", noise},
          {"noise_share", s.selected == 0 ? 0.0 : static_cast<double>(noise) / static_cast<double>(s.selected)}};
}

Json map_parameters(const MapRun& run) {
  const MapOptions& o = run.options;
  const SelectionOptions& s = run.selection_options;
  return {{"lens", "images"},
          {"exclude_lineage", s.exclude_lineage},
          {"keep_sensors", s.keep_sensors},
          {"include_unknown", s.include_unknown},
          {"since_us", optional_time(s.since)},
          {"until_us", optional_time(s.until)},
          {"hosts", s.hosts},
          {"prior_strength", o.weight.prior_strength},
          {"vocabulary_components", o.vocabulary.components},
          {"reference", o.embedding.reference == Reference::spread ? "spread" : "centre"},
          {"reference_points", o.embedding.reference_points},
          {"components", o.embedding.components},
          {"exact_neighbors", o.exact_neighbours},
          {"neighbors", o.layout.neighbours},
          {"min_dist", o.layout.min_dist},
          {"min_cluster_size", o.cluster.min_cluster_size},
          {"seed", o.seed}};
}

Json map_manifest(const MapRun& run, const Dataset& dataset, const ImageBags& bags, const ProcessMap& map,
                  const std::vector<StageReport>& stages) {
  return {{"proclens", run.version},
          {"title", run.title},
          {"parameters", map_parameters(run)},
          {"input", input_files(dataset)},
          {"counts", map_counts(run, bags, map)},
          {"foretold_bytes", run.foretold_bytes},
          {"peak_bytes", peak_resident_bytes()},
          {"stages", stage_table(stages)}};
}

std::string json_text(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace proclens

#include "atlas/manifest.hpp"

#include <algorithm>
#include <span>
#include <string_view>

#include "core/memory.hpp"
#include "lens/lens_json.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

/// Objects, or processes, in no cluster, not counting those in bags without information, which cannot be assigned.
/// @param size per bag, how many it represents
std::uint64_t noise(const DataMap& map, std::span<const std::uint32_t> size) {
  std::uint64_t sum = 0;
  for (const std::uint32_t bag : map.informative) {
    if (map.clustering.label[bag] < 0) sum += size[bag];
  }
  return sum;
}

Json optional_time(const std::optional<std::int64_t>& time) { return time ? Json(*time) : Json(); }

std::string_view search_name(NeighbourSearch search) {
  switch (search) {
    case NeighbourSearch::exhaustive:
      return "exhaustive";
    case NeighbourSearch::cells:
      return "cells";
    case NeighbourSearch::automatic:
      break;
  }
  return "auto";
}

/// What the Wasserstein distance is made of.
Json embedding_parameters(const MapOptions& o, const Lens& lens) {
  Json parameters;
  if (lens.split == nullptr && lens.relate_by == nullptr) {
    parameters["vocabulary_components"] = o.vocabulary.components;
  } else {
    parameters.update({{"vocabulary_components", o.ordered.components},
                       {"vocabulary_window", o.ordered.window},
                       {"vocabulary_rounds", o.ordered.rounds}});
  }
  parameters.update({{"reference", o.embedding.reference == Reference::spread ? "spread" : "centre"},
                     {"reference_points", o.embedding.reference_points},
                     {"components", o.embedding.components},
                     {"neighbor_search", search_name(o.search.search)},
                     {"exact_neighbors", o.exact_neighbours}});
  return parameters;
}

}  // namespace

std::vector<InputFile> input_files(const Dataset& dataset, const Lens& lens) {
  std::vector<StdviewTable> tables = {StdviewTable::process, StdviewTable::process_path,
                                      StdviewTable::process_image_load};
  for (const LensTable& needed : lens.tables) {
    if (std::ranges::find(tables, needed.table) == tables.end()) tables.push_back(needed.table);
  }
  std::vector<InputFile> files;
  for (const StdviewTable table : tables) {
    for (const auto& file : dataset.table(table).files) {
      files.push_back({std::string(table_name(table)), file.lexically_relative(dataset.folder()).string(),
                       std::filesystem::file_size(file)});
    }
  }
  return files;
}

Json input_json(const std::vector<InputFile>& input) {
  Json files = Json::array();
  for (const InputFile& file : input) {
    files.push_back({{"table", file.table}, {"file", file.file}, {"bytes", file.bytes}});
  }
  return files;
}

Json stages_json(const std::vector<StageReport>& stages) {
  Json table = Json::array();
  for (const StageReport& stage : stages) {
    table.push_back({{"stage", stage.name},
                     {"wall_seconds", stage.wall_seconds},
                     {"cpu_seconds", stage.cpu_seconds},
                     {"peak_bytes", stage.peak_bytes}});
  }
  return table;
}

Json rows_left_out_json(const LensBags& bags) {
  Json rows = Json::object();
  for (const RowsLeftOut& part : bags.left_out) rows[part.reason] = part.count;
  return rows;
}

Json selection_json(const SelectionOptions& selection) {
  return {{"exclude_lineage", selection.exclude_lineage}, {"keep_sensors", selection.keep_sensors},
          {"include_unknown", selection.include_unknown}, {"since_us", optional_time(selection.since)},
          {"until_us", optional_time(selection.until)},   {"hosts", selection.hosts}};
}

Json selection_counts_json(const SelectionCounts& counts) {
  return {{"process_records", counts.records},
          {"left_out",
           {{"without_hash", counts.without_hash},
            {"repeated", counts.repeated},
            {"sensors", counts.sensors},
            {"excluded_lineage", counts.excluded_lineage},
            {"outside_time", counts.outside_time},
            {"other_hosts", counts.other_hosts}}},
          {"processes_selected", counts.selected},
          {"processes_without_lineage", counts.without_lineage}};
}

Json neighbour_search_json(const NeighbourSearchReport& report) {
  if (report.exhaustive) return {{"method", "exhaustive"}, {"recall", 1.0}};
  return {{"method", "cells"},
          {"recall", report.recall},
          {"sampled", report.sampled},
          {"cells", report.cells},
          {"cells_searched", report.cells_searched}};
}

Json map_counts(const MapRun& run, const LensBags& bags, const DataMap& map) {
  const Bags& distinct = bags.distinct.bags;
  const std::uint64_t noise_objects = noise(map, distinct.multiplicity);
  const auto objects = static_cast<double>(bags.objects());
  Json counts = selection_counts_json(run.selection);
  counts.update({{"processes", bags.members()},
                 {"objects", bags.objects()},
                 {"rows", bags.recorded_rows},
                 {"rows_counted", bags.counted_rows},
                 {"rows_left_out", rows_left_out_json(bags)},
                 {"features", bags.features()},
                 {"distinct_bags", distinct.distinct()},
                 {"bags_without_information", map.bags_without_information},
                 {"objects_without_information", map.objects_without_information},
                 {"clusters", map.clustering.clusters},
                 {"noise_objects", noise_objects},
                 {"noise_processes", noise(map, bags.bag_members())},
                 {"noise_share", objects > 0 ? static_cast<double>(noise_objects) / objects : 0.0}});
  if (run.options.distance == BagDistance::hellinger) counts["objects_apart"] = map.objects_apart;
  if (bags.lens.split != nullptr) counts["open_quotes"] = bags.open_quotes;
  return counts;
}

Json map_parameters(const MapRun& run, const Lens& lens) {
  const MapOptions& o = run.options;
  Json parameters = {{"lens", lens.name}};
  for (const auto& [name, value] : lens.parameters) parameters[name] = value;
  if (run.selections.size() == 1) {
    parameters.update(selection_json(run.selections.front()));
  } else {
    for (const SelectionOptions& selection : run.selections)
      parameters["selections"].push_back(selection_json(selection));
  }
  parameters["prior_strength"] = o.weight.prior_strength;
  parameters["distance"] = distance_name(o.distance);
  if (o.distance == BagDistance::wasserstein) parameters.update(embedding_parameters(o, lens));
  parameters.update({{"outlier_neighbors", o.outlier_neighbours},
                     {"neighbors", o.layout.neighbours},
                     {"min_dist", o.layout.min_dist},
                     {"min_cluster_size", o.cluster.min_cluster_size},
                     {"cluster_selection", o.cluster.selection == ClusterSelection::leaf ? "leaf" : "eom"},
                     {"seed", o.seed}});
  return parameters;
}

Json map_manifest(const MapRun& run, const LensBags& bags, const DataMap& map, const std::vector<StageReport>& stages) {
  return {{"proclens", run.version},
          {"title", run.title},
          {"lens", lens_json(bags.lens)},
          {"parameters", map_parameters(run, bags.lens)},
          {"input", input_json(run.input)},
          {"counts", map_counts(run, bags, map)},
          {"neighbour_search", neighbour_search_json(map.search)},
          {"forecast_bytes", run.forecast_bytes},
          {"peak_bytes", peak_resident_bytes()},
          {"stages", stages_json(stages)}};
}

std::string json_text(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace proclens

#include "placement/placement_manifest.hpp"

#include <filesystem>

#include "core/memory.hpp"
#include "core/text.hpp"
#include "lens/lens_json.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kListedFeatures = 20;  // in the manifest; new_features.parquet has all

void add_object(ObjectCounts& counts, std::uint64_t processes) {
  ++counts.objects;
  counts.processes += processes;
}

ObjectCounts& count_of(WithoutPlace why, PlacementCounts& counts) {
  switch (why) {
    case WithoutPlace::no_features:
      return counts.without_features;
    case WithoutPlace::no_known_features:
      return counts.without_known_features;
    case WithoutPlace::no_information:
      break;
  }
  return counts.without_information;
}

Json counts_json(const ObjectCounts& counts) { return {{"objects", counts.objects}, {"processes", counts.processes}}; }

}  // namespace

PlacementCounts count_placement(Database& database, const RecordedMap& map, const LensBags& bags,
                                const PlacedObjects& placed) {
  PlacementCounts counts;
  for (std::size_t bag = 0; bag < map.members.size(); ++bag) {
    counts.of_map.objects += map.bags.multiplicity[bag];
    counts.of_map.processes += map.members[bag];
    if (map.model.cluster[bag] >= 0 || !has_information(map, bag)) continue;
    counts.noise.objects += map.bags.multiplicity[bag];
    counts.noise.processes += map.members[bag];
  }
  const std::vector<std::uint32_t> members = bags.object_members();
  for (std::size_t object = 0; object < members.size(); ++object) {
    const std::uint32_t bag = placed.bag_of[object];
    if (bag == PlacedObjects::kNoPlace) {
      add_object(count_of(why_without_place(bags, placed, object), counts), members[object]);
      continue;
    }
    add_object(counts.placed, members[object]);
    add_object(placed.cluster[bag] >= 0 ? counts.in_clusters : counts.noise, members[object]);
    if (placed.unknown_features[object] > 0) add_object(counts.with_new_features, members[object]);
  }
  counts.already_on_map = static_cast<std::uint64_t>(
      database.number("SELECT count(*) FROM selected SEMI JOIN read_parquet(" +
                      sql_literal((map.folder / "points.parquet").string()) + ") USING (pid_hash)"));
  return counts;
}

std::vector<LeftOut> left_out_of_placement(const MapRun& run, const LensBags& bags, const PlacementCounts& counts) {
  std::vector<LeftOut> parts = left_out_of_selection(run.selection, bags);
  const std::string features(bags.lens.feature.many);
  add_left_out(counts.without_features.objects, bags.lens.object, "no " + features + "; not placed", parts);
  add_left_out(counts.without_known_features.objects, bags.lens.object,
               "only " + features + " that the map does not know; not placed", parts);
  add_left_out(counts.without_information.objects, bags.lens.object, "no distinguishing " + features + "; not placed",
               parts);
  return parts;
}

Json placement_counts_json(const MapRun& run, const RecordedMap& map, const LensBags& bags, const PlacedObjects& placed,
                           const PlacementCounts& counts) {
  const std::uint64_t objects = counts.of_map.objects + counts.placed.objects;
  Json json = selection_counts_json(run.selection);
  json.update(
      {{"rows", bags.recorded_rows},
       {"rows_counted", bags.counted_rows},
       {"rows_left_out", rows_left_out_json(bags)},
       {"features", map.model.feature_names.size()},
       {"new_features", placed.new_features.size()},
       {"of_map", counts_json(counts.of_map)},
       {"placed", counts_json(counts.placed)},
       {"placed_in_clusters", counts_json(counts.in_clusters)},
       {"placed_with_new_features", counts_json(counts.with_new_features)},
       {"placed_distinct_bags", placed.cluster.size()},
       {"already_on_map", counts.already_on_map},
       {"not_placed",
        {{"without_features", counts_json(counts.without_features)},
         {"without_known_features", counts_json(counts.without_known_features)},
         {"without_information", counts_json(counts.without_information)}}},
       {"processes", counts.of_map.processes + counts.placed.processes},
       {"objects", objects},
       {"distinct_bags", map.bags.distinct() + placed.cluster.size()},
       {"clusters", map.model.reach.size()},
       {"noise_objects", counts.noise.objects},
       {"noise_processes", counts.noise.processes},
       {"noise_share", objects > 0 ? static_cast<double>(counts.noise.objects) / static_cast<double>(objects) : 0.0}});
  return json;
}

Json placement_parameters(const MapRun& run, const RecordedMap& map) {
  Json parameters = {{"lens", map.lens.name}, {"onto", valid_utf8(map.folder.string())}};
  for (const auto& [name, value] : map.lens.parameters) parameters[name] = value;
  if (run.selections.size() == 1) {
    parameters.update(selection_json(run.selections.front()));
  } else {
    for (const SelectionOptions& selection : run.selections)
      parameters["selections"].push_back(selection_json(selection));
  }
  return parameters;
}

Json placement_manifest(const MapRun& run, const RecordedMap& map, const LensBags& bags, const PlacedObjects& placed,
                        const PlacementCounts& counts, const std::vector<StageReport>& stages) {
  Json features = Json::array();
  for (const NewFeature& feature : placed.new_features) {
    if (features.size() == kListedFeatures) break;
    features.push_back({{"name", feature.name}, {"objects", feature.objects}});
  }
  return {{"proclens", run.version},
          {"title", run.title},
          {"onto", {{"folder", valid_utf8(map.folder.string())}, {"title", map.title}}},
          {"lens", lens_json(map.lens)},
          {"parameters", placement_parameters(run, map)},
          {"input", input_json(run.input)},
          {"counts", placement_counts_json(run, map, bags, placed, counts)},
          {"neighbour_search", neighbour_search_json(placed.search)},
          {"most_frequent_new_features", features},
          {"forecast_bytes", run.forecast_bytes},
          {"peak_bytes", peak_resident_bytes()},
          {"stages", stages_json(stages)}};
}

}  // namespace proclens

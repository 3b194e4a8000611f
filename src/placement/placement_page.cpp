#include "placement/placement_page.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "atlas/map_page.hpp"
#include "atlas/page/page.hpp"
#include "atlas/page/page_header.hpp"
#include "atlas/page/page_payload.hpp"
#include "core/text.hpp"
#include "placement/stacked.hpp"
#include "storage/output_file.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

template <class T>
std::vector<T> joined(const std::vector<T>& first, const std::vector<T>& second) {
  std::vector<T> all = first;
  all.insert(all.end(), second.begin(), second.end());
  return all;
}

/// Per placed bag, how many processes it stands for.
std::vector<std::uint32_t> placed_members(const LensBags& bags, const PlacedObjects& placed) {
  std::vector<std::uint32_t> members(placed.cluster.size(), 0);
  for (const std::uint32_t object : bags.object_of) {
    if (object != LensBags::kNoObject && placed.bag_of[object] != PlacedObjects::kNoPlace) {
      ++members[placed.bag_of[object]];
    }
  }
  return members;
}

/// The map's clusters with the placed objects counted, too.
std::vector<PageCluster> clusters_with_placed(const RecordedPage& page, const PlacedObjects& placed) {
  std::vector<PageCluster> clusters = page.clusters;
  for (std::size_t bag = 0; bag < placed.cluster.size(); ++bag) {
    if (placed.cluster[bag] >= 0) {
      clusters[static_cast<std::size_t>(placed.cluster[bag])].objects += placed.bags.multiplicity[bag];
    }
  }
  return clusters;
}

/// The names of the flags of the map and of the new processes, each once; also in the table lineage_flag_name.
std::vector<std::string> name_all_flags(Database& database, const RecordedPage& page,
                                        const std::vector<std::string>& of_new) {
  constexpr std::size_t kMaxNames = 31;
  std::vector<std::string> names = page.lineage_flags;
  for (const std::string& name : of_new) {
    if (std::ranges::find(names, name) == names.end() && names.size() < kMaxNames) names.push_back(name);
  }
  database.run("CREATE OR REPLACE TABLE lineage_flag_name (bit BIGINT, name VARCHAR)");
  TableAppender rows = database.append_to("lineage_flag_name");
  for (std::size_t bit = 0; bit < names.size(); ++bit) {
    rows.int64(static_cast<std::int64_t>(bit));
    rows.text(names[bit]);
    rows.end_row();
  }
  rows.close();
  return names;
}

std::vector<std::string> texts_of(Database& database, const std::string& query) {
  std::vector<std::string> texts;
  Rows rows = database.query(query);
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) texts.push_back(valid_utf8(chunk->text(0, row)));
  }
  return texts;
}

struct Objects {
  std::vector<std::string> names;
  std::vector<PageObject> objects;  ///< borrow the names
};

Objects read_objects(Database& database, const std::filesystem::path& file) {
  Objects result;
  std::vector<std::uint32_t> bags;
  Rows rows = database.query("SELECT bag, name FROM read_parquet(" + sql_literal(file.string()) + ") ORDER BY object");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      bags.push_back(static_cast<std::uint32_t>(chunk->int32(0)[row]));
      result.names.emplace_back(chunk->text(1, row));
    }
  }
  for (std::size_t object = 0; object < bags.size(); ++object) {
    result.objects.push_back({bags[object], result.names[object]});
  }
  return result;
}

/// The bag of each row of the view placed_point.
std::vector<std::uint32_t> read_bag_of_row(Database& database) {
  std::vector<std::uint32_t> bag_of_row(static_cast<std::size_t>(database.number("SELECT count(*) FROM placed_point")));
  Rows rows = database.query("SELECT file_row_number, bag FROM placed_point");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      bag_of_row[static_cast<std::size_t>(chunk->int64(0)[row])] = static_cast<std::uint32_t>(chunk->int32(1)[row]);
    }
  }
  return bag_of_row;
}

/// Adds the rows that the page shows. Of most processes of a large map it shows none, so only their bags are read.
void add_placed_processes(Database& database, const std::vector<std::string>& states, PagePayload& payload) {
  database.run("CREATE OR REPLACE TABLE kept_point (row_number BIGINT)");
  TableAppender kept = database.append_to("kept_point");
  for (const std::uint32_t row : payload.kept(read_bag_of_row(database))) {
    kept.int64(row);
    kept.end_row();
  }
  kept.close();
  add_page_processes(database.query(sql("placement/page_rows")), states, payload);
  database.run("DROP TABLE kept_point");
}

PageSummary placement_summary(const MapRun& run, const RecordedMap& map, const LensBags& bags,
                              const PlacedObjects& placed, const PlacementCounts& counts) {
  PageSummary summary;
  summary.title = run.title;
  summary.objects = counts.of_map.objects + counts.placed.objects;
  summary.processes = counts.of_map.processes + counts.placed.processes;
  summary.noise_processes = counts.noise.processes;
  for (const LeftOut& part : left_out_of_placement(run, bags, counts)) {
    summary.left_out.push_back({part.what, part.count, part.why});
  }
  summary.notes.push_back(counted(counts.placed.processes, "new process", "new processes") + " placed among the " +
                          with_separators(counts.of_map.processes) + " of the map, which " +
                          "stay where they are; topics and clusters are the map's.");
  if (!placed.new_features.empty()) {
    summary.notes.push_back(counted(placed.new_features.size(), bags.lens.feature.one, bags.lens.feature.many) +
                            " that the map does not know do not count: see new_features.parquet.");
  }
  const auto parameters = placement_parameters(run, map);
  for (const auto& [name, value] : parameters.items()) {
    if (value.is_null() || (value.is_array() && value.empty())) continue;
    summary.parameters.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
  }
  summary.version = run.version;
  return summary;
}

}  // namespace

PageOutcome write_placement_page(const Context& context, Database& database, const MapRun& run, const RecordedMap& map,
                                 const RecordedPage& page, const LensBags& bags, const PlacedObjects& placed,
                                 const PlacementCounts& counts, const OtherResults& others,
                                 const OutputFolder& output) {
  const bool with_objects = !map.lens.objects_are_processes;
  const Matrix<float> positions = stacked(map.model.positions, placed.positions);
  const auto multiplicity = joined(map.bags.multiplicity, placed.bags.multiplicity);
  const auto members = joined(map.members, placed_members(bags, placed));
  const auto cluster = joined(map.model.cluster, placed.cluster);
  const auto strength = joined(map.strength, placed.strength);
  const auto nearest_cluster = joined(map.nearest_cluster, placed.nearest_cluster);
  const auto outlier_score = joined(map.outlier_score, placed.outlier_score);
  const SparseRows rows = stacked_rows(map.bags.counts, placed.bags.counts);
  const auto neighbours = stacked(map.neighbours.index, placed.neighbours.index);
  const auto distances = stacked(map.neighbours.distance, placed.neighbours.distance);
  const std::vector<PageCluster> clusters = clusters_with_placed(page, placed);
  std::vector<std::uint8_t> is_placed(map.bags.distinct(), 0);
  is_placed.resize(cluster.size(), 1);
  Objects objects;
  if (with_objects) objects = read_objects(database, output.file("objects.parquet").path);

  database.run("CREATE OR REPLACE VIEW placed_point AS SELECT *" + std::string(with_objects ? "" : ", 0 AS object") +
               " FROM read_parquet(" + sql_literal(output.file("points.parquet").string()) +
               ", file_row_number = true)");
  PageData data;
  data.lens = page_lens(map.lens);
  data.summary = placement_summary(run, map, bags, placed, counts);
  data.positions = {positions.data(), positions.rows() * positions.columns()};
  data.multiplicity = multiplicity;
  data.members = members;
  data.objects = objects.objects;
  data.cluster = cluster;
  data.strength = strength;
  data.nearest_cluster = nearest_cluster;
  data.outlier_score = outlier_score;
  data.placed = is_placed;
  data.onto = map.title;
  data.links = others.links;
  data.bags = &rows;
  data.feature_names = map.model.feature_names;
  data.feature_weight = map.model.weights;
  data.clusters = clusters;
  data.layers = page.layers;
  data.lineage_states = texts_of(database, "SELECT DISTINCT lineage_state FROM placed_point ORDER BY lineage_state");
  data.lineage_flags = name_all_flags(database, page, run.lineage_flags);
  data.terms = page_terms();
  data.neighbours = &neighbours;
  data.neighbour_distance = &distances;

  write_file(output.file("page.json"), page_json(data, whole_outcome(data)).dump() + "\n");
  data.hunt = others.hunt;
  PagePayload payload(members, {}, {.objects = with_objects, .novelty = !others.hunt.empty()});
  OutputStream out(output.file("map.html"));
  const PageOutcome outcome =
      write_page(context, out, data, payload, [&] { add_placed_processes(database, data.lineage_states, payload); });
  out.close();
  return outcome;
}

}  // namespace proclens

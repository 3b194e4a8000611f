#include "atlas/map_page.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string_view>

#include "atlas/left_out.hpp"
#include "atlas/page/page.hpp"
#include "atlas/page/page_header.hpp"
#include "atlas/page/page_labels.hpp"
#include "atlas/term_kind.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"
#include "telemetry/terms.hpp"

namespace proclens {
namespace {

PageNoun page_noun(const Noun& noun) { return {std::string(noun.one), std::string(noun.many)}; }

PageSummary page_summary(const MapRun& run, const LensBags& bags, const DataMap& map) {
  PageSummary summary;
  const auto counts = map_counts(run, bags, map);
  summary.title = run.title;
  summary.objects = bags.objects();
  summary.processes = bags.members();
  summary.noise_processes = counts["noise_processes"].get<std::uint64_t>();
  for (const LeftOut& part : left_out_of_map(run, bags, map)) {
    summary.left_out.push_back({part.what, part.count, part.why});
  }
  const auto parameters = map_parameters(run, bags.lens);
  for (const auto& [name, value] : parameters.items()) {
    if (value.is_null() || (value.is_array() && value.empty())) continue;
    summary.parameters.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
  }
  summary.version = run.version;
  return summary;
}

/// The number of objects in each cluster, and its topic.
std::vector<PageCluster> page_clusters(const LensBags& bags, const DataMap& map, std::span<const std::string> labels,
                                       const LeadingNames& leads) {
  std::vector<PageCluster> clusters(static_cast<std::size_t>(map.clustering.clusters));
  for (std::size_t cluster = 0; cluster < clusters.size(); ++cluster) {
    const std::string_view lead = leads.clusters.empty() ? std::string_view() : leads.clusters[cluster];
    clusters[cluster].topic = page_topic(map.topics[cluster], labels, lead);
  }
  for (std::size_t bag = 0; bag < map.clustering.label.size(); ++bag) {
    const std::int32_t label = map.clustering.label[bag];
    if (label >= 0) clusters[static_cast<std::size_t>(label)].objects += bags.distinct.bags.multiplicity[bag];
  }
  return clusters;
}

/// By object number; none if objects are processes. Borrows their names.
std::vector<PageObject> page_objects(const LensBags& bags) {
  std::vector<PageObject> objects;
  for (std::size_t object = 0; object < bags.object_names.size(); ++object) {
    objects.push_back({bags.distinct.bag_of[object], bags.object_names[object]});
  }
  return objects;
}

}  // namespace

PageLens page_lens(const Lens& lens) {
  return {std::string(lens.name), page_noun(lens.object), page_noun(lens.feature),
          std::string(label_name(lens.feature_label)), lens.objects_are_processes};
}

std::vector<PageTerm> page_terms() {
  std::vector<PageTerm> terms;
  const auto add = [&](const Term& term) {
    terms.push_back({std::string(term.name), kind_name(term.kind), std::string(term.meaning)});
  };
  for (const Term& term : kRecordStates) add(term);
  for (const Term& term : kFlags) add(term);
  return terms;
}

void add_page_processes(Rows rows, const std::vector<std::string>& states, PagePayload& payload) {
  std::map<std::string, std::uint8_t, std::less<>> state_number;
  for (std::size_t i = 0; i < states.size(); ++i) state_number.emplace(states[i], static_cast<std::uint8_t>(i));
  while (const Chunk* chunk = rows.next()) {
    const auto text = [&](std::size_t column, std::size_t row) {
      return chunk->valid(column, row) ? std::optional(chunk->text(column, row)) : std::nullopt;
    };
    const auto number = [&](std::size_t column, std::size_t row) {
      return chunk->valid(column, row) ? std::optional(chunk->int64(column)[row]) : std::nullopt;
    };
    const auto bag = chunk->int32(0);
    const auto started = chunk->int64(6);
    const auto object = chunk->int32(14);
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      PageProcess process;
      process.bag = static_cast<std::uint32_t>(bag[row]);
      process.pid_hash = chunk->text(1, row);
      process.hostname = text(2, row);
      process.process_name = text(3, row);
      process.args = text(4, row);
      process.user_name = text(5, row);
      if (chunk->valid(6, row)) process.started = started[row];
      process.ptree = text(7, row);
      const auto state = state_number.find(chunk->text(8, row));
      if (state != state_number.end()) process.lineage_state = state->second;
      if (chunk->valid(9, row)) process.parent_pid_hash = chunk->text(9, row);
      process.ended = number(10, row);
      process.exit_code = number(11, row);
      process.os_pid = number(12, row);
      process.lineage_flags = static_cast<std::uint32_t>(number(13, row).value_or(0));
      process.object = static_cast<std::uint32_t>(object[row]);
      if (chunk->valid(15, row)) {
        process.novelty = chunk->int32(15)[row];
        process.finding = chunk->int32(16)[row];
        process.reasons = text(17, row);
        process.labels = text(18, row);
      }
      payload.add_process(process);
    }
  }
}

PageOutcome write_map_page(const Context& context, Database& database, const MapRun& run, const LensBags& bags,
                           const DataMap& map, const OtherResults& others, const OutputFolder& output,
                           const LeadingNames& leads) {
  const Bags& distinct = bags.distinct.bags;
  const std::vector<std::string> labels = topic_labels(bags.lens, bags.feature_names).labels;
  const std::vector<PageCluster> clusters = page_clusters(bags, map, labels, leads);
  const std::vector<PageLayer> layers =
      page_layers(map.positions, distinct.multiplicity, map.clustering.layers, map.layer_topics, labels, leads.layers);
  PageData data;
  data.lens = page_lens(bags.lens);
  data.links = others.links;
  data.summary = page_summary(run, bags, map);
  data.positions = {map.positions.data(), map.positions.rows() * map.positions.columns()};
  data.multiplicity = distinct.multiplicity;
  const std::vector<std::uint32_t> members = bags.bag_members();
  data.members = members;
  const std::vector<PageObject> objects = page_objects(bags);
  data.objects = objects;
  data.cluster = map.clustering.label;
  data.strength = map.clustering.strength;
  data.nearest_cluster = map.clustering.nearest_cluster;
  data.outlier_score = map.outlier_score;
  data.bags = &distinct.counts;
  data.feature_names = bags.feature_names;
  data.feature_weight = map.weights;
  data.clusters = clusters;
  data.layers = layers;
  data.lineage_states = run.lineage_states;
  data.lineage_flags = run.lineage_flags;
  data.terms = page_terms();
  data.neighbours = &map.neighbours.index;
  data.neighbour_distance = &map.neighbours.distance;

  write_file(output.file("page.json"), page_json(data, whole_outcome(data)).dump() + "\n");

  data.hunt = others.hunt;
  PagePayload payload(members, {}, {.objects = !bags.lens.objects_are_processes, .novelty = !others.hunt.empty()});
  OutputStream out(output.file("map.html"));
  const PageOutcome outcome = write_page(context, out, data, payload, [&] {
    add_page_processes(database.query(sql("map/page_rows")), run.lineage_states, payload);
  });
  out.close();
  return outcome;
}

}  // namespace proclens

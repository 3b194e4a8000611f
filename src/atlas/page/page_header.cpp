#include "atlas/page/page_header.hpp"

#include <string>
#include <vector>

#include "core/text.hpp"

namespace proclens {
namespace {

nlohmann::ordered_json topic_json(const PageTopic& topic) {
  auto parts = nlohmann::ordered_json::array();
  for (const PageTopicPart& part : topic) parts.push_back({part.more ? 1 : 0, valid_utf8(part.name)});
  return parts;
}

nlohmann::ordered_json noun_json(const PageNoun& noun) {
  return {{"one", valid_utf8(noun.one)}, {"many", valid_utf8(noun.many)}};
}

nlohmann::ordered_json lens_json(const PageLens& lens) {
  return {{"name", valid_utf8(lens.name)},
          {"object", noun_json(lens.object)},
          {"feature", noun_json(lens.feature)},
          {"feature_label", valid_utf8(lens.feature_label)},
          {"objects_are_processes", lens.objects_are_processes}};
}

nlohmann::ordered_json summary_json(const PageSummary& summary) {
  nlohmann::ordered_json json = {
      {"title", valid_utf8(summary.title)},       {"objects", summary.objects},
      {"processes", summary.processes},           {"noise_processes", summary.noise_processes},
      {"version", valid_utf8(summary.version)},   {"left_out", nlohmann::ordered_json::array()},
      {"notes", nlohmann::ordered_json::array()}, {"parameters", nlohmann::ordered_json::array()}};
  for (const PageLeftOut& left : summary.left_out) {
    json["left_out"].push_back({valid_utf8(left.what), left.count, valid_utf8(left.why)});
  }
  for (const std::string& note : summary.notes) json["notes"].push_back(valid_utf8(note));
  for (const auto& [name, value] : summary.parameters) {
    json["parameters"].push_back({valid_utf8(name), valid_utf8(value)});
  }
  return json;
}

nlohmann::ordered_json outcome_json(const PageOutcome& outcome) {
  return {{"processes_detailed", outcome.processes_detailed},
          {"processes_counted", outcome.processes_counted},
          {"features_left_out", outcome.features_left_out},
          {"texts_cut", outcome.texts_cut}};
}

nlohmann::ordered_json layer_json(const PageLayer& layer) {
  auto labels = nlohmann::ordered_json::array();
  for (const PageLabel& label : layer) {
    labels.push_back(
        {label.x, label.y, label.radius, label.objects, label.cluster, label.parent, topic_json(label.topic)});
  }
  return labels;
}

nlohmann::ordered_json texts_json(const std::vector<std::string>& texts) {
  auto json = nlohmann::ordered_json::array();
  for (const std::string& text : texts) json.push_back(valid_utf8(text));
  return json;
}

}  // namespace

nlohmann::ordered_json page_json(const PageData& data, const PageOutcome& outcome) {
  nlohmann::ordered_json json = {{"format", kPageFormat},
                                 {"lens", lens_json(data.lens)},
                                 {"summary", summary_json(data.summary)},
                                 {"outcome", outcome_json(outcome)},
                                 {"clusters", nlohmann::ordered_json::array()},
                                 {"layers", nlohmann::ordered_json::array()},
                                 {"lineage_states", texts_json(data.lineage_states)},
                                 {"lineage_flags", texts_json(data.lineage_flags)},
                                 {"terms", nlohmann::ordered_json::array()}};
  if (!data.placed.empty()) json["onto"] = valid_utf8(data.onto);
  for (const PageCluster& cluster : data.clusters) {
    json["clusters"].push_back({cluster.objects, topic_json(cluster.topic)});
  }
  for (const PageLayer& layer : data.layers) json["layers"].push_back(layer_json(layer));
  for (const PageTerm& term : data.terms) {
    json["terms"].push_back({valid_utf8(term.name), valid_utf8(term.kind), valid_utf8(term.meaning)});
  }
  if (!data.hunt.empty()) json["hunt"] = nlohmann::ordered_json::parse(data.hunt);
  return json;
}

PageOutcome whole_outcome(const PageData& data) {
  PageOutcome outcome;
  outcome.processes_detailed = data.summary.processes;
  return outcome;
}

}  // namespace proclens

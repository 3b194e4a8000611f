#include "audit/summary/summary_json.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

Json optional(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

Json named_counts_json(const NamedCounts& counts, const char* what) {
  Json json;
  json["names"] = Json::array();
  for (const NamedCount& entry : counts.top)
    json["names"].push_back({{what, optional(entry.name)}, {"count", entry.count}});
  json["other_names"] = counts.other_names;
  json["other_count"] = counts.other_count;
  return json;
}

Json length_counts_json(const std::vector<LengthCount>& counts) {
  Json json = Json::array();
  for (const LengthCount& entry : counts) json.push_back({{"length", entry.length}, {"count", entry.count}});
  return json;
}

Json states_json(const TermCounts& counts) {
  Json json;
  for (std::size_t i = 0; i < kStateCount; ++i) json[kRecordStates[i].name] = counts.states[i];
  return json;
}

Json flags_json(const TermCounts& counts, bool has_process_path) {
  Json json;
  for (std::size_t i = 0; i < kFlagCount; ++i) {
    json[kFlags[i].name] =
        is_about_paths(static_cast<Flag>(i)) && !has_process_path ? Json(nullptr) : Json(counts.flags[i]);
  }
  return json;
}

/// Only those that occur.
Json occurring_states(const std::array<std::uint64_t, kStateCount>& states) {
  Json json = Json::object();
  for (std::size_t i = 0; i < kStateCount; ++i) {
    if (states[i] > 0) json[kRecordStates[i].name] = states[i];
  }
  return json;
}

/// Only those that occur: most breakdowns have a few of seventeen terms.
void add_terms(Json& json, const TermCounts& counts) {
  json["processes"] = counts.processes;
  json["states"] = occurring_states(counts.states);
  json["flags"] = Json::object();
  for (std::size_t i = 0; i < kFlagCount; ++i) {
    if (counts.flags[i] > 0) json["flags"][kFlags[i].name] = counts.flags[i];
  }
  if (counts.repaired > 0) json["repaired"] = counts.repaired;
  if (counts.likely_parents > 0) json["likely_parents"] = counts.likely_parents;
}

template <class AddKeys>
Json breakdowns_json(const Breakdowns& breakdowns, AddKeys add_keys) {
  Json json;
  json["rows"] = Json::array();
  for (const Breakdown& row : breakdowns.rows) {
    Json entry;
    add_keys(entry, row);
    add_terms(entry, row.counts);
    json["rows"].push_back(std::move(entry));
  }
  json["other_rows"] = breakdowns.other_keys;
  if (breakdowns.other_keys > 0) add_terms(json["others"], breakdowns.others);
  return json;
}

Json duds_json(const AuditSummary& summary) {
  Json json;
  json["processes"] = summary.duds;
  json["share"] = share(summary.duds, summary.all.processes);
  json["nameless"] = summary.nameless_duds;
  json["with_args"] = summary.duds_with_args;
  json["in_process_path"] = summary.duds_with_path;
  json["lineage_lengths"] = length_counts_json(summary.dud_path_lengths);
  json["by_name"] = named_counts_json(summary.dud_names, "name");
  json["by_args"] = named_counts_json(summary.dud_args, "args");
  return json;
}

Json no_lineage_json(const AuditSummary& summary) {
  Json json;
  json["paths"] = summary.paths;
  json["shorter_than_2"] = summary.no_lineage;
  json["share_of_processes"] = share(summary.no_lineage, summary.all.processes);
  json["lengths"] = length_counts_json(summary.path_lengths);
  json["by_name"] = named_counts_json(summary.no_lineage_names, "name");
  return json;
}

Json depths_json(const AuditSummary& summary) {
  Json json = Json::array();
  for (const DepthCount& depth : summary.depths) {
    json.push_back({{"depth", depth.depth}, {"states", occurring_states(depth.states)}});
  }
  return json;
}

Json deeper_json(const std::optional<DeeperCount>& deeper) {
  if (!deeper) return nullptr;
  return {{"from", deeper->from}, {"to", deeper->to}, {"states", occurring_states(deeper->states)}};
}

}  // namespace

Json audit_json(const AuditSummary& summary) {
  Json json;
  json["processes"] = {{"records", summary.all.processes},
                       {"known", summary.distinct_hashes},
                       {"only_as_parent", summary.unknown.only_parent},
                       {"only_in_image_loads", summary.unknown.only_loads},
                       {"as_parent_and_in_image_loads", summary.unknown.parent_and_loads},
                       {"image_loads_of_unknown", summary.unknown.loads},
                       {"image_loads_without_hash", summary.unknown.loads_without_hash},
                       {"hosts", summary.hosts},
                       {"first_day", optional(summary.first_day)},
                       {"last_day", optional(summary.last_day)}};
  json["tables"] = {{"process_path", summary.has_process_path}, {"process_image_load", summary.has_image_load}};
  json["duds"] = duds_json(summary);
  json["no_lineage"] = summary.has_process_path ? no_lineage_json(summary) : Json(nullptr);
  json["exports"] = {{"process_nondud", summary.nonduds_written},
                     {"process_with_lineage", summary.with_lineage_written},
                     {"anomalies", summary.anomalies_written},
                     {"lineage", summary.all.processes}};
  json["states"] = states_json(summary.all);
  json["flags"] = flags_json(summary.all, summary.has_process_path);
  json["orphans_under_placeholders"] = summary.under_placeholders;
  json["broken_cycles"] = summary.broken_cycles;
  json["parent_started_later_within_a_second"] = summary.later_within_second;
  json["parent_ended_earlier_within_a_second"] = summary.earlier_within_second;
  json["unexpected_parent_in_impossible_records"] = summary.unexpected_explained;
  json["repaired"] = summary.all.repaired;
  json["likely_parents"] = summary.all.likely_parents;
  json["longest_lineage"] = summary.longest_lineage;
  json["lineage_steps_written_at_most"] = summary.step_limit;
  json["depths"] = depths_json(summary);
  json["deeper"] = deeper_json(summary.deeper);
  json["by_host"] =
      breakdowns_json(summary.by_host, [](Json& entry, const Breakdown& row) { entry["host"] = optional(row.host); });
  json["by_name"] =
      breakdowns_json(summary.by_name, [](Json& entry, const Breakdown& row) { entry["name"] = optional(row.name); });
  json["by_day"] =
      breakdowns_json(summary.by_day, [](Json& entry, const Breakdown& row) { entry["day"] = optional(row.day); });
  json["by_hour_of_day"] = breakdowns_json(summary.by_hour, [](Json& entry, const Breakdown& row) {
    entry["hour"] = row.hour ? Json(*row.hour) : Json(nullptr);
  });
  json["by_host_and_day"] = breakdowns_json(summary.by_host_and_day, [](Json& entry, const Breakdown& row) {
    entry["host"] = optional(row.host);
    entry["day"] = optional(row.day);
  });
  return json;
}

std::string audit_json_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace proclens

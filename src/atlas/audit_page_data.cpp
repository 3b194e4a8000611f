#include "atlas/audit_page_data.hpp"

#include <span>
#include <utility>

#include "atlas/term_kind.hpp"
#include "audit/summary/summary_json.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kNames = 500;
constexpr std::size_t kArgs = 200;
constexpr std::size_t kHostDays = 20000;

Json terms_json(std::span<const Term> terms) {
  Json json = Json::array();
  for (const Term& term : terms) {
    json.push_back({{"name", term.name}, {"kind", kind_name(term.kind)}, {"meaning", term.meaning}});
  }
  return json;
}

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json record_json(const ExampleRecord& record) {
  Json json = {{"pid_hash", or_null(record.pid_hash)},
               {"name", or_null(record.name)},
               {"host", or_null(record.host)},
               {"user", or_null(record.user)},
               {"args", or_null(record.args)},
               {"os_pid", or_null(record.os_pid)},
               {"parent_os_pid", or_null(record.parent_os_pid)},
               {"started", or_null(record.started)},
               {"ended", or_null(record.ended)},
               {"state", name_of(record.state)},
               {"flags", Json::array()},
               {"depth", record.depth},
               {"parent", or_null(record.parent)},
               {"parent_pid_hash", or_null(record.parent_pid_hash)},
               {"likely_parent", or_null(record.likely_parent)},
               {"recorded", or_null(record.recorded_ptree)}};
  for (std::size_t i = 0; i < kFlagCount; ++i) {
    if (record.flags.has(static_cast<Flag>(i))) json["flags"].push_back(kFlags[i].name);
  }
  if (record.cut) json["cut"] = true;
  return json;
}

Json examples_json(const Examples& examples) {
  Json json = Json::object();
  for (std::size_t term = 0; term < examples.of_term.size(); ++term) {
    if (examples.of_term[term].empty()) continue;
    const Term& name = term < kStateCount ? kRecordStates[term] : kFlags[term - kStateCount];
    json[name.name] = examples.of_term[term];
  }
  return json;
}

/// The summary with its lists shortened to what a page can show.
AuditSummary shortened(AuditSummary summary) {
  for (Breakdowns* breakdowns : {&summary.by_host, &summary.by_name}) fold(*breakdowns, kNames);
  fold(summary.by_host_and_day, kHostDays);
  for (NamedCounts* counts : {&summary.dud_names, &summary.no_lineage_names}) fold(*counts, kNames);
  fold(summary.dud_args, kArgs);
  return summary;
}

}  // namespace

Json audit_page_data(const AuditSummary& summary, const std::string& title) {
  Json json;
  json["version"] = 1;
  json["title"] = title;
  json["states"] = terms_json(kRecordStates);
  json["flags"] = terms_json(kFlags);
  json["audit"] = audit_json(shortened(summary));
  json["records"] = Json::array();
  for (const ExampleRecord& record : summary.examples.records) json["records"].push_back(record_json(record));
  json["examples"] = examples_json(summary.examples);
  return json;
}

}  // namespace proclens

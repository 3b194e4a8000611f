#include "hunt/hunt_text.hpp"

#include <cstdint>
#include <cstdio>

#include "core/text.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

std::string number_of(const Json& json, const char* key) { return with_separators(json.at(key).get<std::uint64_t>()); }

std::string counted_at(const Json& json, const char* key, const char* one, const char* many) {
  return counted(json.at(key).get<std::uint64_t>(), one, many);
}

std::string one_decimal(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

/// "on web01", "on 3 hosts (web01, …)"
std::string where(const Json& finding) {
  const auto hosts = finding.at("host_count").get<std::uint64_t>();
  const std::string first = finding.at("hosts").at(0).get<std::string>();
  if (hosts == 1) return first.empty() ? "on a host without a name" : "on " + printable(first, 60);
  return "on " + with_separators(hosts) + " hosts (" + printable(first, 60) + ", …)";
}

std::string finding_text(const Json& finding) {
  const Json& example = finding.at("examples").at(0);
  std::string text = pad_start(one_decimal(finding.at("novelty").get<double>()), 6) + "  " +
                     printable(example.at("process_name").get<std::string>(), 60) + "  " +
                     counted_at(finding, "processes", "process", "processes") + " " + where(finding);
  if (const auto started = example.at("process_started").get<std::string>(); !started.empty()) text += "  " + started;
  text += "  [" + finding.at("id").get<std::string>() + "]\n";
  for (const Json& reason : finding.at("reasons")) text += "          " + reason.at("text").get<std::string>() + "\n";
  return text;
}

std::string compared_text(const Json& json) {
  const Json& baseline = json.at("baseline");
  if (baseline.is_null()) return "with " + json.at("compared_with").get<std::string>();
  std::string text = "with " + counted_at(baseline, "processes", "process", "processes") + " on " +
                     counted_at(baseline, "hosts", "host", "hosts") + " before";
  if (const auto first = baseline.at("first_day").get<std::string>(); !first.empty()) {
    text += " (" + first + " to " + baseline.at("last_day").get<std::string>() + ")";
  }
  return text;
}

}  // namespace

std::string hunt_text(const Json& json, std::size_t top) {
  std::string text;
  std::size_t shown = 0;
  for (const Json& finding : json.at("findings")) {
    if (finding.at("known").get<bool>()) continue;
    if (shown++ == top) break;
    text += finding_text(finding);
  }
  if (shown == 0) text += "  no findings\n";
  text += "\n  " + counted_at(json, "processes", "process", "processes") + " on " +
          counted_at(json, "hosts", "host", "hosts") + ", compared " + compared_text(json) + "\n  " +
          counted_at(json, "findings_in_all", "finding", "findings") + " in all, of " +
          counted_at(json, "processes_with_reasons", "process", "processes");
  if (json.at("known_findings").get<std::uint64_t>() > 0) text += "; " + number_of(json, "known_findings") + " known";
  if (const auto ids = json.at("known_ids_not_found").get<std::uint64_t>(); ids > 0) {
    text += "; " + counted(ids, "known id") + " not among them";
  }
  text += "\n";
  for (const Json& caveat : json.at("caveats")) text += "  " + caveat.get<std::string>() + "\n";
  for (const Json& source : json.at("label_sources")) {
    text += "  labels of " + printable(source.at("source").get<std::string>()) + ": " + number_of(source, "matched") +
            " of " + counted_at(source, "rows", "row names a process", "rows name a process") + "\n";
  }
  return text;
}

}  // namespace proclens

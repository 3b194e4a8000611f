#include <fstream>
#include <nlohmann/json.hpp>

#include "core/text.hpp"
#include "import/import_text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

Json time_json(const std::optional<std::int64_t>& time) { return time ? Json(*time) : Json(nullptr); }

Json yield_json(const ImportYield& yield) {
  return {{"processes", yield.processes},
          {"image_loads", yield.of(EventKind::load)},
          {"connections", yield.of(EventKind::connection)},
          {"files", yield.of(EventKind::file)},
          {"registry", yield.of(EventKind::registry)},
          {"hosts", yield.hosts},
          {"first_time_us", time_json(yield.first_time)},
          {"last_time_us", time_json(yield.last_time)}};
}

Json skipped_json(const std::vector<SkippedFile>& skipped) {
  Json list = Json::array();
  for (const SkippedFile& file : skipped)
    list.push_back({{"name", valid_utf8(file.name)}, {"reason", valid_utf8(file.reason)}});
  return list;
}

Json file_json(const FileReport& file) {
  return {{"name", valid_utf8(file.name)},
          {"bytes", file.bytes},
          {"blake3", file.digest},
          {"records", file.records.all()},
          {"kept", file.records.kept},
          {"left_out",
           {{"other_channel", file.records.other_channel},
            {"other_event", file.records.other_event},
            {"unknown_form", file.records.unknown_form},
            {"unreadable", file.records.unreadable},
            {"damaged", file.records.damaged},
            {"too_long", file.records.too_long},
            {"superseded_by_sysmon", file.superseded_by_sysmon},
            {"names_no_process", file.nameless}}},
          {"unknown_form_lacks", file.lacks.counts()},
          {"names_no_process_by_reason",
           {{"no_host", file.nameless_by_reason.no_host},
            {"no_time", file.nameless_by_reason.no_time},
            {"no_id", file.nameless_by_reason.no_id}}},
          {"forms", file.forms},
          {"gave", yield_json(file.yield)},
          {"damages", file.damages},
          {"skipped_members", skipped_json(file.skipped_members)}};
}

}  // namespace

std::string import_json_text(const ImportReport& report) {
  Json json;
  json["dataset"] = yield_json(report.yield);
  json["loads_without_details"] = report.loads_without_details;
  json["files"] = Json::array();
  for (const FileReport& file : report.files) json["files"].push_back(file_json(file));
  json["skipped"] = skipped_json(report.skipped);
  json["unreadable_folders"] = skipped_json(report.unreadable_folders);
  json["imported_blake3"] = report.imported;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::vector<std::string> imported_digests(const std::string& path) {
  std::ifstream stream(path);
  const Json json = Json::parse(stream, nullptr, false);
  const auto digests = json.is_object() ? json.find("imported_blake3") : json.end();
  if (!json.is_object() || digests == json.end() || !digests->is_array()) {
    throw Error(
        Fault::data, printable(path, 4096) + " was not written by proclens import",
        "Append only to a dataset made by proclens import; if an earlier version made it, import all logs again.");
  }
  std::vector<std::string> result;
  for (const Json& digest : *digests) {
    if (digest.is_string()) result.push_back(digest.get<std::string>());
  }
  return result;
}

}  // namespace proclens

#include "serve/front_page.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "atlas/page/page_links.hpp"
#include "core/text.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxPathBytes = 4096;

/// The JSON of a file written by an earlier command; if it is damaged, null, and adds to `problems`.
Json read_json(const ResultFolder& results, const std::string& path, Json& problems) {
  std::ifstream file(results.folder / path, std::ios::binary);
  Json json = Json::parse(file, nullptr, false);
  if (json.is_object()) return json;
  problems.push_back(path + " cannot be read");
  return nullptr;
}

Json member(const Json& json, const std::string& first, const std::string& second) {
  const auto outer = json.find(first);
  if (outer == json.end() || !outer->is_object()) return nullptr;
  const auto inner = outer->find(second);
  return inner == outer->end() ? Json() : *inner;
}

Json map_of(const ResultFolder& results, const std::string& lens, Json& problems) {
  const Json manifest = read_json(results, lens + "/manifest.json", problems);
  if (manifest.is_null()) return nullptr;
  const std::string page = lens + "/map.html";
  return {{"lens", printable(lens)},
          {"title", manifest.value("title", "")},
          {"object", member(manifest, "lens", "object")},
          {"feature", member(manifest, "lens", "feature")},
          {"objects", member(manifest, "counts", "objects")},
          {"processes", member(manifest, "counts", "processes")},
          {"points", member(manifest, "counts", "distinct_bags")},
          {"clusters", member(manifest, "counts", "clusters")},
          {"noise_share", member(manifest, "counts", "noise_share")},
          {"explorer", escaped_path(lens + "/")},
          {"file", results.find(page) == nullptr ? Json() : Json(escaped_path(page))}};
}

Json audit_of(const ResultFolder& results, Json& problems) {
  const Json audit = read_json(results, "audit/audit.json", problems);
  if (audit.is_null()) return nullptr;
  return {{"page", "audit/"},
          {"processes", member(audit, "processes", "records")},
          {"states", audit.value("states", Json::object())}};
}

Json hunt_of(const ResultFolder& results, Json& problems) {
  const Json hunt = read_json(results, "hunt/hunt.json", problems);
  if (hunt.is_null()) return nullptr;
  return {{"page", "hunt/"},
          {"findings", hunt.value("findings_in_all", Json())},
          {"processes", hunt.value("processes_with_reasons", Json())},
          {"hosts", hunt.value("hosts", Json())}};
}

Json comparison_of(const ResultFolder& results, const std::string& folder, Json& problems) {
  const Json compare = read_json(results, folder + "/compare.json", problems);
  if (compare.is_null()) return nullptr;
  return {{"page", escaped_path(folder + "/")},
          {"title", compare.value("title", Json())},
          {"a", member(compare, "a", "lens")},
          {"b", member(compare, "b", "lens")},
          {"item", compare.value("item", Json())},
          {"items", compare.value("items", Json())},
          {"neighbours", compare.value("neighbours", Json())},
          {"mean_agreement", compare.value("mean_agreement", Json())}};
}

}  // namespace

std::string front_page_json(const ResultFolder& results, const FrontPage& front) {
  Json problems = Json::array();
  Json maps = Json::array();
  for (const std::string& lens : results.maps) {
    if (Json map = map_of(results, lens, problems); !map.is_null()) maps.push_back(std::move(map));
  }
  Json comparisons = Json::array();
  for (const std::string& folder : results.comparisons) {
    if (Json compared = comparison_of(results, folder, problems); !compared.is_null()) {
      comparisons.push_back(std::move(compared));
    }
  }
  const Json audit = results.has_audit ? audit_of(results, problems) : Json();
  const Json hunt = results.has_hunt ? hunt_of(results, problems) : Json();
  Json files = Json::array();
  bool dataset = false;
  for (const ResultFile& file : results.files) {
    dataset = dataset || file.path.starts_with("dataset/");
    files.push_back({{"path", printable(file.path, kMaxPathBytes)},
                     {"bytes", file.bytes},
                     {"rows", file.rows ? Json(*file.rows) : Json()},
                     {"href", "files/" + escaped_path(file.path)}});
  }
  const Json page{{"version", front.version},
                  {"folder", printable(results.folder.string(), kMaxPathBytes)},
                  {"read_only", front.read_only},
                  {"labels", front.labels},
                  {"dataset", dataset},
                  {"maps", std::move(maps)},
                  {"audit", audit},
                  {"hunt", hunt},
                  {"comparisons", std::move(comparisons)},
                  {"files", std::move(files)},
                  {"problems", std::move(problems)}};
  return page.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace proclens

#include "lens/lens_json.hpp"

namespace proclens {
namespace {

nlohmann::ordered_json noun_json(const Noun& noun) { return {{"one", noun.one}, {"many", noun.many}}; }

}  // namespace

nlohmann::ordered_json lens_json(const Lens& lens) {
  nlohmann::ordered_json json = {{"name", lens.name},
                                 {"object", noun_json(lens.object)},
                                 {"feature", noun_json(lens.feature)},
                                 {"row", noun_json(lens.row)},
                                 {"feature_label", label_name(lens.feature_label)},
                                 {"objects_are_processes", lens.objects_are_processes}};
  if (!lens.parameters.empty()) json["parameters"] = lens.parameters;
  return json;
}

}  // namespace proclens

#include "lens/lens.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {

std::span<const Lens> lenses() {
  static const std::vector<Lens> table = {
      {
          .name = "images",
          .summary = "each process by the code images (executables and DLLs) it loaded",
          .object = {"process", "processes"},
          .feature = {"image", "images"},
          .row = {"image load", "image loads"},
          .feature_label = FeatureLabel::last_path_part,
          .objects_are_processes = true,
          .tables = {{StdviewTable::process_image_load, {"pid_hash", "filename"}}},
          .script = sql("lens/images"),
          .remedy = "Sysmon records image loads as event 7 if its configuration asks for it: "
                    "docs/sysmon-config.xml is one that does.",
      },
      {
          .name = "parents",
          .summary = "each process by the names of its ancestors",
          .object = {"process", "processes"},
          .feature = {"ancestor", "ancestors"},
          .row = {"recorded ancestor", "recorded ancestors"},
          .feature_label = FeatureLabel::whole,
          .objects_are_processes = true,
          .tables = {{StdviewTable::process_path, {"pid_hash", "ptree_list_tuples"}}},
          .script = sql("lens/parents"),
          .remedy = "Sysmon's event 1 and the Security log's event 4688 record the parent of a process.",
      },
  };
  return table;
}

const Lens& find_lens(std::string_view name) {
  const auto found = std::ranges::find(lenses(), name, &Lens::name);
  if (found != lenses().end()) return *found;
  std::string known;
  for (const Lens& lens : lenses()) known += (known.empty() ? "" : ", ") + std::string(lens.name);
  throw Error(Fault::usage, "there is no lens '" + printable(name) + "'", "The lenses are: " + known + ".");
}

std::string_view label_name(FeatureLabel label) {
  return label == FeatureLabel::last_path_part ? "last_path_part" : "whole";
}

std::vector<std::string> feature_labels(const Lens& lens, std::span<const std::string> feature_names) {
  if (lens.feature_label == FeatureLabel::whole) return {feature_names.begin(), feature_names.end()};
  std::vector<std::string> labels;
  labels.reserve(feature_names.size());
  for (const std::string& name : feature_names) labels.emplace_back(last_path_part(name));
  return labels;
}

}  // namespace proclens

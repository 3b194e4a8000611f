#include "lens/lens.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/text.hpp"
#include "lens/host_lens.hpp"
#include "lens/user_lens.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

/// The file name of the program that a command line starts.
std::string_view program_of(std::string_view line) {
  const CommandTokens tokens = command_tokens(line);
  if (tokens.tokens.empty()) return line;
  std::string_view path = tokens.tokens.front();
  if (path.size() >= 2 && path.front() == '"' && path.back() == '"') path = path.substr(1, path.size() - 2);
  return last_path_part(path);
}

}  // namespace

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
          .features_are_paths = true,
          .tables = {{StdviewTable::process_image_load, {"pid_hash", "filename"}}},
          .script = sql("lens/images"),
          .processes_with_data = "SELECT count(DISTINCT pid_hash) FROM process_image_load WHERE filename <> ''",
          .data = "image loads",
          .remedy = "Sysmon records image loads as event 7 if its configuration asks for it: "
                    "docs/sysmon-config.xml is one that does.",
      },
      {
          .name = "commands",
          .summary = "each distinct command line by its tokens in their order",
          .object = {"command line", "command lines"},
          .feature = {"token", "tokens"},
          .row = {"recorded line", "recorded lines"},
          .feature_label = FeatureLabel::whole,
          .objects_are_processes = false,
          .split = command_tokens,
          .tables = {{StdviewTable::process, {"pid_hash", "process_name", "args"}}},
          .script = sql("lens/command_line") + sql("lens/commands"),
          .processes_with_data = "SELECT count(*) FROM process WHERE args <> ''",
          .data = "arguments",
          .remedy =
              "Sysmon's event 1 records command lines; the Security log's event 4688 if the policy 'Include command "
              "line in process creation events' is enabled.",
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
      {
          .name = "network",
          .summary = "each process by the addresses and ports that it connected to",
          .object = {"process", "processes"},
          .feature = {"address or port", "addresses and ports"},
          .row = {"network contact", "network contacts"},
          .feature_label = FeatureLabel::whole,
          .objects_are_processes = true,
          .counts_activity = true,
          .tables = {{StdviewTable::process_net_conn, {"pid_hash", "remote_ip_addr"}}},
          .script = sql("lens/network"),
          .remedy = "Sysmon records connections as event 3 and DNS queries as event 22 if its configuration asks for "
                    "them, Elastic Defend and Defender (DeviceNetworkEvents) as well; docs/activities.md has more.",
      },
      {
          .name = "files",
          .summary = "each process by what it did to which files",
          .object = {"process", "processes"},
          .feature = {"file activity", "file activities"},
          .row = {"file record", "file records"},
          .feature_label = FeatureLabel::last_path_part,
          .objects_are_processes = true,
          .features_are_paths = true,
          .folds_paths = true,
          .counts_activity = true,
          .tables = {{StdviewTable::process_file, {"pid_hash", "filename", "activity_type"}}},
          .script = sql("lens/files"),
          .remedy = "Sysmon records files that are created as event 11 and deleted as events 23 and 26 if its "
                    "configuration asks for them, Elastic Defend and Defender (DeviceFileEvents) as well; "
                    "docs/activities.md has more.",
      },
      {
          .name = "registry",
          .summary = "each process by what it did to which keys of the registry",
          .object = {"process", "processes"},
          .feature = {"registry activity", "registry activities"},
          .row = {"registry record", "registry records"},
          .feature_label = FeatureLabel::last_path_part,
          .objects_are_processes = true,
          .features_are_paths = true,
          .folds_paths = true,
          .counts_activity = true,
          .tables = {{StdviewTable::process_registry, {"pid_hash", "reg_path", "activity_type"}}},
          .script = sql("lens/registry"),
          .remedy =
              "Sysmon records changes of the registry as events 12, 13 and 14 if its configuration asks for them, "
              "Elastic Defend and Defender (DeviceRegistryEvents) as well; docs/activities.md has more.",
      },
      host_lens(),
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

Lens with_folded_paths(Lens lens) {
  if (!lens.features_are_paths) throw std::invalid_argument("with_folded_paths: the features are not paths");
  lens.parameters[std::string(kFoldPaths)] = "true";
  return lens;
}

std::optional<Lens> recorded_lens(std::string_view name, const LensParameters& parameters,
                                  std::span<const Lens> known) {
  const auto found = std::ranges::find(known, name, &Lens::name);
  if (found == known.end()) return recorded_users_lens(name, parameters);
  Lens lens = *found;
  LensParameters more = parameters;
  if (lens.name == kHosts) {
    std::optional<Lens> hosts = recorded_host_lens(parameters);
    if (!hosts) return std::nullopt;
    lens = *std::move(hosts);
    std::erase_if(more, [&](const auto& parameter) { return lens.parameters.contains(parameter.first); });
  }
  for (const auto& [parameter, value] : more) {
    if (parameter != kFoldPaths || value != "true" || !lens.features_are_paths) return std::nullopt;
    lens = with_folded_paths(std::move(lens));
  }
  return lens;
}

std::string described(const Lens& lens) {
  std::string text(lens.name);
  for (const auto& [parameter, value] : lens.parameters) {
    if (parameter != kQuery) text += ", " + parameter + " " + printable(value);
  }
  return text;
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

TopicLabels topic_labels(const Lens& lens, std::span<const std::string> feature_names) {
  TopicLabels topics;
  if (!lens.topics_by_program) {
    topics.labels = feature_labels(lens, feature_names);
    return topics;
  }
  std::vector<std::string> programs;
  for (const std::string& line : feature_names) programs.push_back(ascii_lower(program_of(line)));
  topics.labels = programs;
  std::ranges::sort(topics.labels);
  const auto repeated = std::ranges::unique(topics.labels);
  topics.labels.erase(repeated.begin(), repeated.end());
  for (const std::string& program : programs) {
    topics.group.push_back(
        static_cast<std::uint32_t>(std::ranges::lower_bound(topics.labels, program) - topics.labels.begin()));
  }
  return topics;
}

}  // namespace proclens

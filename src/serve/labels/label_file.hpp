// The two stored forms of labels: the page's JSON, and a Parquet file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/file_system.hpp"

namespace proclens {

struct Label {
  std::string name;
  std::string note;
  std::string colour;                   ///< "#rrggbb", one of the page's colours
  std::optional<std::int32_t> cluster;  ///< the cluster, if a whole cluster is labelled
  std::vector<std::string> processes;   ///< pid_hash of one process at each point

  bool operator==(const Label&) const = default;
};

/// What is wrong with these labels, for users; nullopt if LabelStore accepts them.
[[nodiscard]] std::optional<std::string> fault_of(const std::vector<Label>& labels);

/// What a page makes of the labels that it saw.
struct LabelChange {
  std::vector<Label> labels;
  std::optional<std::vector<Label>> base;  ///< those that it saw; nullopt: the labels replace whatever is there
};

/// A change from the page's JSON, untrusted: a file of labels, where there also with `base`, a list like `labels`.
/// Throws Error (usage) with what is wrong. Never uses more than a few times the text's memory, however it is nested.
[[nodiscard]] LabelChange label_change_from_json(std::string_view text);

[[nodiscard]] nlohmann::ordered_json labels_to_json(const std::vector<Label>& labels);

/// Reads the file; a missing file means no labels. Throws Error (data) if it contains something else.
[[nodiscard]] std::vector<Label> read_label_file(const std::filesystem::path& file);

/// Replaces the file atomically; throws Error (machine) if that fails, leaving it unchanged.
void write_label_file(const OutputPath& file, const std::vector<Label>& labels);

}  // namespace proclens

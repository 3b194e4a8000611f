// Labels as the two forms they are kept in: the page's JSON, and a Parquet file.
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
  std::string colour;                   ///< "#rrggbb", one of the page's
  std::optional<std::int32_t> cluster;  ///< that is labelled as a whole
  std::vector<std::string> processes;   ///< pid_hash of one process of each point

  bool operator==(const Label&) const = default;
};

/// What is wrong with these labels, in words for people; nothing when they are as LabelStore wants them.
[[nodiscard]] std::optional<std::string> fault_of(const std::vector<Label>& labels);

/// Labels from the page's JSON, whoever wrote it. Throws Error (usage) with what is wrong. Never takes more than a few
/// times the text's memory, however it is nested.
[[nodiscard]] std::vector<Label> labels_from_json(std::string_view text);

[[nodiscard]] nlohmann::ordered_json labels_to_json(const std::vector<Label>& labels);

/// Reads the file; no file, no labels. Throws Error (data) when it holds something else.
[[nodiscard]] std::vector<Label> read_label_file(const std::filesystem::path& file);

/// Replaces the file as a whole or, throwing Error (machine), not at all.
void write_label_file(const OutputPath& file, const std::vector<Label>& labels);

}  // namespace proclens

// The results of a hunt on disk.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "hunt/hunt.hpp"
#include "storage/output_folder.hpp"
#include "table/database.hpp"

namespace proclens {

inline constexpr const char* kHuntJson = "hunt.json";
/// Findings in hunt.json at most, those that are known among them; processes.parquet has all.
inline constexpr std::size_t kListedFindings = 1000;

/// Which findings are listed.
enum class LabelledFindings {
  all,
  labelled,   ///< of processes that have a label, however common they are
  unlabelled  ///< of processes that no label names
};

/// Writes processes.parquet: one row for each selected process in the order of pid_hash, with its novelty, one column
/// for each term, the reasons, the id of its finding, its labels and their weight, and how many processes and hosts of
/// the reference have its name.
void write_hunted_processes(const Context& context, Database& database, const Hunt& hunt, const OutputFolder& output);

/// Everything that hunt.json holds: what was compared with what, and the findings, the most novel first.
/// @param title of the dataset
/// @param which findings are listed; counts are of all
[[nodiscard]] nlohmann::ordered_json hunt_json(Database& database, const Hunt& hunt, const SelectionCounts& selection,
                                               const std::string& title,
                                               LabelledFindings which = LabelledFindings::all);

/// As text with lines, whatever bytes the telemetry holds.
[[nodiscard]] std::string hunt_json_text(const nlohmann::ordered_json& json);

/// "baseline", "other hosts", "other days" or "other processes"
[[nodiscard]] std::string compared_with(const Hunt& hunt);

}  // namespace proclens

// Scores beside what is known of the processes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "table/database.hpp"

namespace proclens {

/// What processes are compared within, and what bootstrap samples are drawn of.
enum class LabelGrouping { recording, host, day };

/// "recording", "host" or "day".
[[nodiscard]] const char* name_of(LabelGrouping grouping);

/// Instead of the number of a name or of a host's day that is not known.
inline constexpr std::int32_t kNotKnown = -1;

struct LabelCounts {
  std::uint64_t attacks = 0;       ///< processes labelled as an attack, by whatever row
  std::uint64_t benign = 0;        ///< processes labelled as benign, and those that count as benign without a label
  std::uint64_t unsure = 0;        ///< processes all of whose labels are unsure; left out
  std::uint64_t conflicting = 0;   ///< attacks that another row calls benign
  std::uint64_t not_scored = 0;    ///< attacks and benign processes that the scores do not have; they rank last
  std::uint64_t not_labelled = 0;  ///< processes with a score, without a label; left out, unless they count as benign
  std::uint64_t scored_again = 0;  ///< further rows of a process that has a score; the highest one counts
};

/// One score of every entry.
struct ScoreColumn {
  std::string name;
  std::vector<double> value;  ///< higher is more suspicious; −∞ for those without a score; never NaN
  std::uint64_t missing = 0;  ///< attacks and benign processes that have a row in the scores, but no number in it
};

/// One entry per labelled process and group that it is labelled in, ordered by both. The entry of a process in one
/// recording may be an attack and that in another benign.
struct LabelledProcesses {
  LabelGrouping grouping = LabelGrouping::recording;
  std::vector<std::string> groups;              ///< names in order; "" for those whose group is not known
  std::vector<std::uint8_t> is_attack;          ///< 1: attack, 0: benign
  std::vector<std::uint8_t> counts_as_process;  ///< 1 for one entry of each process: its first attack, or its first
  std::vector<std::int32_t> group;              ///< number in `groups`
  std::vector<std::int32_t> name;               ///< the same number for the same process name; kNotKnown
  std::vector<std::int32_t> host_day;           ///< the same number for the same host and day (UTC); kNotKnown
  std::vector<ScoreColumn> scores;
  LabelCounts counts;

  [[nodiscard]] std::size_t size() const noexcept { return is_attack.size(); }
};

struct LabelledProcessesOptions {
  std::filesystem::path scores;  ///< a Parquet or CSV file with pid_hash, or a folder with hunt/processes.parquet
  std::vector<std::string> score_columns = {"novelty"};
  bool low_is_suspicious = false;  ///< turns the scores round
  std::filesystem::path labels;    ///< hunt/labels/label_file.hpp
  std::string label_column = "label";
  std::string label_condition;            ///< SQL over the labels; empty: all of them
  std::optional<LabelGrouping> grouping;  ///< none: recording if the labels say it, else host
  bool rest_is_benign = false;            ///< processes with a score and without a label count as benign
};

/// Joins labels and scores by pid_hash. Labels are attack, malicious, true, yes or 1; benign, normal, false, no or 0;
/// unsure, unknown or nothing. Hosts, days and names are those of the scores, where they have none the labels'.
/// Throws Error: data when a file cannot be read, lacks a column, holds no numbers or another label, or when no process
/// has both; usage when the grouping cannot be had.
[[nodiscard]] LabelledProcesses read_labelled_processes(Database& database, const LabelledProcessesOptions& options);

}  // namespace proclens

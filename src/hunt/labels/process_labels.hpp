// What rules and people said of the processes of a dataset.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "table/database.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {

/// A label, and how many of the selected processes have it. Labels of one text and source are one rule, whatever their
/// tactics. The fewer processes a rule names, the more it says: it weighs 1/rule_processes.
struct ProcessLabel {
  std::string label;     ///< a rule's name or id, or what somebody wrote
  std::string source;    ///< "hayabusa", "sigma_labels", or a file's name
  std::string severity;  ///< "high"; empty: not known
  std::string tactic;    ///< "execution, persistence"; empty: not known
  std::uint64_t processes = 0;
  std::uint32_t rule = 0;            ///< the same number for labels of one rule
  std::uint64_t rule_processes = 0;  ///< that have any label of the rule
};

/// What became of the rows of one source of labels.
struct LabelSourceCounts {
  std::string source;
  std::uint64_t rows = 0;
  std::uint64_t matched = 0;  ///< rows that name a selected process
};

struct ProcessLabels {
  std::vector<ProcessLabel> labels;     ///< the rarest first
  std::vector<std::uint32_t> start;     ///< of each process in `label_of`; one more than there are processes
  std::vector<std::uint32_t> label_of;  ///< numbers of labels, the rarest first
  std::vector<LabelSourceCounts> sources;

  /// The labels of a process, by its number.
  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t process) const {
    if (start.empty()) return {};
    return std::span(label_of).subspan(start[process], start[process + 1] - start[process]);
  }
  /// The sum of the weights of the rules that name it.
  [[nodiscard]] double weight(std::uint32_t process) const;
};

/// Reads the dataset's tables sigma_labels and mitre_labels, where there, and files: labels by pid_hash
/// (label_file.hpp; those that say benign or unsure name nothing and are left out), or hits of Hayabusa and Chainsaw
/// (rule_hits.hpp), which belong to the process whose start is the record that was hit. Labels of one text, source and
/// tactic are one label. Reads the table `selected` (telemetry/selection.hpp) and makes process_label(process, label):
/// what is in `labels` of each process. Throws Error: data when a file cannot be read.
[[nodiscard]] ProcessLabels read_process_labels(Database& database, const Dataset& dataset,
                                                const std::vector<std::filesystem::path>& files);

}  // namespace proclens

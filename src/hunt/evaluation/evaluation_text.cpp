#include "hunt/evaluation/evaluation_text.hpp"

#include <algorithm>
#include <cstdio>

#include "core/text.hpp"
#include "hunt/evaluation/measure_names.hpp"

namespace proclens {
namespace {

constexpr std::size_t kTextWidth = 48;
constexpr std::size_t kNumberWidth = 9;
constexpr std::size_t kErrorWidth = 10;
constexpr std::size_t kColumnWidth = kNumberWidth + kErrorWidth;
constexpr std::size_t kGroupsShown = 20;

std::string decimal(double value, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string optional_decimal(const std::optional<double>& value, int decimals) {
  return value ? decimal(*value, decimals) : "-";
}

std::string processes(std::uint64_t count) { return counted(count, "process", "processes"); }

/// One line for each count that is not zero.
std::string what_took_part(const LabelledProcesses& all) {
  const LabelCounts& counts = all.counts;
  const std::string group = name_of(all.grouping);
  std::string text = "  " + counted(counts.attacks, "attack", "attacks") + " and " +
                     counted(counts.benign, "benign process", "benign processes") + " in " +
                     counted(all.groups.size(), group, group + "s") + "\n";
  const auto line = [&](std::uint64_t count, const std::string& words) {
    if (count > 0) text += "  " + words + "\n";
  };
  line(counts.unsure, "left out: " + processes(counts.unsure) + " labelled unsure");
  line(counts.not_labelled, "no label: " + processes(counts.not_labelled) + " with a score");
  if (counts.benign == 0) {
    line(counts.not_labelled, "nothing is labelled benign: with --rest-is-benign, what has no label counts as benign");
  }
  line(counts.not_scored, "no score: " + counted(counts.not_scored, "labelled process, which ranks last",
                                                 "labelled processes, which rank last"));
  line(counts.conflicting, "labelled attack and benign: " + processes(counts.conflicting) + "; attack counts");
  line(counts.scored_again,
       "scored more than once: " + counted(counts.scored_again, "further row; the highest score of a process counts",
                                           "further rows; the highest score of a process counts"));
  return text + "\n";
}

std::string with_group(const char* text, const std::string& group) {
  std::string words = text;
  const std::size_t at = words.find("%s");
  return at == std::string::npos ? words : words.replace(at, 2, group);
}

std::string cell(const Estimate& estimate, int decimals) {
  const std::string error = estimate.error ? " ± " + decimal(*estimate.error, decimals) : "";
  return pad_start(optional_decimal(estimate.value, decimals), kNumberWidth) + pad_end(error, kErrorWidth);
}

std::string without_blanks_at_end(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

/// A row for each measure, a column for each score from `first` on.
template <class EstimatesOf>
std::string table(const std::string& title, const std::string& group, const std::vector<ScoreEvaluation>& evaluations,
                  std::size_t first, EstimatesOf estimates_of) {
  std::string line = pad_end("  " + title, kTextWidth);
  for (std::size_t i = first; i < evaluations.size(); ++i) {
    line +=
        pad_end("  " + pad_start(printable(evaluations[i].score, kColumnWidth - 2), kNumberWidth - 2), kColumnWidth);
  }
  std::string text = without_blanks_at_end(line);
  for (const MeasureName& name : kMeasureNames) {
    line = pad_end("  " + with_group(name.text, group), kTextWidth);
    for (std::size_t i = first; i < evaluations.size(); ++i) {
      line += cell(estimates_of(evaluations[i])[static_cast<std::size_t>(name.measure)], name.decimals);
    }
    text += without_blanks_at_end(line);
  }
  return text + "\n";
}

std::string alerts_text(const ScoreEvaluation& evaluation, double recall) {
  const AlertEvaluation& alerts = evaluation.alerts;
  std::string text =
      "  " + printable(evaluation.score) + ": to catch " + decimal(100 * recall, 0) + "% of the attacks, ";
  text += alerts.threshold ? "alert at " + decimal(*alerts.threshold, 3) + " or more"
                           : std::string("processes without a score are needed, too");
  text += ": " + counted(alerts.attacks, "attack", "attacks") + " and " +
          counted(alerts.benign, "benign process", "benign processes");
  if (alerts.host_days == 0) return text + "; hosts or times are not known\n";
  return text + ", in " + counted(alerts.host_days, "host-day", "host-days") + "\n";
}

std::string groups_text(const ScoreEvaluation& evaluation, const std::string& group) {
  std::vector<const GroupEvaluation*> rows;
  for (const GroupEvaluation& row : evaluation.groups) {
    if (row.takes_part) rows.push_back(&row);
  }
  const std::size_t too_small = evaluation.groups.size() - rows.size();
  std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return *a->auc < *b->auc; });
  std::string text = pad_end("  " + group, kTextWidth) + "  processes    attacks        AUC  first rank\n";
  for (std::size_t i = 0; i < std::min(rows.size(), kGroupsShown); ++i) {
    const std::string name = rows[i]->name.empty() ? "(not known)" : printable(rows[i]->name, kTextWidth - 4);
    text += pad_end("  " + name, kTextWidth) + pad_start(with_separators(rows[i]->processes), 11) +
            pad_start(with_separators(rows[i]->attacks), 11) + pad_start(optional_decimal(rows[i]->auc, 3), 11) +
            pad_start(optional_decimal(rows[i]->first_rank, 1), 12) + "\n";
  }
  if (rows.size() > kGroupsShown)
    text += "  and " + with_separators(rows.size() - kGroupsShown) + " more; --json has all\n";
  if (too_small > 0) {
    text += "  " + counted(too_small, group, group + "s") + " without an attack or with too few benign processes\n";
  }
  return text;
}

}  // namespace

std::string evaluation_text(const LabelledProcesses& processes, const EvaluationOptions& options,
                            const std::vector<ScoreEvaluation>& evaluations) {
  const std::string group = name_of(processes.grouping);
  std::string text = what_took_part(processes);
  text += table("measure ± standard error", group, evaluations, 0,
                [](const ScoreEvaluation& evaluation) { return evaluation.estimates; });
  if (evaluations.size() > 1) {
    text += table("gain over " + printable(evaluations.front().score, 30), group, evaluations, 1,
                  [](const ScoreEvaluation& evaluation) { return evaluation.gains; });
  }
  for (const ScoreEvaluation& evaluation : evaluations) text += alerts_text(evaluation, options.recall);
  return text + "\n" + groups_text(evaluations.front(), group);
}

}  // namespace proclens

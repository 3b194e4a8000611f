// Which processes are new or rare, and why.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hunt/baseline/baseline.hpp"
#include "hunt/baseline/baseline_sample.hpp"
#include "hunt/baseline/describe_processes.hpp"
#include "hunt/findings.hpp"
#include "hunt/hunted_processes.hpp"
#include "hunt/reasons.hpp"
#include "novelty/novelty.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

/// What a hunt found, in memory. Neither copied nor moved: parts refer to each other.
struct Hunt {
  /// Scores what describe_processes made in `database`, compared with the baseline whose views are open there, or with
  /// the rest of the dataset without one. Labels, if there are any, are those of the same processes; they
  /// become reasons, and leave novelty as it is; so does what a map says of them. The same for any number of threads.
  Hunt(const Context& context, Database& database, const std::optional<BaselineSummary>& with_baseline,
       const std::set<std::string>& known_ids, ProcessLabels process_labels = {},
       std::optional<MapEvidence> map_evidence = {});
  Hunt(const Hunt&) = delete;
  Hunt& operator=(const Hunt&) = delete;

  std::optional<BaselineSummary> baseline;
  SharedProcesses in_baseline;  ///< these processes among those that the baseline counted
  ProcessLabels labels;
  std::optional<MapEvidence> map;  ///< evidence of a map, if there is one
  HuntedProcesses processes;
  NoveltyReference reference;
  ImageReference images;
  NoveltyTerms terms;
  Reasons reasons;
  Findings findings;
  std::vector<bool> is_known;             ///< of each finding
  std::uint64_t known_ids_not_found = 0;  ///< known ids that no finding has
};

}  // namespace proclens

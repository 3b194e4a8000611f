#include "audit/assessment/assessment.hpp"

#include <utility>

namespace proclens {

Assessment assess(Lineages lineages, std::vector<FlagSet> flags_of_parents, const RecordedPaths& paths,
                  std::vector<std::int32_t> likely_parent, bool has_process_path) {
  Assessment assessment{std::move(lineages), std::move(flags_of_parents), std::move(likely_parent), has_process_path};
  if (!has_process_path) return assessment;
  for (std::size_t record = 0; record < assessment.flags.size(); ++record) {
    FlagSet& flags = assessment.flags[record];
    const std::int32_t length = paths.length[record];
    if (length == RecordedPaths::kMissing) {
      flags.set(Flag::missing_path);
      continue;
    }
    if (paths.wrong[record] != 0) {
      flags.set(Flag::wrong_path);
    } else if (length < assessment.lineages.depth[record]) {
      flags.set(Flag::short_path);
    }
  }
  return assessment;
}

bool is_repaired(const Assessment& assessment, std::size_t record) {
  if (assessment.lineages.depth[record] < 2) return false;
  const FlagSet flags = assessment.flags[record];
  return !assessment.has_process_path || flags.has(Flag::missing_path) || flags.has(Flag::short_path) ||
         flags.has(Flag::wrong_path);
}

}  // namespace proclens

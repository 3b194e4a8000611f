// Several people change the same labels: what each changed is kept.
#pragma once

#include <string>
#include <vector>

#include "serve/labels/label_file.hpp"

namespace proclens {

struct MergedLabels {
  std::vector<Label> labels;           ///< the current ones without what was removed, then what was added
  std::vector<std::string> conflicts;  ///< names of labels that were changed or removed here and elsewhere
};

/// Applies the difference between `base` and `mine` to `current`. A label that was changed counts as removed and added;
/// labels are the same if all of their parts are. So of a label that two people changed, both versions remain, and one
/// that only one of them removed and the other changed remains as changed.
[[nodiscard]] MergedLabels merge_labels(const std::vector<Label>& base, const std::vector<Label>& mine,
                                        const std::vector<Label>& current);

}  // namespace proclens

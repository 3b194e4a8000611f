#include "serve/labels/merge_labels.hpp"

#include <algorithm>

namespace proclens {
namespace {

/// Removes one label that equals `label`; returns whether there was one.
bool take(std::vector<Label>& labels, const Label& label) {
  const auto found = std::ranges::find(labels, label);
  if (found == labels.end()) return false;
  labels.erase(found);
  return true;
}

/// The labels of `one` that `other` does not have, each as often as it is missing.
std::vector<Label> without(const std::vector<Label>& one, std::vector<Label> other) {
  std::vector<Label> rest;
  for (const Label& label : one) {
    if (!take(other, label)) rest.push_back(label);
  }
  return rest;
}

}  // namespace

MergedLabels merge_labels(const std::vector<Label>& base, const std::vector<Label>& mine,
                          const std::vector<Label>& current) {
  MergedLabels merged{current, {}};
  for (const Label& removed : without(base, mine)) {
    if (!take(merged.labels, removed)) merged.conflicts.push_back(removed.name);
  }
  for (Label& added : without(mine, base)) merged.labels.push_back(std::move(added));
  return merged;
}

}  // namespace proclens

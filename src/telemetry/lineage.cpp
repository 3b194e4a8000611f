#include "telemetry/lineage.hpp"

#include <algorithm>
#include <stdexcept>

namespace proclens {
namespace {

constexpr std::int32_t kUnvisited = 0;  // a finished depth is at least 1
constexpr std::int32_t kOnThisPath = -1;

void check_links(std::span<const std::int32_t> parent, std::span<const std::uint8_t> first_process) {
  if (first_process.size() != parent.size()) throw std::invalid_argument("parent links of two lengths");
  const auto n = static_cast<std::int64_t>(parent.size());
  for (const std::int32_t link : parent) {
    if (link < kRefutedParent || link >= n) throw std::invalid_argument("a parent link leads nowhere");
  }
}

class Rebuilder {
 public:
  Rebuilder(std::span<const std::int32_t> parent, std::span<const std::uint8_t> first_process)
      : parent_(parent), first_process_(first_process) {
    const std::size_t n = parent.size();
    lineages_.state.resize(n);
    lineages_.depth.assign(n, kUnvisited);
    lineages_.oldest.resize(n);
  }

  Lineages rebuild() && {
    for (std::size_t record = 0; record < parent_.size(); ++record) {
      if (lineages_.depth[record] == kUnvisited) follow(static_cast<std::int32_t>(record));
    }
    return std::move(lineages_);
  }

 private:
  /// Climbs from `start` to a finished record, then finishes the path on the way back down.
  void follow(std::int32_t start) {
    path_.clear();
    std::int32_t at = start;
    while (at >= 0 && lineages_.depth[at] == kUnvisited) {
      lineages_.depth[at] = kOnThisPath;
      path_.push_back(at);
      at = parent_[at];
    }
    if (at >= 0 && lineages_.depth[at] == kOnThisPath) finish_cycle(at);
    for (; !path_.empty(); path_.pop_back()) finish(path_.back());
  }

  /// Removes the cycle that begins at `entry` from the end of the path. Each of its members reaches all of it.
  void finish_cycle(std::int32_t entry) {
    const auto begin = std::find(path_.rbegin(), path_.rend(), entry).base() - 1;
    const auto length = static_cast<std::int32_t>(path_.end() - begin);
    const bool rooted = std::any_of(begin, path_.end(), [&](std::int32_t member) { return is_first(member); });
    for (auto member = begin; member != path_.end(); ++member) {
      lineages_.depth[*member] = length;
      lineages_.oldest[*member] = member == begin ? path_.back() : *(member - 1);
      set_state(*member, rooted ? RecordState::complete : RecordState::cyclic);
    }
    path_.erase(begin, path_.end());
  }

  /// Finishes a record whose parent, if any, is finished.
  void finish(std::int32_t record) {
    const std::int32_t parent = parent_[record];
    if (parent < 0) {
      lineages_.depth[record] = 1;
      lineages_.oldest[record] = record;
      set_state(record, parent == kNoParentHash ? RecordState::dud : RecordState::orphan);
      return;
    }
    lineages_.depth[record] = lineages_.depth[parent] + 1;
    lineages_.oldest[record] = lineages_.oldest[parent];
    set_state(record, inherited(lineages_.state[parent]));
  }

  static RecordState inherited(RecordState of_parent) {
    switch (of_parent) {
      case RecordState::root:
      case RecordState::complete:
        return RecordState::complete;
      case RecordState::cyclic:
        return RecordState::cyclic;
      default:
        return RecordState::truncated;
    }
  }

  void set_state(std::int32_t record, RecordState state) {
    lineages_.state[record] = is_first(record) ? RecordState::root : state;
  }

  [[nodiscard]] bool is_first(std::int32_t record) const { return first_process_[record] != 0; }

  std::span<const std::int32_t> parent_;
  std::span<const std::uint8_t> first_process_;
  Lineages lineages_;
  std::vector<std::int32_t> path_;
};

/// The link of a cycle, by its child, that times contradict most; -1 when they contradict none.
std::int32_t most_contradicted(std::span<const std::int32_t> parent, std::int32_t entry,
                               const std::function<std::int64_t(std::int32_t)>& contradiction) {
  std::int32_t found = -1;
  std::int64_t most = 0;
  std::int32_t member = entry;
  do {
    const std::int64_t by = contradiction(member);
    if (by > most || (by == most && by > 0 && member < found)) {
      found = member;
      most = by;
    }
    member = parent[member];
  } while (member != entry);
  return found;
}

}  // namespace

std::uint64_t break_cycles(std::span<std::int32_t> parent,
                           const std::function<std::int64_t(std::int32_t)>& contradiction) {
  constexpr std::int32_t kUnreached = -1;
  std::vector<std::int32_t> reached_from(parent.size(), kUnreached);
  std::uint64_t broken = 0;
  for (std::int32_t start = 0; start < static_cast<std::int32_t>(parent.size()); ++start) {
    std::int32_t at = start;
    for (; at >= 0 && reached_from[at] == kUnreached; at = parent[at]) reached_from[at] = start;
    if (at < 0 || reached_from[at] != start) continue;
    const std::int32_t child = most_contradicted(parent, at, contradiction);
    if (child < 0) continue;
    parent[child] = kRefutedParent;
    ++broken;
  }
  return broken;
}

Lineages rebuild_lineages(std::span<const std::int32_t> parent, std::span<const std::uint8_t> first_process) {
  check_links(parent, first_process);
  return Rebuilder(parent, first_process).rebuild();
}

std::int32_t lineage_step_limit(std::span<const std::int32_t> depths, std::uint64_t budget) {
  if (depths.empty()) return 1;
  const std::int32_t deepest = *std::max_element(depths.begin(), depths.end());
  std::vector<std::uint64_t> longer_than(static_cast<std::size_t>(deepest) + 1);  // first: how many have this depth
  for (const std::int32_t depth : depths) ++longer_than[depth];
  std::uint64_t longer = depths.size();
  for (std::uint64_t& count : longer_than) count = (longer -= count);
  // Raising the limit from L to L + 1 adds one step to every lineage longer than L.
  std::uint64_t steps = depths.size();
  std::int32_t limit = 1;
  while (limit < deepest && steps + longer_than[limit] <= budget) steps += longer_than[limit++];
  return limit;
}

}  // namespace proclens

#include "novelty/unit_counts.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace proclens {

void UnitCounts::add(std::uint32_t key, std::uint32_t unit, std::uint64_t processes) {
  const bool is_new_key = key >= start_.size();
  if (key >= keys_ || (!is_new_key && (key + 1 != start_.size() || entries_.back().unit >= unit))) {
    throw std::invalid_argument("UnitCounts: entries must ascend by key and unit");
  }
  start_.resize(std::max<std::size_t>(start_.size(), key + 1), entries_.size());
  total_.resize(start_.size(), 0);
  entries_.push_back({unit, processes});
  total_[key] += processes;
}

std::span<const UnitCounts::Entry> UnitCounts::entries(std::uint32_t key) const {
  if (key >= start_.size()) return {};
  const std::size_t end = key + 1 < start_.size() ? start_[key + 1] : entries_.size();
  return std::span(entries_).subspan(start_[key], end - start_[key]);
}

std::uint64_t UnitCounts::without(std::uint32_t key, std::uint32_t unit) const {
  if (key >= start_.size()) return 0;
  const std::span<const Entry> all = entries(key);
  const auto found = std::ranges::lower_bound(all, unit, {}, &Entry::unit);
  return total_[key] - (found != all.end() && found->unit == unit ? found->processes : 0);
}

UnitCounts UnitCounts::grouped(std::span<const std::uint32_t> group_of, std::size_t groups) const {
  std::vector<std::pair<std::uint32_t, Entry>> members;
  members.reserve(entries_.size());
  for (std::uint32_t key = 0; key < start_.size(); ++key) {
    for (const Entry& entry : entries(key)) members.emplace_back(group_of[key], entry);
  }
  std::ranges::sort(members, {}, [](const auto& member) { return std::pair(member.first, member.second.unit); });
  UnitCounts sums(groups);
  for (std::size_t begin = 0, end = 0; begin < members.size(); begin = end) {
    const auto& [group, first] = members[begin];
    std::uint64_t processes = 0;
    for (; end < members.size() && members[end].first == group && members[end].second.unit == first.unit; ++end) {
      processes += members[end].second.processes;
    }
    sums.add(group, first.unit, processes);
  }
  return sums;
}

}  // namespace proclens

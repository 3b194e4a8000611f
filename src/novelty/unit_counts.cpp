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

std::uint64_t UnitCounts::within(std::uint32_t key, std::uint32_t unit) const {
  const std::span<const Entry> all = entries(key);
  const auto found = std::ranges::lower_bound(all, unit, {}, &Entry::unit);
  return found != all.end() && found->unit == unit ? found->processes : 0;
}

std::uint64_t UnitCounts::without(std::uint32_t key, std::uint32_t unit) const {
  return key < start_.size() ? total_[key] - within(key, unit) : 0;
}

UnitCounts UnitCounts::summed(std::size_t keys, std::vector<KeyEntry> entries) {
  std::ranges::sort(entries, {}, [](const KeyEntry& each) { return std::pair(each.key, each.entry.unit); });
  UnitCounts sums(keys);
  for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
    const auto& [key, first] = entries[begin];
    std::uint64_t processes = 0;
    for (; end < entries.size() && entries[end].key == key && entries[end].entry.unit == first.unit; ++end) {
      processes += entries[end].entry.processes;
    }
    sums.add(key, first.unit, processes);
  }
  return sums;
}

UnitCounts UnitCounts::grouped(std::span<const std::uint32_t> group_of, std::size_t groups) const {
  std::vector<KeyEntry> members;
  members.reserve(entries_.size());
  for (std::uint32_t key = 0; key < start_.size(); ++key) {
    for (const Entry& entry : entries(key)) members.push_back({group_of[key], entry});
  }
  return summed(groups, std::move(members));
}

}  // namespace proclens

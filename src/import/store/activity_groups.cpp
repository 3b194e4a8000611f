#include "import/store/activity_groups.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace proclens {
namespace {

constexpr unsigned kTargetBits = 32;

/// The rank of each process in sorted order.
std::vector<std::uint32_t> ranks_of(const std::vector<HashBytes>& processes) {
  std::vector<std::uint32_t> order(processes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return processes[a] < processes[b]; });
  std::vector<std::uint32_t> ranks(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) ranks[order[i]] = i;
  return ranks;
}

}  // namespace

/// Consecutive activities are often of the same process.
std::uint32_t ActivityGroups::number_of(const HashBytes& process) {
  if (processes_.size() == 0 || processes_.keys()[last_process_] != process) last_process_ = processes_.add(process);
  return last_process_;
}

void ActivityGroups::add(const HashBytes& process, std::uint32_t target, std::int64_t time,
                         const std::optional<HashBytes>& md5, std::uint32_t details) {
  const std::uint64_t key = static_cast<std::uint64_t>(number_of(process)) << kTargetBits | target;
  const std::uint32_t number = keys_.add(key);
  if (number == groups_.size()) groups_.push_back({process, {}, time, time, 0, target});
  ActivityGroup& group = groups_[number];
  group.first_seen = std::min(group.first_seen, time);
  group.last_seen = std::max(group.last_seen, time);
  ++group.events;
  group.details = std::min(group.details, details);
  if (!md5) return;
  group.md5 = group.has_md5 ? std::min(group.md5, *md5) : *md5;
  group.has_md5 = true;
}

/// Radix sort, least significant digit first: linear in the number of groups.
void ActivityGroups::sort_by_rank(std::uint64_t ranks) {
  constexpr unsigned kBits = 11;
  constexpr std::uint64_t kDigits = 1U << kBits;
  spare_.resize(order_.size());
  for (unsigned shift = 0; shift < 64 && (ranks >> shift) != 0; shift += kBits) {
    const auto digit = [shift](const Ranked& group) { return (group.rank >> shift) % kDigits; };
    std::array<std::uint32_t, kDigits> next{};
    for (const Ranked& group : order_) ++next[digit(group)];
    std::exclusive_scan(next.begin(), next.end(), next.begin(), 0U);
    for (const Ranked& group : order_) spare_[next[digit(group)]++] = group;
    std::swap(order_, spare_);
  }
}

void ActivityGroups::sort(std::span<const std::uint32_t> ranks, std::size_t targets) {
  const std::vector<std::uint32_t> process_ranks = ranks_of(processes_.keys());
  order_.reserve(groups_.size());
  for (std::uint32_t i = 0; i < groups_.size(); ++i) {
    const std::uint64_t process = process_ranks[keys_.keys()[i] >> kTargetBits];
    const std::uint32_t target = groups_[i].target;
    order_.push_back({process * targets + (ranks.empty() ? target : ranks[target]), i});
  }
  sort_by_rank(process_ranks.size() * targets);
}

void ActivityGroups::clear() {
  processes_.clear();
  last_process_ = 0;
  keys_.clear();
  groups_.clear();
  order_.clear();
}

}  // namespace proclens

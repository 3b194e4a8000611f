#include "novelty/feature_counts.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kMaxGroupBlocks = 64;  // each has counters of its own

/// The processes of each group, in order.
struct Grouping {
  std::vector<std::size_t> start;
  std::vector<std::uint32_t> process;
};

Grouping by_group(const GroupedProcesses& processes) {
  Grouping grouping{std::vector<std::size_t>(processes.groups + 1, 0),
                    std::vector<std::uint32_t>(processes.group.size())};
  for (const std::uint32_t group : processes.group) ++grouping.start[group + 1];
  std::partial_sum(grouping.start.begin(), grouping.start.end(), grouping.start.begin());
  std::vector<std::size_t> next(grouping.start.begin(), grouping.start.end() - 1);
  for (std::uint32_t i = 0; i < processes.group.size(); ++i) grouping.process[next[processes.group[i]]++] = i;
  return grouping;
}

/// Counts of one group at a time.
class FeatureCounter {
 public:
  explicit FeatureCounter(std::size_t features) : counts_(features) {}

  void add(std::span<const std::uint32_t> features, std::int32_t day) {
    for (const std::uint32_t feature : features) {
      FeatureCount& count = counts_[feature];
      if (count.processes++ == 0) seen_.push_back(feature);
      if (day == kNoDay) continue;
      count.first_day = count.first_day == kNoDay ? day : std::min(count.first_day, day);
      count.last_day = std::max(count.last_day, day);
    }
  }

  void take(std::uint32_t group, std::vector<FeatureCount>& counts) {
    std::ranges::sort(seen_);
    for (const std::uint32_t feature : seen_) {
      FeatureCount& count = counts_[feature];
      counts.push_back({group, feature, count.processes, count.first_day, count.last_day});
      count = {};
    }
    seen_.clear();
  }

 private:
  std::vector<FeatureCount> counts_;
  std::vector<std::uint32_t> seen_;
};

}  // namespace

std::vector<FeatureCount> count_features(const Context& context, const GroupedProcesses& processes,
                                         const NumberSets& features) {
  const Grouping grouping = by_group(processes);
  const std::uint32_t most = features.number.empty() ? 0 : *std::ranges::max_element(features.number) + 1;
  const std::size_t block = std::max<std::size_t>(1, (processes.groups + kMaxGroupBlocks - 1) / kMaxGroupBlocks);
  using Counts = std::vector<FeatureCount>;
  const auto count_groups = [&](std::size_t begin, std::size_t end) {
    Counts counts;
    FeatureCounter counter(most);
    for (std::size_t group = begin; group < end; ++group) {
      for (std::size_t at = grouping.start[group]; at < grouping.start[group + 1]; ++at) {
        const std::uint32_t i = grouping.process[at];
        counter.add(features[processes.set_of[i]], processes.day.empty() ? kNoDay : processes.day[i]);
      }
      counter.take(static_cast<std::uint32_t>(group), counts);
    }
    return counts;
  };
  return reduce_blocks(context, processes.groups, block, Counts(), count_groups, [](Counts& all, Counts&& part) {
    all.insert(all.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
  });
}

}  // namespace proclens

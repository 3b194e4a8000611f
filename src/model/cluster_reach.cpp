#include "model/cluster_reach.hpp"

#include <algorithm>

namespace proclens {

std::vector<float> cluster_reach(const Neighbours& neighbours, std::span<const std::int32_t> label,
                                 std::size_t clusters) {
  std::vector<float> reach(clusters);
  for (std::size_t bag = 0; bag < label.size(); ++bag) {
    if (label[bag] < 0) continue;
    const auto others = neighbours.index.row(bag);
    const auto nearest = std::ranges::find_if(
        others, [&](std::uint32_t other) { return other != Neighbours::kNone && label[other] == label[bag]; });
    if (nearest == others.end()) continue;
    float& far = reach[static_cast<std::size_t>(label[bag])];
    far = std::max(far, neighbours.distance(bag, static_cast<std::size_t>(nearest - others.begin())));
  }
  return reach;
}

}  // namespace proclens

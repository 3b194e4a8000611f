#include "cluster/nearest_cluster.hpp"

namespace proclens {

// When a noise position left its cluster, the group grown from it was complete; the shortest edge out of the group is
// the one to its `way_back`. From there on all shorter edges come first, so the walk continues as if it had started
// there.
std::vector<std::int32_t> nearest_clusters(const CondensedTree& condensed, const Grouping& grouping) {
  const std::size_t positions = condensed.cluster_of.size();
  std::vector<std::int32_t> nearest(positions, -1);
  if (grouping.cluster.empty()) return nearest;
  for (std::size_t i = 0; i < positions; ++i) nearest[i] = grouping.label[condensed.connects_to[i]];
  std::vector<std::uint32_t> trail;
  for (std::size_t i = 0; i < positions; ++i) {
    auto position = static_cast<std::uint32_t>(i);
    for (; nearest[position] < 0; position = condensed.way_back[position]) trail.push_back(position);
    for (const std::uint32_t passed : trail) nearest[passed] = nearest[position];
    trail.clear();
  }
  return nearest;
}

}  // namespace proclens

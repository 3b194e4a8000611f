#include "cluster/nearest_cluster.hpp"

namespace proclens {

// When a noise position left its cluster, the group grown from it was complete; the shortest edge out of the group is
// the one to its `way_back`. From there on all shorter edges come first, so the walk continues as if it had started
// there.
std::vector<std::int32_t> nearest_clusters(const CondensedTree& condensed, const Grouping& grouping) {
  const std::size_t places = condensed.cluster_of.size();
  std::vector<std::int32_t> nearest(places, -1);
  if (grouping.cluster.empty()) return nearest;
  for (std::size_t i = 0; i < places; ++i) nearest[i] = grouping.label[condensed.connects_to[i]];
  std::vector<std::uint32_t> trail;
  for (std::size_t i = 0; i < places; ++i) {
    auto place = static_cast<std::uint32_t>(i);
    for (; nearest[place] < 0; place = condensed.way_back[place]) trail.push_back(place);
    for (const std::uint32_t passed : trail) nearest[passed] = nearest[place];
    trail.clear();
  }
  return nearest;
}

}  // namespace proclens

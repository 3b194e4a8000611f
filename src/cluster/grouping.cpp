#include "cluster/grouping.hpp"

#include <algorithm>
#include <tuple>

namespace proclens {
namespace {

/// Per cluster, the lowest number of a position in it.
std::vector<std::uint32_t> lowest_numbers(const PointTree& tree, const CondensedTree& condensed) {
  std::vector<std::uint32_t> lowest(condensed.clusters.size(), CondensedTree::kNone);
  for (std::size_t position = 0; position < tree.positions(); ++position) {
    std::uint32_t& known = lowest[condensed.cluster_of[position]];
    known = std::min(known, tree.number[position]);
  }
  for (std::size_t cluster = lowest.size(); cluster-- > 1;) {
    std::uint32_t& known = lowest[condensed.clusters[cluster].parent];
    known = std::min(known, lowest[cluster]);
  }
  return lowest;
}

}  // namespace

Grouping make_grouping(const PointTree& tree, const CondensedTree& condensed, std::vector<std::uint32_t> chosen) {
  const std::vector<std::uint32_t> lowest = lowest_numbers(tree, condensed);
  std::ranges::sort(chosen, {}, [&](std::uint32_t cluster) {
    return std::tuple(~condensed.clusters[cluster].objects, lowest[cluster]);
  });
  Grouping grouping{std::move(chosen), std::vector<std::int32_t>(condensed.clusters.size(), -1)};
  for (std::size_t i = 0; i < grouping.cluster.size(); ++i) {
    grouping.label[grouping.cluster[i]] = static_cast<std::int32_t>(i);
  }
  for (std::size_t cluster = 1; cluster < grouping.label.size(); ++cluster) {
    const std::int32_t above = grouping.label[condensed.clusters[cluster].parent];
    if (above >= 0) grouping.label[cluster] = above;
  }
  return grouping;
}

}  // namespace proclens

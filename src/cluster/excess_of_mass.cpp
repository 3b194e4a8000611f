#include "cluster/excess_of_mass.hpp"

namespace proclens {

std::vector<double> excess_of_mass(const PointTree& tree, const CondensedTree& condensed) {
  std::vector<double> excess(condensed.clusters.size());
  const auto add = [&](std::uint32_t cluster, double departure, std::uint64_t objects) {
    excess[cluster] += (departure - condensed.clusters[cluster].birth) * static_cast<double>(objects);
  };
  for (std::size_t position = 0; position < tree.positions(); ++position) {
    add(condensed.cluster_of[position], condensed.departure[position], tree.objects[position]);
  }
  for (std::size_t i = 1; i < condensed.clusters.size(); ++i) {
    const CondensedCluster& cluster = condensed.clusters[i];
    add(cluster.parent, cluster.birth, cluster.objects);
  }
  return excess;
}

std::vector<std::uint32_t> select_clusters(const CondensedTree& condensed, const std::vector<double>& excess) {
  const std::size_t count = condensed.clusters.size();
  std::vector<double> best_below(count);
  std::vector<char> preferred(count, 0);
  for (std::size_t i = count; i-- > 1;) {
    preferred[i] = static_cast<char>(excess[i] >= best_below[i]);
    best_below[condensed.clusters[i].parent] += preferred[i] != 0 ? excess[i] : best_below[i];
  }
  std::vector<std::uint32_t> selected;
  std::vector<char> covered(count, 0);
  for (std::size_t i = 1; i < count; ++i) {
    covered[i] = covered[condensed.clusters[i].parent];
    if (covered[i] != 0 || preferred[i] == 0) continue;
    covered[i] = 1;
    selected.push_back(static_cast<std::uint32_t>(i));
  }
  return selected;
}

std::vector<std::uint32_t> select_leaves(const CondensedTree& condensed) {
  std::vector<char> splits(condensed.clusters.size(), 0);
  for (std::size_t i = 1; i < splits.size(); ++i) splits[condensed.clusters[i].parent] = 1;
  std::vector<std::uint32_t> leaves;
  for (std::size_t i = 1; i < splits.size(); ++i) {
    if (splits[i] == 0) leaves.push_back(static_cast<std::uint32_t>(i));
  }
  return leaves;
}

}  // namespace proclens

#include "cluster/condensed_tree.hpp"

#include <cmath>

namespace proclens {
namespace {

/// ∞ for 0.
double density(double squared_distance) {
  return squared_distance > 0 ? 1 / std::sqrt(squared_distance) : std::numeric_limits<double>::infinity();
}

/// What a group inherits on the way down the tree.
struct Fate {
  std::uint32_t cluster = 0;
  bool left = false;  ///< it has left the cluster; the two fields below say when and from where
  double departure = 0;
  std::uint32_t way_back = CondensedTree::kNone;
};

class Condenser {
 public:
  Condenser(const PointTree& tree, const std::vector<Merge>& merges, std::uint64_t min_cluster_size)
      : tree_(tree), merges_(merges), min_cluster_size_(min_cluster_size), fate_(tree.positions() + merges.size()) {}

  CondensedTree run(const std::vector<double>& squared_core) {
    const std::size_t positions = tree_.positions();
    if (positions == 0) return {};
    result_.clusters.push_back({0, 0, merges_.empty() ? tree_.objects[0] : merges_.back().objects});
    for (std::size_t i = merges_.size(); i-- > 0;) part(i);
    for (std::uint32_t position = 0; position < positions; ++position)
      settle(position, density(squared_core[position]));
    return std::move(result_);
  }

 private:
  void part(std::size_t index) {
    const Merge& merge = merges_[index];
    const Fate fate = fate_[tree_.positions() + index];
    if (fate.left) {
      fate_[merge.left] = fate_[merge.right] = fate;
      return;
    }
    const double lambda = density(merge.squared_reach);
    const bool left_stays = merge.left_size >= min_cluster_size_;
    const bool right_stays = merge.right_size >= min_cluster_size_;
    if (left_stays && right_stays) {
      fate_[merge.left].cluster = new_cluster(fate.cluster, lambda, merge.left);
      fate_[merge.right].cluster = new_cluster(fate.cluster, lambda, merge.right);
      return;
    }
    const Fate stays{fate.cluster};
    fate_[merge.left] =
        left_stays ? stays : Fate{fate.cluster, true, lambda, right_stays ? merge.to : CondensedTree::kNone};
    fate_[merge.right] =
        right_stays ? stays : Fate{fate.cluster, true, lambda, left_stays ? merge.from : CondensedTree::kNone};
  }

  void settle(std::uint32_t position, double core_density) {
    const Fate& fate = fate_[position];
    const double departure = fate.left ? fate.departure : core_density;
    std::uint32_t cluster = fate.cluster;
    if (tree_.objects[position] >= kTooManyForOneSide && departure == core_density) {
      while (cluster != 0 && result_.clusters[cluster].birth == departure) {
        result_.clusters[cluster].objects -= tree_.objects[position];
        cluster = result_.clusters[cluster].parent;
      }
    }
    result_.cluster_of.push_back(cluster);
    result_.connects_to.push_back(fate.cluster);
    result_.departure.push_back(departure);
    result_.way_back.push_back(fate.way_back);
  }

  std::uint32_t new_cluster(std::uint32_t parent, double birth, std::uint32_t group) {
    const std::size_t positions = tree_.positions();
    const std::uint64_t objects = group < positions ? tree_.objects[group] : merges_[group - positions].objects;
    result_.clusters.push_back({parent, birth, objects});
    return static_cast<std::uint32_t>(result_.clusters.size() - 1);
  }

  const PointTree& tree_;
  const std::vector<Merge>& merges_;
  std::uint64_t min_cluster_size_;
  std::vector<Fate> fate_;
  CondensedTree result_;
};

}  // namespace

CondensedTree make_condensed_tree(const PointTree& tree, const std::vector<double>& squared_core,
                                  const std::vector<Merge>& merges, std::uint64_t min_cluster_size) {
  return Condenser(tree, merges, min_cluster_size).run(squared_core);
}

}  // namespace proclens

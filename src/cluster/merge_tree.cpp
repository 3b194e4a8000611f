#include "cluster/merge_tree.hpp"

#include <numeric>

namespace proclens {
namespace {

/// Union-find whose roots know the group they represent.
class Groups {
 public:
  explicit Groups(std::size_t positions) : parent_(positions), group_(positions) {
    std::iota(parent_.begin(), parent_.end(), 0U);
    std::iota(group_.begin(), group_.end(), 0U);
  }

  std::uint32_t root_of(std::uint32_t position) {
    while (parent_[position] != position) {
      parent_[position] = parent_[parent_[position]];
      position = parent_[position];
    }
    return position;
  }

  [[nodiscard]] std::uint32_t group(std::uint32_t root) const { return group_[root]; }

  void join(std::uint32_t root, std::uint32_t other, std::uint32_t group) {
    parent_[other] = root;
    group_[root] = group;
  }

 private:
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> group_;
};

}  // namespace

std::vector<Merge> make_merge_tree(const PointTree& tree, const std::vector<double>& squared_core,
                                   const std::vector<SpanningEdge>& edges) {
  const std::size_t positions = tree.positions();
  std::vector<Merge> merges;
  merges.reserve(edges.size());
  const auto objects = [&](std::uint32_t group) {
    return group < positions ? tree.objects[group] : merges[group - positions].objects;
  };
  const auto size_at = [&](std::uint32_t group, double squared_reach) -> std::uint64_t {
    if (group < positions) {
      const bool connected = squared_core[group] < squared_reach || tree.objects[group] < kTooManyForOneSide;
      return connected ? tree.objects[group] : 0;
    }
    const Merge& merge = merges[group - positions];
    return merge.squared_reach < squared_reach ? merge.objects : merge.left_size + merge.right_size;
  };
  Groups groups(positions);
  for (const SpanningEdge& edge : edges) {
    const std::uint32_t from = groups.root_of(edge.from);
    const std::uint32_t to = groups.root_of(edge.to);
    const std::uint32_t left = groups.group(from);
    const std::uint32_t right = groups.group(to);
    groups.join(from, to, static_cast<std::uint32_t>(positions + merges.size()));
    merges.push_back({left, right, edge.from, edge.to, edge.squared_reach, objects(left) + objects(right),
                      size_at(left, edge.squared_reach), size_at(right, edge.squared_reach)});
  }
  return merges;
}

}  // namespace proclens

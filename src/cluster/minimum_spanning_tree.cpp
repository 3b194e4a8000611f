#include "cluster/minimum_spanning_tree.hpp"

#include <atomic>
#include <limits>
#include <numeric>
#include <tuple>

#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBlockPositions = 256;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// The minimum core distance in each node: nothing in it can be reached over less.
std::vector<double> min_cores(const PointTree& tree, const std::vector<double>& squared_core) {
  std::vector<double> lowest(tree.nodes.size(), kInfinity);
  for (std::size_t node = tree.nodes.size(); node-- > 0;) {
    if (tree.is_leaf(node)) {
      for (std::uint32_t i = tree.nodes[node].begin; i < tree.nodes[node].end; ++i) {
        lowest[node] = std::min(lowest[node], squared_core[i]);
      }
    } else {
      lowest[node] = std::min(lowest[2 * node + 1], lowest[2 * node + 2]);
    }
  }
  return lowest;
}

/// Lowers `value` to `candidate` if that is less. This only ever prunes a search, so the order of the threads does not
/// affect the result.
void lower_to(double& value, double candidate) {
  std::atomic_ref<double> shared(value);
  double seen = shared.load(std::memory_order_relaxed);
  while (candidate < seen && !shared.compare_exchange_weak(seen, candidate, std::memory_order_relaxed)) {
  }
}

class Boruvka {
 public:
  Boruvka(const Context& context, const PointTree& tree, const std::vector<double>& squared_core)
      : context_(context),
        tree_(tree),
        core_(squared_core),
        min_core_(min_cores(tree, squared_core)),
        by_number_(tree.positions()),
        parent_(tree.positions()),
        component_(tree.positions()),
        node_component_(tree.nodes.size()),
        shortest_(tree.positions()),
        known_(tree.positions()),
        at_least_(squared_core) {
    for (std::size_t i = 0; i < tree.positions(); ++i) by_number_[tree.number[i]] = static_cast<std::uint32_t>(i);
    std::iota(parent_.begin(), parent_.end(), 0U);
  }

  std::vector<SpanningEdge> run() {
    edges_.reserve(tree_.positions() - 1);
    while (edges_.size() + 1 < tree_.positions()) {
      mark_components();
      recall_known_links();
      search_links();
      add_shortest_edges();
    }
    return std::move(edges_);
  }

 private:
  /// The connection from a position to another component.
  struct Link {
    double squared_reach = kInfinity;
    double squared_distance = kInfinity;
    std::uint32_t to = kNone;
  };

  std::uint32_t find(std::uint32_t position) {
    while (parent_[position] != position) {
      parent_[position] = parent_[parent_[position]];
      position = parent_[position];
    }
    return position;
  }

  /// Sets the component of every position, and of every node that lies within one component.
  void mark_components() {
    for (std::uint32_t i = 0; i < component_.size(); ++i) component_[i] = find(i);
    for (std::size_t node = tree_.nodes.size(); node-- > 0;) {
      if (tree_.is_leaf(node)) {
        const auto begin = component_.begin() + tree_.nodes[node].begin;
        const auto end = component_.begin() + tree_.nodes[node].end;
        node_component_[node] = std::all_of(begin, end, [&](std::uint32_t c) { return c == *begin; }) ? *begin : kNone;
      } else {
        const std::uint32_t left = node_component_[2 * node + 1];
        node_component_[node] = left == node_component_[2 * node + 2] ? left : kNone;
      }
    }
  }

  /// Components only grow, so a link found in an earlier round is still the position's best as long as its end lies
  /// outside; after that, it is still a lower bound on the length of the best.
  void recall_known_links() {
    std::ranges::fill(shortest_, kInfinity);
    for (std::size_t i = 0; i < known_.size(); ++i) {
      if (known_[i].to == kNone) continue;
      if (component_[known_[i].to] == component_[i]) {
        at_least_[i] = known_[i].squared_reach;
        known_[i] = {};
      } else {
        shortest_[component_[i]] = std::min(shortest_[component_[i]], known_[i].squared_reach);
      }
    }
  }

  void search_links() {
    parallel_blocks(context_, tree_.positions(), kBlockPositions, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        if (known_[i].to == kNone) search_link(static_cast<std::uint32_t>(i));
      }
    });
  }

  /// Finds the best link of a position, unless it must be longer than the shortest known link of its component.
  void search_link(std::uint32_t from) {
    const std::uint32_t component = component_[from];
    double& shortest = shortest_[component];
    const auto limit = [&] { return std::atomic_ref<double>(shortest).load(std::memory_order_relaxed); };
    if (at_least_[from] > limit()) return;
    Link best;
    visit_near(
        tree_, from,
        [&](std::uint32_t node, double distance) {
          if (node_component_[node] == component) return false;
          const double reach = std::max({distance, core_[from], min_core_[node]});
          if (reach > limit() || reach > best.squared_reach) return false;
          return reach < best.squared_reach || distance <= best.squared_distance;
        },
        [&](std::uint32_t to, double distance) {
          if (component_[to] == component) return;
          const Link link{std::max({distance, core_[from], core_[to]}), distance, to};
          if (!is_better(link, best)) return;
          best = link;
          lower_to(shortest, link.squared_reach);
        });
    // Nothing within the limit was skipped, and the limit only decreases: what lies within it now is the position's
    // best.
    const double searched = limit();
    if (best.squared_reach <= searched) {
      known_[from] = best;
    } else {
      at_least_[from] = searched;
    }
  }

  [[nodiscard]] bool is_better(const Link& a, const Link& b) const {
    if (a.squared_reach != b.squared_reach) return a.squared_reach < b.squared_reach;
    if (a.squared_distance != b.squared_distance) return a.squared_distance < b.squared_distance;
    return b.to == kNone || tree_.number[a.to] < tree_.number[b.to];
  }

  void add_shortest_edges() {
    std::vector<std::uint32_t> chosen_from(tree_.positions(), kNone);
    std::vector<std::uint32_t> components;
    for (const std::uint32_t position : by_number_) {
      std::uint32_t& chosen = chosen_from[component_[position]];
      const bool first_of_component = chosen == kNone;
      if (first_of_component) components.push_back(component_[position]);
      if (first_of_component || known_[position].squared_reach < known_[chosen].squared_reach) chosen = position;
    }
    for (const std::uint32_t component : components) {
      const std::uint32_t from = chosen_from[component];
      const std::uint32_t root = find(from);
      const std::uint32_t other = find(known_[from].to);
      if (root == other) continue;
      parent_[other] = root;
      edges_.push_back({known_[from].squared_reach, from, known_[from].to});
    }
  }

  const Context& context_;
  const PointTree& tree_;
  const std::vector<double>& core_;
  std::vector<double> min_core_;          ///< per node
  std::vector<std::uint32_t> by_number_;  ///< the positions in order of their numbers
  std::vector<std::uint32_t> parent_;     ///< union-find
  std::vector<std::uint32_t> component_;  ///< per position
  std::vector<std::uint32_t> node_component_;
  std::vector<double> shortest_;  ///< per component, the shortest known link
  std::vector<Link> known_;       ///< per position, its best link, or none known
  std::vector<double> at_least_;  ///< per position without a known link, a lower bound on its best
  std::vector<SpanningEdge> edges_;
};

}  // namespace

std::vector<SpanningEdge> minimum_spanning_tree(const Context& context, const PointTree& tree,
                                                const std::vector<double>& squared_core) {
  if (tree.positions() < 2) return {};
  std::vector<SpanningEdge> edges = Boruvka(context, tree, squared_core).run();
  std::ranges::sort(edges, {}, [&](const SpanningEdge& edge) {
    return std::tuple(edge.squared_reach, tree.number[edge.from], tree.number[edge.to]);
  });
  return edges;
}

}  // namespace proclens

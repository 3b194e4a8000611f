// The spanning tree on which the network simplex method for transport operates. Internal to the solver.
#pragma once

#include <cstdint>
#include <vector>

namespace proclens {

/// A rooted spanning tree of the complete bipartite graph on `sinks` + `sources` nodes, with a flow on every arc and a
/// potential on every node. Node t < sinks is sink t; node sinks + s is source s. The arc between a node and its parent
/// belongs to the node.
///
/// `order` holds the nodes in preorder, so that a subtree is a contiguous piece of it: for trees of a few hundred
/// nodes, moving such pieces costs less than maintaining threaded links.
///
/// Invariants after `rebuild` and after every `pivot`: all flows are ≥ 0, and the tree is strongly feasible (Cunningham
/// 1976): an arc without flow belongs to a source, that is, it points to the root. For every arc of the tree from
/// source s to sink t, potential[s] − potential[t] = cost(s, t).
class TransportBasis {
 public:
  using Node = std::uint32_t;

  /// Discards the tree and makes room. The caller then fills `parent` and `flow` and calls `rebuild`.
  void reset(std::uint32_t sinks, std::uint32_t sources);

  /// Completes a tree given by `parent` (the root is its own parent) and `flow`: preorder, sizes and, from costs
  /// (row s, column t, row length `stride`), potentials. The root's potential is 0.
  void rebuild(Node root, const double* cost, std::size_t stride);

  /// Lets the arc from node `source` to node `sink` enter, whose reduced cost `reduced_cost` = cost − potential[source]
  /// + potential[sink] is negative: pushes as much flow around the cycle as fits, and removes the last blocking arc
  /// along the cycle, starting from its apex in the direction of the push, which keeps the tree strongly feasible.
  void pivot(Node source, Node sink, double reduced_cost);

  [[nodiscard]] std::uint32_t nodes() const noexcept { return sinks_ + sources_; }
  [[nodiscard]] std::uint32_t sinks() const noexcept { return sinks_; }

  std::vector<Node> parent;
  std::vector<std::int64_t> flow;  ///< of the arc to the parent; 0 at the root
  std::vector<float> rounded_potential;
  std::vector<double> potential;  ///< has spare room at the end, so that whole vectors can be read past the sinks

 private:
  /// An exchange of arcs: the subtree of `top` is detached and reattached, by its node `end`, below `target`.
  struct Exchange {
    Node end;
    Node target;
    Node top;
    Node apex;
    std::int64_t pushed;
    double shift;  // of the potentials in the subtree
  };
  void exchange(const Exchange& change);
  void move_piece(Node target, bool target_held_it, std::uint32_t position, std::uint32_t moved);

  std::uint32_t sinks_ = 0;
  std::uint32_t sources_ = 0;
  std::vector<Node> order_;              // a preorder of the tree
  std::vector<std::uint32_t> position_;  // of a node in it
  std::vector<std::uint32_t> size_;      // of a node's subtree
  std::vector<Node> scratch_;            // of `nodes()` entries
  std::vector<Node> scratch_2_;
};

}  // namespace proclens

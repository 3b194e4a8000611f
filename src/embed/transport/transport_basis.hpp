// The spanning tree that the network simplex method for transport walks on. Internal to the solver.
#pragma once

#include <cstdint>
#include <vector>

namespace proclens {

/// A rooted spanning tree of the complete bipartite graph on `sinks` + `sources` nodes, with a flow on every arc and a
/// potential on every node. Node t < sinks is sink t; node sinks + s is source s. The arc between a node and its parent
/// belongs to the node.
///
/// The nodes stand in `order` as a preorder, so that a subtree is a contiguous piece of it: for trees of a few hundred
/// nodes, moving such pieces costs less than keeping linked threads.
///
/// Invariants after `rebuild` and after every `pivot`: all flows ≥ 0, and the tree is strongly feasible (Cunningham
/// 1976): an arc without flow belongs to a source, which means that it points to the root. For every arc of the tree
/// from source s to sink t, potential[s] − potential[t] = cost(s, t).
class TransportBasis {
 public:
  using Node = std::uint32_t;

  /// Forgets the tree and makes room. `parent` and `flow` are then to be filled by the caller, followed by `rebuild`.
  void reset(std::uint32_t sinks, std::uint32_t sources);

  /// Completes a tree given by `parent` (the root is its own parent) and `flow`: preorder, sizes and, from costs
  /// (row s, column t, row length `stride`), potentials. The root's potential is 0.
  void rebuild(Node root, const double* cost, std::size_t stride);

  /// Lets the arc from node `source` to node `sink` enter, with reduced cost `reduced_cost` = cost − potential[source]
  /// + potential[sink] < 0: pushes as much flow around the cycle as fits and lets the last blocking arc leave, seen
  /// along the cycle from its apex in the direction of the push, which keeps the tree strongly feasible.
  void pivot(Node source, Node sink, double reduced_cost);

  [[nodiscard]] std::uint32_t nodes() const noexcept { return sinks_ + sources_; }
  [[nodiscard]] std::uint32_t sinks() const noexcept { return sinks_; }

  std::vector<Node> parent;
  std::vector<std::int64_t> flow;  ///< of the arc to the parent; 0 at the root
  std::vector<float> rounded_potential;
  std::vector<double> potential;  ///< has spare room at its end, for reading past the sinks in whole vectors

 private:
  /// An exchange of arcs: the subtree of `top` is cut off and hung, by its node `end`, below `target`.
  struct Exchange {
    Node end;
    Node target;
    Node top;
    Node apex;
    std::int64_t pushed;
    double shift;  // of the potentials in the subtree
  };
  void exchange(const Exchange& change);
  void move_piece(Node target, bool target_held_it, std::uint32_t place, std::uint32_t moved);

  std::uint32_t sinks_ = 0;
  std::uint32_t sources_ = 0;
  std::vector<Node> order_;              // a preorder of the tree
  std::vector<std::uint32_t> position_;  // of a node in it
  std::vector<std::uint32_t> size_;      // of a node's subtree
  std::vector<Node> scratch_;            // of `nodes()` entries
  std::vector<Node> scratch_2_;
};

}  // namespace proclens

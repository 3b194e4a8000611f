#include "embed/transport_basis.hpp"

#include <algorithm>
#include <limits>

namespace proclens {
namespace {

constexpr std::size_t kSpare = 8;
constexpr TransportBasis::Node kNone = 0xFFFFFFFFU;

template <class T>
void grow(std::vector<T>& values, std::size_t size) {
  if (values.size() < size) values.resize(size);
}

}  // namespace

void TransportBasis::reset(std::uint32_t sinks, std::uint32_t sources) {
  sinks_ = sinks;
  sources_ = sources;
  const std::size_t count = nodes();
  grow(parent, count);
  grow(flow, count);
  grow(potential, count + kSpare);
  grow(rounded_potential, count + kSpare);
  grow(order_, count);
  grow(position_, count);
  grow(size_, count);
  grow(scratch_, count);
  grow(scratch_2_, count);
}

void TransportBasis::rebuild(Node root, const double* cost, std::size_t stride) {
  // Children as linked lists: scratch_[p] is p's first child, scratch_2_[c] the next child of c's parent.
  std::fill_n(scratch_.begin(), nodes(), kNone);
  for (Node node = nodes(); node-- > 0;) {
    if (node == root) continue;
    scratch_2_[node] = scratch_[parent[node]];
    scratch_[parent[node]] = node;
  }
  flow[root] = 0;
  potential[root] = 0;
  Node node = root;
  for (std::uint32_t place = 0;; ++place) {
    order_[place] = node;
    position_[node] = place;
    size_[node] = 1;
    if (node != root) {
      const Node above = parent[node];
      potential[node] = node < sinks_ ? potential[above] - cost[(above - sinks_) * stride + node]
                                      : potential[above] + cost[(node - sinks_) * stride + above];
    }
    if (scratch_[node] != kNone) {
      node = scratch_[node];
      continue;
    }
    // Up to the nearest ancestor that has a child left.
    while (node != root && scratch_2_[node] == kNone) node = parent[node];
    if (node == root) break;
    node = scratch_2_[node];
  }
  for (Node n = 0; n < nodes(); ++n) rounded_potential[n] = static_cast<float>(potential[n]);
  for (std::uint32_t place = nodes(); place-- > 1;) size_[parent[order_[place]]] += size_[order_[place]];
}

void TransportBasis::pivot(Node source, Node sink, double reduced_cost) {
  // Along the cycle the flow grows on the arcs that belong to sinks above `source` and to sources above `sink`; the
  // others give it up. A larger subtree cannot lie inside a smaller one, which tells which end may climb.
  std::int64_t source_side = std::numeric_limits<std::int64_t>::max();
  std::int64_t sink_side = std::numeric_limits<std::int64_t>::max();
  Node source_out = source;
  Node sink_out = sink;
  Node a = source;
  Node b = sink;
  while (a != b) {
    if (size_[a] < size_[b]) {
      if (a >= sinks_ && flow[a] < source_side) {
        source_side = flow[a];
        source_out = a;
      }
      a = parent[a];
    } else {
      if (b < sinks_ && flow[b] <= sink_side) {
        sink_side = flow[b];
        sink_out = b;
      }
      b = parent[b];
    }
  }
  const Node apex = a;
  const std::int64_t pushed = std::min(source_side, sink_side);
  if (pushed > 0) {
    for (Node node = source; node != apex; node = parent[node]) flow[node] += node < sinks_ ? pushed : -pushed;
    for (Node node = sink; node != apex; node = parent[node]) flow[node] += node < sinks_ ? -pushed : pushed;
  }

  const bool sink_side_leaves = sink_side <= source_side;
  const Node top = sink_side_leaves ? sink_out : source_out;
  const Node entering_end = sink_side_leaves ? sink : source;
  const Node target = sink_side_leaves ? source : sink;
  const std::uint32_t moved = size_[top];
  for (Node node = parent[top]; node != apex; node = parent[node]) size_[node] -= moved;
  for (Node node = target; node != apex; node = parent[node]) size_[node] += moved;
  const std::uint32_t place = position_[top];
  reverse_stem(entering_end, top);
  parent[entering_end] = target;
  flow[entering_end] = pushed;
  move_subtree(entering_end, target, target == apex, place);
  const double shift = sink_side_leaves ? -reduced_cost : reduced_cost;
  for (std::uint32_t k = position_[entering_end], stop = k + moved; k < stop; ++k) {
    const Node node = order_[k];
    potential[node] += shift;
    rounded_potential[node] = static_cast<float>(potential[node]);
  }
}

/// Makes `entering_end` the root of the subtree of `top`. The new preorder is left in scratch_; positions are still
/// those of the old one.
void TransportBasis::reverse_stem(Node entering_end, Node top) {
  const std::uint32_t total = size_[top];
  auto out = scratch_.begin();
  const auto take = [&](std::uint32_t begin, std::uint32_t end) {
    out = std::copy(order_.begin() + begin, order_.begin() + end, out);
  };
  Node node = entering_end;
  std::uint32_t hole_begin = position_[node];
  std::uint32_t hole_end = hole_begin + size_[node];
  take(hole_begin, hole_end);
  Node above = parent[node];
  std::int64_t flow_above = flow[node];
  std::uint32_t inside = size_[node];
  size_[node] = total;
  while (node != top) {
    const Node next = above;
    const std::uint32_t begin = position_[next];
    const std::uint32_t end = begin + size_[next];
    take(begin, hole_begin);
    take(hole_end, end);
    hole_begin = begin;
    hole_end = end;
    above = parent[next];
    parent[next] = node;
    std::swap(flow[next], flow_above);
    const std::uint32_t size = size_[next];
    size_[next] = total - inside;
    inside = size;
    node = next;
  }
}

/// Puts the reordered subtree of `entering_end` from scratch_ into the preorder, as the first or the last child of
/// `target`, whichever shifts fewer nodes. It used to stand at `place`.
void TransportBasis::move_subtree(Node entering_end, Node target, bool target_held_it, std::uint32_t place) {
  const std::uint32_t moved = size_[entering_end];
  const std::uint32_t end = place + moved;
  const std::uint32_t first = position_[target] + 1;
  const std::uint32_t last = position_[target] + size_[target] - (target_held_it ? 0 : moved);
  const bool to_front = target_held_it ? place - first <= last - end : first <= place;
  const std::uint32_t gap = target_held_it ? (to_front ? first : last) : (to_front ? last : first);
  const auto at = [&](std::uint32_t index) { return order_.begin() + index; };
  std::uint32_t begin = place;  // where the subtree will stand
  if (to_front) {
    begin = gap;
    std::copy_backward(at(gap), at(place), at(end));
  } else {
    begin = gap - moved;
    std::copy(at(end), at(gap), at(place));
  }
  std::copy_n(scratch_.begin(), moved, at(begin));
  for (std::uint32_t k = std::min(begin, place), stop = std::max(begin, place) + moved; k < stop; ++k) {
    position_[order_[k]] = k;
  }
}

}  // namespace proclens

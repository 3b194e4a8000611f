#include "embed/transport/transport_basis.hpp"

#include <algorithm>
#include <limits>

#include "embed/transport/grow.hpp"

namespace proclens {
namespace {

constexpr std::size_t kSpare = 8;
constexpr TransportBasis::Node kNone = 0xFFFFFFFFU;

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
  for (std::uint32_t position = 0;; ++position) {
    order_[position] = node;
    position_[node] = position;
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
    // Climb to the nearest ancestor that has a child left.
    while (node != root && scratch_2_[node] == kNone) node = parent[node];
    if (node == root) break;
    node = scratch_2_[node];
  }
  for (Node n = 0; n < nodes(); ++n) rounded_potential[n] = static_cast<float>(potential[n]);
  for (std::uint32_t position = nodes(); position-- > 1;) size_[parent[order_[position]]] += size_[order_[position]];
}

void TransportBasis::pivot(Node source, Node sink, double reduced_cost) {
  // Entering the arc closes a cycle through source and sink. From both ends up to the apex, the flow decreases on the
  // first, third, … arc and increases on the others.
  const std::uint32_t sink_place = position_[sink];
  const auto holds_sink = [&](Node node) { return sink_place - position_[node] < size_[node]; };
  std::int64_t source_side = std::numeric_limits<std::int64_t>::max();
  Node source_out = source;
  Node apex = source;
  while (!holds_sink(apex)) {
    source_out = flow[apex] < source_side ? apex : source_out;
    source_side = std::min(flow[apex], source_side);
    apex = parent[apex];
    if (holds_sink(apex)) break;
    apex = parent[apex];
  }
  std::int64_t sink_side = std::numeric_limits<std::int64_t>::max();
  Node sink_out = sink;
  for (Node node = sink; node != apex; node = parent[node]) {
    sink_out = flow[node] <= sink_side ? node : sink_out;
    sink_side = std::min(flow[node], sink_side);
    node = parent[node];
    if (node == apex) break;
  }

  if (sink_side <= source_side) {
    exchange({sink, source, sink_out, apex, sink_side, -reduced_cost});
  } else {
    exchange({source, sink, source_out, apex, source_side, reduced_cost});
  }
}

void TransportBasis::exchange(const Exchange& change) {
  const std::uint32_t moved = size_[change.top];
  const std::uint32_t position = position_[change.top];
  std::int64_t rise = -change.pushed;
  for (Node node = change.target; node != change.apex; node = parent[node]) {
    flow[node] += rise;
    size_[node] += moved;
    rise = -rise;
  }
  // Reverse the arcs from `end` up to `top`. The piece of the old preorder that belongs to a node but not to the one
  // before it moves behind that one's piece.
  auto out = scratch_.begin();
  const auto take = [&](std::uint32_t begin, std::uint32_t end) {
    for (; begin < end; ++begin) {
      const Node node = order_[begin];
      *out++ = node;
      potential[node] += change.shift;
      rounded_potential[node] = static_cast<float>(potential[node]);
    }
  };
  rise = -change.pushed;
  Node below = change.target;
  std::int64_t flow_below = change.pushed;
  std::uint32_t size_below = 0;
  std::uint32_t taken_begin = position_[change.end];
  std::uint32_t taken_end = taken_begin;
  Node node = change.end;
  while (below != change.top) {
    const Node above = parent[node];
    const std::int64_t flow_above = flow[node] + rise;
    const std::uint32_t size = size_[node];
    const std::uint32_t begin = position_[node];
    take(begin, taken_begin);
    take(taken_end, begin + size);
    taken_begin = begin;
    taken_end = begin + size;
    parent[node] = below;
    flow[node] = flow_below;
    size_[node] = moved - size_below;
    below = node;
    flow_below = flow_above;
    size_below = size;
    rise = -rise;
    node = above;
  }
  for (; node != change.apex; node = parent[node]) {
    flow[node] += rise;
    size_[node] -= moved;
    rise = -rise;
  }
  move_piece(change.target, change.target == change.apex, position, moved);
}

/// Inserts the `moved` nodes in scratch_, which used to start at `position`, into the preorder as the first or the last
/// child of `target`, whichever shifts fewer nodes.
void TransportBasis::move_piece(Node target, bool target_held_it, std::uint32_t position, std::uint32_t moved) {
  const std::uint32_t end = position + moved;
  const std::uint32_t first = position_[target] + 1;
  const std::uint32_t last = position_[target] + size_[target] - (target_held_it ? 0 : moved);
  const bool to_front = target_held_it ? position - first <= last - end : first <= position;
  const auto put = [&](std::uint32_t where, Node node) {
    order_[where] = node;
    position_[node] = where;
  };
  std::uint32_t begin = 0;  // where the piece will start
  if (to_front) {
    begin = target_held_it ? first : last;
    for (std::uint32_t k = position; k-- > begin;) put(k + moved, order_[k]);
  } else {
    const std::uint32_t gap = target_held_it ? last : first;
    begin = gap - moved;
    for (std::uint32_t k = end; k < gap; ++k) put(k - moved, order_[k]);
  }
  for (std::uint32_t k = 0; k < moved; ++k) put(begin + k, scratch_[k]);
}

}  // namespace proclens

#include "layout/edge_plan.hpp"

#include <algorithm>
#include <deque>
#include <numeric>
#include <utility>

#include "core/parallel.hpp"
#include "core/random.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kOrderStream = 0x0E0D;
constexpr std::uint64_t kPhaseStream = 0x0E0E;
constexpr double kSameWeight = 0.98;
constexpr std::size_t kLookBack = 64;  // deferred edges that a new batch examines

struct Edge {
  double weight;
  std::uint32_t head;
  std::uint32_t tail;
};

/// How many parts the points are divided into: a task should take longer than the synchronisation at the end of a
/// round, which takes microseconds.
std::size_t parts_for(std::size_t points) {
  if (points < 1500) return 1;
  return points < 20000 ? 4 : 16;
}

std::vector<std::uint32_t> random_order(std::size_t n, std::uint64_t seed) {
  const CounterRandom random(seed, kOrderStream);
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = n; i > 1; --i) std::swap(order[i - 1], order[random.below(i, i)]);
  return order;
}

/// The rounds of a tournament of `parts` parts (the circle method: part 0 stays, the others rotate by one each round).
/// result[a · parts + b] is the task {round, game} in which a and b meet; a part meets itself in the first round.
struct Task {
  std::size_t round;
  std::size_t game;
};

std::vector<Task> tournament(std::size_t parts) {
  std::vector<Task> meeting(parts * parts, Task{0, 0});
  const std::size_t others = parts - 1;
  for (std::size_t round = 0; round < others; ++round) {
    for (std::size_t game = 0; game < parts / 2; ++game) {
      const std::size_t a = game == 0 ? 0 : 1 + (round + game) % others;
      const std::size_t b = 1 + (round + others - game) % others;
      meeting[a * parts + b] = meeting[b * parts + a] = {round, game};
      if (round == 0) meeting[a * parts + a] = meeting[b * parts + b] = {0, game};
    }
  }
  return meeting;
}

/// Packs edges, heaviest first, into batches of disjoint edges.
class Packer {
 public:
  Packer(std::vector<Edge> edges, double strongest) : edges_(std::move(edges)), strongest_(strongest) {
    std::sort(edges_.begin(), edges_.end(), [](const Edge& a, const Edge& b) {
      if (a.weight != b.weight) return a.weight > b.weight;
      return a.head != b.head ? a.head < b.head : a.tail < b.tail;
    });
  }

  std::vector<EdgeBatch> pack() {
    std::vector<EdgeBatch> batches;
    while (next_ < edges_.size() || !put_off_.empty()) batches.push_back(next_batch());
    return batches;
  }

 private:
  EdgeBatch next_batch() {
    EdgeBatch batch;
    double sum = 0;
    double first = 0;
    const auto try_to_add = [&](const Edge& edge) {
      if (batch.count == 0) first = edge.weight;
      if (touches(batch, edge)) return false;
      batch.head[batch.count] = edge.head;
      batch.tail[batch.count] = edge.tail;
      ++batch.count;
      sum += edge.weight;
      return true;
    };
    for (std::size_t i = 0, seen = 0; i < put_off_.size() && seen < kLookBack && batch.count < kBatch; ++seen) {
      if (batch.count > 0 && put_off_[i].weight < kSameWeight * first) break;
      if (try_to_add(put_off_[i])) {
        put_off_.erase(put_off_.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        ++i;
      }
    }
    for (; next_ < edges_.size() && batch.count < kBatch; ++next_) {
      if (batch.count > 0 && edges_[next_].weight < kSameWeight * first) break;
      if (!try_to_add(edges_[next_])) put_off_.push_back(edges_[next_]);
    }
    // Unused lanes repeat the first edge, so that they read nothing that belongs to another task.
    std::fill(batch.head.begin() + batch.count, batch.head.end(), batch.head[0]);
    std::fill(batch.tail.begin() + batch.count, batch.tail.end(), batch.tail[0]);
    const double share = sum / batch.count / strongest_;
    batch.step = static_cast<std::uint32_t>(share * 4294967295.0);
    return batch;
  }

  static bool touches(const EdgeBatch& batch, const Edge& edge) {
    bool found = false;
    for (std::size_t k = 0; k < batch.count; ++k) {
      found |= batch.head[k] == edge.head || batch.head[k] == edge.tail || batch.tail[k] == edge.head ||
               batch.tail[k] == edge.tail;
    }
    return found;
  }

  std::vector<Edge> edges_;
  double strongest_;
  std::size_t next_ = 0;
  std::deque<Edge> put_off_;
};

}  // namespace

EdgePlan plan_edges(const Context& context, const SparseRows& graph, std::uint64_t seed) {
  const std::size_t n = graph.rows();
  const std::size_t parts = parts_for(n);
  EdgePlan plan{random_order(n, seed), {}};
  std::vector<std::uint32_t> slot(n);
  for (std::size_t p = 0; p < n; ++p) slot[plan.point[p]] = static_cast<std::uint32_t>(p);

  const std::size_t games = std::max<std::size_t>(1, parts / 2);
  const std::size_t rounds = std::max<std::size_t>(1, parts - 1);
  const std::vector<Task> meeting = tournament(parts);
  std::vector<std::vector<Edge>> edges(rounds * games);
  double strongest = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t head = slot[i];
    for (std::size_t e = graph.row_start[i]; e < graph.row_start[i + 1]; ++e) {
      const std::uint32_t tail = slot[graph.column[e]];
      const Task task = meeting[head * parts / n * parts + tail * parts / n];
      edges[task.round * games + task.game].push_back({graph.value[e], head, tail});
      strongest = std::max(strongest, graph.value[e]);
    }
  }
  plan.rounds.assign(rounds, std::vector<std::vector<EdgeBatch>>(games));
  const CounterRandom random(seed, kPhaseStream);
  parallel_blocks(context, rounds * games, 1, [&](std::size_t task, std::size_t) {
    auto& batches = plan.rounds[task / games][task % games];
    batches = Packer(std::move(edges[task]), strongest).pack();
    for (std::size_t b = 0; b < batches.size(); ++b) {
      batches[b].phase = static_cast<std::uint32_t>(random.bits((task << 32U) + b));
    }
  });
  return plan;
}

}  // namespace proclens

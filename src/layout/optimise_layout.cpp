#include "layout/optimise_layout.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

#include "core/lanes.hpp"
#include "core/parallel.hpp"
#include "core/random.hpp"
#include "layout/edge_plan.hpp"

namespace proclens {
namespace {

#pragma GCC diagnostic ignored "-Wpsabi"

constexpr std::uint64_t kPushStream = 0x0075;
constexpr int kDrawBits = 20;  // random numbers reserved for a group in an epoch, as a power of 2
constexpr float kMaxStep = 4.0F;
constexpr std::size_t kGroup = 32;  // points pushed together: four vectors, to keep the pipeline full
constexpr std::size_t kGroupsPerTask = 16;
constexpr std::size_t kVectors = kGroup / kLanes;

struct Spot {
  float x;
  float y;
};

template <std::size_t N>
struct Spots {
  std::array<Lanes, N> x;
  std::array<Lanes, N> y;
};

using Ends = Spots<kBatch / kLanes>;
using Group = Spots<kVectors>;

struct Forces {
  explicit Forces(const CurveParameters& curve)
      : a(static_cast<float>(curve.a)),
        b(static_cast<float>(curve.b)),
        pull(static_cast<float>(2 * curve.a * curve.b)),
        push(static_cast<float>(2 * curve.b)) {}

  float a;
  float b;
  float pull;  ///< 2ab
  float push;  ///< 2b
};

/// The squared distance, kept above 0 for the logarithm.
inline Lanes square_of(const Lanes& dx, const Lanes& dy) { return fused(dx, dx, fused(dy, dy, all_lanes(1e-20F))); }

inline void pull_together(const Forces& forces, float rate, Ends& head, Ends& tail) {
  for (std::size_t k = 0; k < head.x.size(); ++k) {
    const Lanes dx = head.x[k] - tail.x[k];
    const Lanes dy = head.y[k] - tail.y[k];
    const Lanes square = square_of(dx, dy);
    const Lanes power = fast_power(square, forces.b);
    const Lanes strength = forces.pull * power / (square * fused(all_lanes(forces.a), power, all_lanes(1.0F)));
    const Lanes step_x = rate * clipped(strength * dx, kMaxStep);
    const Lanes step_y = rate * clipped(strength * dy, kMaxStep);
    head.x[k] -= step_x;
    head.y[k] -= step_y;
    tail.x[k] += step_x;
    tail.y[k] += step_y;
  }
}

inline void push_away(const Forces& forces, float rate, const float* other_x, const float* other_y, Group& group) {
  for (std::size_t k = 0; k < kVectors; ++k) {
    const Lanes dx = group.x[k] - load_lanes(other_x + k * kLanes);
    const Lanes dy = group.y[k] - load_lanes(other_y + k * kLanes);
    const Lanes square = square_of(dx, dy);
    const Lanes power = fast_power(square, forces.b);
    const Lanes strength = forces.push / ((square + 0.001F) * fused(all_lanes(forces.a), power, all_lanes(1.0F)));
    group.x[k] += rate * clipped(strength * dx, kMaxStep);
    group.y[k] += rate * clipped(strength * dy, kMaxStep);
  }
}

/// Four positions as they are laid out in memory.
using FourSpots = double __attribute__((vector_size(32)));

inline double word_of(const Spot& spot) {
  double word;
  std::memcpy(&word, &spot, sizeof word);
  return word;
}

/// Positions are moved as whole words: loading a vector from halves that were just stored would stall.
inline Ends gather(const std::vector<Spot>& spots, const std::array<std::uint32_t, kBatch>& slot) {
  Ends ends;
  for (std::size_t k = 0; k < ends.x.size(); ++k) {
    const std::uint32_t* const p = slot.data() + k * kLanes;
    const FourSpots first{word_of(spots[p[0]]), word_of(spots[p[1]]), word_of(spots[p[4]]), word_of(spots[p[5]])};
    const FourSpots second{word_of(spots[p[2]]), word_of(spots[p[3]]), word_of(spots[p[6]]), word_of(spots[p[7]])};
    const auto a = std::bit_cast<Lanes>(first);
    const auto b = std::bit_cast<Lanes>(second);
    ends.x[k] = __builtin_shufflevector(a, b, 0, 2, 8, 10, 4, 6, 12, 14);
    ends.y[k] = __builtin_shufflevector(a, b, 1, 3, 9, 11, 5, 7, 13, 15);
  }
  return ends;
}

inline void scatter(const Ends& ends, const std::array<std::uint32_t, kBatch>& slot, std::size_t count,
                    std::vector<Spot>& spots) {
  std::array<Spot, kBatch> words;
  for (std::size_t k = 0; k < ends.x.size(); ++k) {
    const Lanes first = __builtin_shufflevector(ends.x[k], ends.y[k], 0, 8, 1, 9, 2, 10, 3, 11);
    const Lanes second = __builtin_shufflevector(ends.x[k], ends.y[k], 4, 12, 5, 13, 6, 14, 7, 15);
    std::memcpy(&words[k * kLanes], &first, sizeof first);
    std::memcpy(&words[k * kLanes + 4], &second, sizeof second);
  }
  for (std::size_t k = 0; k < count; ++k) spots[slot[k]] = words[k];
}

class Optimiser {
 public:
  Optimiser(const Context& context, const SparseRows& graph, const OptimiseOptions& options,
            const Matrix<float>& positions)
      : context_(context),
        options_(options),
        forces_(options.curve),
        random_(options.seed, kPushStream),
        plan_(plan_edges(context, graph, options.seed)),
        points_(graph.rows()),
        spots_(points_ + kGroup),
        other_x_(points_ + kGroup),
        other_y_(points_ + kGroup) {
    double strongest = 0;
    double sum = 0;
    for (const double weight : graph.value) {
      strongest = std::max(strongest, weight);
      sum += weight;
    }
    pushes_ = options.negative_sample_rate * sum / strongest / static_cast<double>(points_);
    for (std::size_t p = 0; p < points_; ++p) spots_[p] = {positions(plan_.point[p], 0), positions(plan_.point[p], 1)};
  }

  void run_epoch(int epoch) {
    const double left = 1 - static_cast<double>(epoch) / options_.epochs;
    const auto rate = static_cast<float>(options_.learning_rate * left);
    remember_spots();
    for (const auto& round : plan_.rounds) {
      parallel_blocks(context_, round.size(), 1, [&](std::size_t task, std::size_t) {
        for (const EdgeBatch& batch : round[task]) {
          if (batch.is_due(static_cast<std::uint64_t>(epoch))) pull(batch, rate);
        }
      });
    }
    push_all(epoch, left);
  }

  void write(Matrix<float>& positions) const {
    for (std::size_t p = 0; p < points_; ++p) {
      positions(plan_.point[p], 0) = spots_[p].x;
      positions(plan_.point[p], 1) = spots_[p].y;
    }
  }

 private:
  /// Copies the positions at the start of the epoch; those after the last repeat the first ones.
  void remember_spots() {
    for (std::size_t p = 0; p < points_ + kGroup; ++p) {
      // NOLINTNEXTLINE(clang-analyzer-core.DivideZero): there is a point
      const Spot& spot = spots_[p < points_ ? p : p % points_];
      other_x_[p] = spot.x;
      other_y_[p] = spot.y;
    }
  }

  void pull(const EdgeBatch& batch, float rate) {
    Ends head = gather(spots_, batch.head);
    Ends tail = gather(spots_, batch.tail);
    pull_together(forces_, rate, head, tail);
    scatter(head, batch.head, batch.count, spots_);
    scatter(tail, batch.tail, batch.count, spots_);
  }

  /// The fewer epochs are left, the more and the weaker the pushes: what counts in the end is their mean, and its noise
  /// keeps points from settling.
  void push_all(int epoch, double left) {
    const double wanted = std::max(1.0, std::round(pushes_ / std::sqrt(left)));
    const auto rate = static_cast<float>(options_.learning_rate * left * pushes_ / wanted);
    const auto draws = static_cast<std::size_t>(wanted);
    const std::size_t groups = (points_ + kGroup - 1) / kGroup;
    parallel_blocks(context_, groups, kGroupsPerTask, [&](std::size_t begin, std::size_t end) {
      for (std::size_t g = begin; g < end; ++g) {
        const std::uint64_t stream = static_cast<std::uint64_t>(epoch) * groups + g;
        push(g * kGroup, rate, stream << kDrawBits, draws);
      }
    });
  }

  /// Pushes points first, first + 1, … away from others: the k-th from the k-th after a slot drawn at random. That slot
  /// is never `first` itself, so no point is pushed away from itself and all others are equally likely.
  void push(std::size_t first, float rate, std::uint64_t drawn, std::size_t draws) {
    Group group;
    load(first, group);
    for (std::size_t d = 0; d < draws; ++d) {
      std::size_t from = first + 1 + random_.below(drawn + d, points_ - 1);
      from -= from >= points_ ? points_ : 0;
      push_away(forces_, rate, other_x_.data() + from, other_y_.data() + from, group);
    }
    store(group, first);
  }

  void load(std::size_t first, Group& group) const {
    std::array<float, kGroup> x{};
    std::array<float, kGroup> y{};
    for (std::size_t k = 0; k < kGroup; ++k) {
      x[k] = spots_[first + k].x;
      y[k] = spots_[first + k].y;
    }
    for (std::size_t k = 0; k < kVectors; ++k) {
      group.x[k] = load_lanes(x.data() + k * kLanes);
      group.y[k] = load_lanes(y.data() + k * kLanes);
    }
  }

  void store(const Group& group, std::size_t first) {
    std::array<float, kGroup> x;
    std::array<float, kGroup> y;
    for (std::size_t k = 0; k < kVectors; ++k) {
      store_lanes(x.data() + k * kLanes, group.x[k]);
      store_lanes(y.data() + k * kLanes, group.y[k]);
    }
    const std::size_t count = std::min(kGroup, points_ - first);
    for (std::size_t k = 0; k < count; ++k) spots_[first + k] = {x[k], y[k]};
  }

  const Context& context_;
  OptimiseOptions options_;
  Forces forces_;
  CounterRandom random_;
  EdgePlan plan_;
  std::size_t points_;
  double pushes_ = 0;        ///< per point and epoch
  std::vector<Spot> spots_;  ///< by slot of the plan; kGroup entries of padding at the end, never written
  std::vector<float> other_x_;
  std::vector<float> other_y_;
};

}  // namespace

void optimise_layout(const Context& context, const SparseRows& graph, const OptimiseOptions& options,
                     Matrix<float>& positions) {
  if (graph.rows() < 2 || graph.nonzeros() == 0) return;
  Optimiser optimiser(context, graph, options, positions);
  for (int epoch = 0; epoch < options.epochs; ++epoch) optimiser.run_epoch(epoch);
  optimiser.write(positions);
}

}  // namespace proclens

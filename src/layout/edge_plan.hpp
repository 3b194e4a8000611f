// The order in which the optimiser processes edges: batches of disjoint edges, in rounds whose tasks share no point.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

inline constexpr std::size_t kBatch = 16;

/// Up to 16 directed edges of about equal weight, no two of which share a point: processing them at once gives the same
/// result as processing them in turn.
struct EdgeBatch {
  std::array<std::uint32_t, kBatch> head{};
  std::array<std::uint32_t, kBatch> tail{};
  std::uint32_t count = 0;  ///< number of edges; the lanes after them repeat the first one
  std::uint32_t phase = 0;  ///< where in its period the batch starts, in units of 2⁻³²
  std::uint32_t step = 0;   ///< share of the epochs in which it is due, in units of 2⁻³²

  /// How often the batch was due before this epoch.
  [[nodiscard]] std::uint64_t times_due_before(std::uint64_t epoch) const noexcept {
    return (phase + epoch * (std::uint64_t{step} + 1)) >> 32U;
  }
  [[nodiscard]] bool is_due(std::uint64_t epoch) const noexcept {
    return times_due_before(epoch + 1) != times_due_before(epoch);
  }
  bool operator==(const EdgeBatch&) const = default;
};

/// Points are put in a random order, divided into an even number of parts (or left as one), and every pair of parts
/// meets in one task: as in a tournament, the tasks of a round involve different parts. So the tasks of a round can run
/// concurrently in any order with the same outcome.
struct EdgePlan {
  std::vector<std::uint32_t> point;                         ///< the point in each slot
  std::vector<std::vector<std::vector<EdgeBatch>>> rounds;  ///< rounds, tasks, batches; heads and tails are slots
};

/// Every edge appears twice, once from each end. A batch contains edges whose weights differ by at most 2%; it is due
/// in the share weight / largest weight of the epochs, evenly spaced, which is UMAP's edge sampling.
/// @param graph symmetric, weights > 0, nothing on the diagonal
[[nodiscard]] EdgePlan plan_edges(const Context& context, const SparseRows& graph, std::uint64_t seed);

}  // namespace proclens

// In which order the optimiser takes the edges: batches of edges that do not touch each other, in rounds whose tasks
// share no point.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

inline constexpr std::size_t kBatch = 16;

/// Up to 16 directed edges of about the same weight, no two of which share a point: they can be taken all at once and
/// still give what taking them one after another would.
struct EdgeBatch {
  std::array<std::uint32_t, kBatch> head{};
  std::array<std::uint32_t, kBatch> tail{};
  std::uint32_t count = 0;  ///< of edges; the lanes after them repeat the first one
  std::uint32_t phase = 0;  ///< where in its period the batch starts, in 2⁻³² of it
  std::uint32_t step = 0;   ///< share of the epochs in which it is due, in 2⁻³²

  /// How often the batch was due before this epoch.
  [[nodiscard]] std::uint64_t times_due_before(std::uint64_t epoch) const noexcept {
    return (phase + epoch * (std::uint64_t{step} + 1)) >> 32U;
  }
  [[nodiscard]] bool is_due(std::uint64_t epoch) const noexcept {
    return times_due_before(epoch + 1) != times_due_before(epoch);
  }
  bool operator==(const EdgeBatch&) const = default;
};

/// Points are renumbered in a random order, cut into an even number of parts (or left in one), and every pair of parts
/// meets in one task: as in a tournament, the tasks of a round concern different parts. So tasks of one round can run
/// at the same time in any order, and the outcome is the same.
struct EdgePlan {
  std::vector<std::uint32_t> point;                         ///< the point at each place
  std::vector<std::vector<std::vector<EdgeBatch>>> rounds;  ///< rounds, tasks, batches; heads and tails are places
};

/// Every edge appears twice, once from either end. Batches gather edges whose weights differ by 2% at most and are due
/// in the share weight / strongest weight of the epochs, evenly spaced, which is UMAP's sampling of edges.
/// @param graph symmetric, weights > 0, nothing on the diagonal
[[nodiscard]] EdgePlan plan_edges(const Context& context, const SparseRows& graph, std::uint64_t seed);

}  // namespace proclens

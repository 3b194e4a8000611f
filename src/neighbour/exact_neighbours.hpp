// The nearest bags by exact Wasserstein distance among given candidates.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/matrix.hpp"
#include "embed/bag_distributions.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct ExactNeighbourOptions {
  std::size_t neighbours = 15;  ///< k, how many of the candidates to keep for each bag
  /// The costs between all w directions are computed once when they fit into this many bytes (4·w²); otherwise those
  /// between a bag and its candidates, bag by bag, which is slower but takes next to no memory.
  std::size_t max_cost_bytes = std::size_t{512} << 20;
};

/// For each of u bags its nearest candidates, nearest first, ties by index. Places left over hold `kNone` at distance
/// +inf.
struct ExactNeighbours {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  Matrix<std::uint32_t> index;  ///< u × k
  Matrix<float> distance;       ///< u × k, ≥ 0, ascending
  std::uint64_t pairs = 0;      ///< of a bag and a candidate, each unordered pair counted once
  std::uint64_t bounded = 0;    ///< of these ruled out by TransportBound
  std::uint64_t started = 0;    ///< ruled out by the prices of the solver's first basis
  std::uint64_t solved = 0;     ///< the others: transport problems solved to the end
};

/// Ranks every bag's candidates by WassersteinDistance and keeps the k nearest. The distances of the first k candidates
/// are all computed; of the others only those that lower bounds cannot rule out, which changes nothing in the result. A
/// pair in which each is the other's candidate is looked at once.
/// @param candidates u × c, most promising first; the indices in a row are distinct, not the row's own, or kNone
/// @param bags u × v; a bag without mass has no neighbours and is nobody's
/// @param vectors v × d, finite, of any length
/// Throws std::invalid_argument when the shapes do not fit or a candidate is out of range. Runs in parallel; the result
/// is the same for any number of threads.
[[nodiscard]] ExactNeighbours exact_neighbours(const Context& context, const Matrix<std::uint32_t>& candidates,
                                               const BagDistributions& bags, const Matrix<float>& vectors,
                                               const ExactNeighbourOptions& options = {});

}  // namespace proclens

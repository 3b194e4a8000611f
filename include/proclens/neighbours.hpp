// The nearest neighbours of every bag: by distance in an embedding, or by exact Wasserstein distance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "proclens/bag_distributions.hpp"
#include "proclens/context.hpp"
#include "proclens/embedding.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// For each of u points its k nearest others (the point itself excluded), nearest first, ties by index. If a point has
/// fewer than k others to connect to, the remaining entries are `kNone` at distance +inf.
struct Neighbours {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  Matrix<std::uint32_t> index;  ///< u × k
  Matrix<float> distance;       ///< u × k, ≥ 0, ascending
};

/// A non-owning view of neighbours, which must not change while the view is in use.
struct NeighboursView {
  MatrixView<std::uint32_t> index;  ///< u × k; below u, or Neighbours::kNone, which only kNone may follow
  MatrixView<float> distance;       ///< u × k, ≥ 0, ascending; ignored where the index is kNone

  NeighboursView() = default;
  NeighboursView(const MatrixView<std::uint32_t>& indices, const MatrixView<float>& distances) noexcept
      : index(indices), distance(distances) {}
  NeighboursView(const Neighbours& neighbours) noexcept  // implicit, like std::span's
      : NeighboursView(neighbours.index, neighbours.distance) {}

  /// What is wrong with the contents, as a sentence; empty if nothing is. Reads every entry.
  [[nodiscard]] std::string validate() const;
};

/// Whether point i has a direction: its vector is not zero and, for 1 − dot, not shorter than 2⁻²³. Single precision
/// cannot distinguish 1 minus such a dot product from 1, so the point's neighbours would be arbitrary.
[[nodiscard]] bool has_direction(const EmbeddingView& embedding, std::size_t i);

/// Exact nearest neighbours by brute force: blocks of dot products in single precision, from which each point keeps a
/// few more candidates than it needs; their distances are recomputed in double precision, with the same bits for (i, j)
/// as for (j, i), and sorted. The k-th neighbour can be wrong only if its distance differs from the true one by less
/// than single precision resolves (about 1e-6).
///
/// Points without a direction neither have nor are neighbours. Distances that rounding made negative become 0. Costs
/// u²·d multiplications; memory is one copy of the vectors, the result and 1 MB per thread.
/// @param k the result always has k columns; at most u − 1 of them can be filled
/// Throws std::invalid_argument if a vector contains an infinity or NaN, Cancelled.
[[nodiscard]] Neighbours nearest_neighbours(const Context& context, const EmbeddingView& embedding, std::size_t k);

struct ExactNeighbourOptions {
  std::size_t neighbours = 15;  ///< k, how many candidates to keep per bag; 0 keeps none

  /// If the costs between all w directions fit into this many bytes (4·w²), they are computed once; otherwise the costs
  /// between a bag and its candidates are computed bag by bag, which is slower but takes hardly any memory. The result
  /// is the same. 0 always computes bag by bag.
  std::size_t max_cost_bytes = std::size_t{512} << 20;
};

/// How the pairs of a bag and a candidate were settled.
struct ExactSearchCounts {
  std::uint64_t pairs = 0;    ///< each unordered pair counts once
  std::uint64_t bounded = 0;  ///< ruled out by a lower bound on the cost
  std::uint64_t started = 0;  ///< ruled out by the prices of the solver's initial basis
  std::uint64_t solved = 0;   ///< the rest: transport problems solved to optimality
};

/// Ranks every bag's candidates by exact Wasserstein distance, under the cosine distance between features' vectors, and
/// keeps the k nearest. The distances of the first k candidates are always computed; those of the others only if lower
/// bounds cannot rule them out, which does not change the result. A pair of bags that are each other's candidates is
/// evaluated once.
/// @param candidates u × c, most promising first; the indices in a row are distinct, not the row's own, or kNone
/// a bag without mass neither has nor is a neighbour
/// @param vectors v × d, finite, of any length
/// @param counts receives the counts unless it is nullptr
/// Throws std::invalid_argument if the shapes do not match or a candidate is out of range, Cancelled.
[[nodiscard]] Neighbours exact_neighbours(const Context& context, const MatrixView<std::uint32_t>& candidates,
                                          const BagDistributions& bags, const MatrixView<float>& vectors,
                                          const ExactNeighbourOptions& options = {},
                                          ExactSearchCounts* counts = nullptr);

}  // namespace proclens

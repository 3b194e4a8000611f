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

/// For each of u points its k nearest others (the point itself is not among them), nearest first, ties by index.
/// A point with fewer than k others to connect to has `kNone` with distance +inf in the places left over.
struct Neighbours {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  Matrix<std::uint32_t> index;  ///< u × k
  Matrix<float> distance;       ///< u × k, ≥ 0, ascending
};

/// Neighbours that somebody else owns and that stay as they are while the view is used.
struct NeighboursView {
  MatrixView<std::uint32_t> index;  ///< u × k, below u or Neighbours::kNone, which only others of its like follow
  MatrixView<float> distance;       ///< u × k, ≥ 0, ascending; those of kNone are not looked at

  NeighboursView() = default;
  NeighboursView(const MatrixView<std::uint32_t>& indices, const MatrixView<float>& distances) noexcept
      : index(indices), distance(distances) {}
  NeighboursView(const Neighbours& neighbours) noexcept  // implicit, as that of std::span
      : NeighboursView(neighbours.index, neighbours.distance) {}

  /// What is wrong with the contents, as a sentence; empty when nothing is. Reads every entry.
  [[nodiscard]] std::string validate() const;
};

/// Whether point i lies anywhere: its vector is not zero and, for 1 − dot, not shorter than 2⁻²³ either. Single
/// precision cannot tell 1 minus such a dot product from 1, so that its neighbours would be the first points there are.
[[nodiscard]] bool has_direction(const EmbeddingView& embedding, std::size_t i);

/// Exact nearest neighbours by brute force: blocks of dot products in single precision, of which each point keeps a few
/// more candidates than it needs; their distances are then computed in double precision, the same bits for (i, j) as
/// for (j, i), and sorted. Only a neighbour whose distance differs from the k-th by less than single precision resolves
/// (about 1e-6) can be mistaken for another.
///
/// Points without a direction have no neighbours and are nobody's. Distances that are negative by rounding are 0.
/// Costs u²·d multiplications; memory is one copy of the vectors, the result and 1 MB a thread.
/// @param k at most u − 1 are found; the matrices have k columns all the same
/// Throws std::invalid_argument when a vector holds an infinity or a NaN, Cancelled.
[[nodiscard]] Neighbours nearest_neighbours(const Context& context, const EmbeddingView& embedding, std::size_t k);

struct ExactNeighbourOptions {
  std::size_t neighbours = 15;  ///< k, how many of the candidates to keep for each bag; 0 keeps none

  /// The costs between all w directions are computed once when they fit into this many bytes (4·w²); otherwise those
  /// between a bag and its candidates, bag by bag, which is slower but takes next to no memory. The result is the same.
  std::size_t max_cost_bytes = std::size_t{512} << 20;
};

/// What became of the pairs of a bag and a candidate.
struct ExactSearchCounts {
  std::uint64_t pairs = 0;    ///< each unordered pair counted once
  std::uint64_t bounded = 0;  ///< of these ruled out by a lower bound on the cost
  std::uint64_t started = 0;  ///< ruled out by the prices of the solver's first basis
  std::uint64_t solved = 0;   ///< the others: transport problems solved to the end
};

/// Ranks every bag's candidates by exact Wasserstein distance, under the cosine distance between features' vectors, and
/// keeps the k nearest. The distances of the first k candidates are all computed; of the others only those that lower
/// bounds cannot rule out, which changes nothing in the result. A pair in which each is the other's candidate is looked
/// at once.
/// @param candidates u × c, most promising first; the indices in a row are distinct, not the row's own, or kNone
/// @param bags u × v; a bag without mass has no neighbours and is nobody's
/// @param vectors v × d, finite, of any length
/// @param counts filled in unless it is nullptr
/// Throws std::invalid_argument when the shapes do not fit or a candidate is out of range, Cancelled.
[[nodiscard]] Neighbours exact_neighbours(const Context& context, const MatrixView<std::uint32_t>& candidates,
                                          const BagDistributions& bags, const MatrixView<float>& vectors,
                                          const ExactNeighbourOptions& options = {},
                                          ExactSearchCounts* counts = nullptr);

}  // namespace proclens

// The nearest neighbours of every bag: by distance in an embedding, exhaustively or in nearby cells alone, or by exact
// Wasserstein distance.
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

/// How the nearest neighbours in an embedding are searched for.
enum class NeighbourSearch {
  automatic,   ///< by cells where that takes less than half of the arithmetic of an exhaustive search that is not cheap
  exhaustive,  ///< every point is compared with every other: exact, but quadratic
  cells,       ///< every point is compared with the points of nearby cells: may miss some neighbours
};

struct NeighbourSearchOptions {
  NeighbourSearch search = NeighbourSearch::automatic;

  /// An automatic search is exhaustive up to this many points (for queries: up to its square of pairs), which two cores
  /// compare in about a second. Ignored by the other two.
  std::size_t exhaustive_points = 10000;

  /// As many of the nearest cells are searched as it takes to find this share of the neighbours of a sample, in (0, 1].
  /// If that is so many that comparing all points costs no more than twice as much, an automatic search is exhaustive
  /// instead. Ignored by an exhaustive search.
  double min_recall = 0.99;

  /// The number of points, evenly spaced, whose neighbours are also searched for exhaustively to measure the recall; at
  /// least 1. Ignored by an exhaustive search.
  std::size_t sample = 512;

  /// What is wrong with the options, one sentence each; empty if nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// How a search went.
struct NeighbourSearchReport {
  bool exhaustive = true;
  /// Of the neighbours that an exhaustive search finds, the share found: measured on the sample; 1 if exhaustive. Any
  /// point no farther away than the k-th nearest counts as found.
  double recall = 1;
  std::size_t sampled = 0;         ///< points whose recall was measured; 0 if exhaustive
  std::size_t cells = 0;           ///< 0 if exhaustive
  std::size_t cells_searched = 0;  ///< for each point
};

/// The nearest neighbours in the embedding, exhaustively as above, or in nearby cells.
///
/// Cells: spherical k-means of a sample divides the u points into about 1.3·√u cells, and what is larger than four
/// times the mean again. Each point is compared, by the same products, with the points of the c cells whose centres
/// have the largest dot products with it, for the smallest c with which a sample finds min_recall of its neighbours. So
/// the distances are those of the exhaustive search, and only neighbours in farther cells are missed; a point whose
/// cells hold fewer than k others is compared with all. Of more equal points than a row has columns any may be listed.
/// Costs about u^1.5·d·(2.6 + c / 1.3) + sample·u·d multiplications; memory is that of the exhaustive search and 4·u·c
/// bytes. The method is that of an inverted file (Jégou, Douze and Schmid 2011, without their codes).
///
/// Deterministic; the same for any number of threads.
/// @param report receives how the search went unless it is nullptr
/// Throws std::invalid_argument if the options are invalid or a vector contains an infinity or NaN, Cancelled.
[[nodiscard]] Neighbours nearest_neighbours(const Context& context, const EmbeddingView& embedding, std::size_t k,
                                            const NeighbourSearchOptions& options,
                                            NeighbourSearchReport* report = nullptr);

/// The same for q queries among u references, in the references' metric: a q × k result whose indices are references,
/// which may coincide with the query. Queries without a direction get no neighbours. Throws std::invalid_argument also
/// if the vectors differ in length.
[[nodiscard]] Neighbours nearest_references(const Context& context, const MatrixView<float>& queries,
                                            const EmbeddingView& references, std::size_t k,
                                            const NeighbourSearchOptions& options = {},
                                            NeighbourSearchReport* report = nullptr);

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

  ExactSearchCounts& operator+=(const ExactSearchCounts& other) noexcept {
    pairs += other.pairs;
    bounded += other.bounded;
    started += other.started;
    solved += other.solved;
    return *this;
  }
};

/// Ranks every bag's candidates by exact Wasserstein distance, under the cosine distance between features' vectors, and
/// keeps the k nearest. Two bags of which only one lists the other may become neighbours of each other, too, unless
/// that has no candidates at all. The distances of the first k candidates are always computed; those of the others only
/// if lower bounds cannot rule them out, which does not change the result. Each pair of bags is evaluated once.
/// @param candidates u × c, most promising first; the indices in a row are distinct, not the row's own, or kNone
/// @param bags u × v; a bag without mass neither has nor is a neighbour
/// @param vectors v × d, finite, of any length
/// @param counts receives the counts unless it is nullptr
/// Throws std::invalid_argument if the shapes do not match or a candidate is out of range, Cancelled.
[[nodiscard]] Neighbours exact_neighbours(const Context& context, const MatrixView<std::uint32_t>& candidates,
                                          const BagDistributions& bags, const MatrixView<float>& vectors,
                                          const ExactNeighbourOptions& options = {},
                                          ExactSearchCounts* counts = nullptr);

/// What the distances between a bag and its neighbours are.
enum class NeighbourDistance {
  embedding,        ///< those between their vectors
  transport,        ///< costs of transport, of which a little is left out or too high: TransportNeighbourOptions
  exact_transport,  ///< exact costs of transport: TransportNeighbourOptions::exact()
};

/// How the nearest bags by transport are searched for, and how exactly distances are computed.
struct TransportNeighbourOptions {
  std::size_t neighbours = 14;  ///< k, of each bag

  /// How many candidates each bag has; raised to k. More find more of the true neighbours; time grows in proportion.
  std::size_t candidates = 32;

  /// While one of a bag's k nearest is in the last half of its candidates, these are doubled, up to this many. No
  /// effect unless it is larger than `candidates`.
  std::size_t max_candidates = 32;

  /// The share of a bag's mass that takes part, in (0, 1]: that of its heaviest features. The lightest features of a
  /// bag are many and move hardly any mass.
  double mass = 0.99;

  /// How many of a bag's heaviest features take part at most. At least 1.
  std::size_t max_bag_features = 256;

  /// Whether the mass that two bags have in common stays where it is, which makes the problems much smaller. The cost
  /// is then an upper bound, for 99% of near bags by no more than 3%.
  bool common_mass_stays = true;

  NeighbourSearchOptions search;  ///< for the candidates

  std::size_t max_cost_bytes = std::size_t{256} << 20;  ///< see ExactNeighbourOptions

  /// Exact costs, and as many candidates as it takes: finds nearly all true neighbours and takes two to three times as
  /// long.
  [[nodiscard]] static TransportNeighbourOptions exact();

  /// Those of a map's neighbours.
  /// @param distance not `embedding`
  [[nodiscard]] static TransportNeighbourOptions of(NeighbourDistance distance, std::size_t neighbours,
                                                    std::size_t max_bag_features, const NeighbourSearchOptions& search);

  /// What is wrong with the options, one sentence each; empty if nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// The k nearest bags of each of u weighted bags by the Wasserstein distance under the cosine distance between
/// features' vectors.
///
/// Candidates are the bags with the most similar mean vectors by the cosine, found as in an embedding. (The mean vector
/// of a bag is where its mass lies on average. Of what needs no transport, it finds the most true neighbours.) A bag
/// and its candidate may become neighbours of each other, even if only one lists the other. Each pair is solved once,
/// and only if a lower bound does not rule out that it makes a neighbour, so the result is that of solving all.
///
/// Deterministic; the same for any number of threads.
/// @param weighted u × v, finite entries ≥ 0; a bag without mass neither has nor is a neighbour
/// @param vectors v × d, finite, of any length
/// @param report receives how the search for candidates went unless it is nullptr
/// @param counts receives how their pairs were settled unless it is nullptr
/// Throws std::invalid_argument if the shapes do not match or the options are invalid, Cancelled.
[[nodiscard]] Neighbours transport_neighbours(const Context& context, const SparseRowsView& weighted,
                                              const MatrixView<float>& vectors,
                                              const TransportNeighbourOptions& options = {},
                                              NeighbourSearchReport* report = nullptr,
                                              ExactSearchCounts* counts = nullptr);

/// The same for q queries among u references: a q × k result whose indices are references, which may have the query's
/// own bag.
/// @param queries q × v   @param references u × v
[[nodiscard]] Neighbours transport_references(const Context& context, const SparseRowsView& queries,
                                              const SparseRowsView& references, const MatrixView<float>& vectors,
                                              const TransportNeighbourOptions& options = {},
                                              NeighbourSearchReport* report = nullptr);

}  // namespace proclens

// From bags to a map: weigh, relate, embed, find neighbours, lay out, cluster, name. Reads like the analysis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proclens/bags.hpp"
#include "proclens/clustering.hpp"
#include "proclens/context.hpp"
#include "proclens/hellinger.hpp"
#include "proclens/information_weights.hpp"
#include "proclens/layout.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"
#include "proclens/ordered_bags.hpp"
#include "proclens/ordered_vectors.hpp"
#include "proclens/topics.hpp"
#include "proclens/vocabulary_vectors.hpp"
#include "proclens/wasserstein_embedding.hpp"

namespace proclens {

/// What makes two bags alike.
enum class BagDistance {
  wasserstein,  ///< features that occur together have vectors close together, and bags move mass between them
  hellinger,    ///< bags are alike only as far as they have the very same features: see hellinger.hpp
};

/// Its name on the command line and in files.
[[nodiscard]] std::string_view distance_name(BagDistance distance);

struct MapOptions {
  BagDistance distance = BagDistance::wasserstein;

  InformationWeightOptions weight{.count_empty = false};  ///< objects without features are left out of the counts
  /// Its seed is ignored: see `seed`. Like `ordered`, `embedding` and `search` it is ignored for the Hellinger
  /// distance, which needs neither vectors nor an embedding and is searched exactly.
  VocabularyOptions vocabulary;
  OrderedVectorOptions ordered;  ///< instead of `vocabulary` where sequences are given; its seed is ignored, too
  WassersteinOptions embedding;  ///< its seed is ignored: see `seed`

  NeighbourSearchOptions search;  ///< for the nearest bags, or the candidates for them

  /// Whether to find neighbours by exact Wasserstein distance (TransportNeighbourOptions::exact()). Without it, costs
  /// of transport are approximate and fewer candidates are considered, which finds nine in ten true neighbours in a
  /// fraction of the time; beyond 20,000 bags, and with Reference::centre, which reproduces another program, neighbours
  /// are then those of the embedding. Only with the Wasserstein distance.
  bool exact_neighbours = false;

  /// k of outlier_scores(): an object is as odd as its k-th nearest other object is far. With a larger k small groups
  /// of similar objects stand out, too. At least 1; more than the layout has neighbours has no further effect.
  std::size_t outlier_neighbours = 5;

  LayoutOptions layout;  ///< its seed is ignored: see `seed`
  ClusterOptions cluster;
  std::size_t topic_features = 3;  ///< the most features that name a cluster
  std::uint64_t seed = 42;         ///< of every random choice, instead of the stages' own seeds

  /// What is wrong with these options and with those of the stages, one sentence each; empty if nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// The map of u distinct bags over v features, with all intermediate results.
struct DataMap {
  std::vector<double> weights;    ///< v, information weights
  SparseRows weighted;            ///< u × v, B
  Matrix<float> vectors;          ///< v × at most `vocabulary.components`; v × 0 for the Hellinger distance
  WassersteinEmbedding embedded;  ///< of the u bags, with the model that projects further bags into the same space;
                                  ///< u × 0 for the Hellinger distance
  std::vector<std::uint32_t> informative;                               ///< the bags with information, ascending
  Neighbours neighbours;                                                ///< as handed to the layout
  NeighbourDistance neighbour_distance = NeighbourDistance::transport;  ///< unless by the Hellinger distance
  NeighbourSearchReport search;      ///< how they, or the candidates for them, were found
  std::vector<float> outlier_score;  ///< u, from the neighbours: 0 … 1, see outlier_scores()
  Matrix<float> positions;           ///< u × 2, finite
  Clustering clustering;             ///< of the bags with information; the others are noise with no nearest cluster
  std::vector<std::vector<TopicFeature>> topics;  ///< per cluster
  /// Per layer of `clustering.layers`, coarse to fine, and per cluster of that layer.
  std::vector<std::vector<std::vector<TopicFeature>>> layer_topics;
  /// The others: no features, only features of weight 0, or only features that the embedding discarded.
  std::uint64_t bags_without_information = 0;
  std::uint64_t objects_without_information = 0;
  /// With the Hellinger distance, objects that have information but no feature in common with an object of another bag.
  /// They are placed next to the map, in no cluster, with outlier score 1.
  std::uint64_t objects_apart = 0;
};

/// Makes the map of the given bags. The same bags, options and seed give the same bytes for any number of threads.
/// Reports the stages "weigh features", "relate features", "embed bags", "find neighbours", "lay out", "cluster" and
/// "name clusters" to the context. The search for neighbours is quadratic in u up to
/// `search.exhaustive_points`, then grows like u^1.5 (nearest_neighbours()); memory is about 4·(u·(components + 2) +
/// v·vocabulary.components) bytes plus what wasserstein_embedding() needs.
/// @param bags u × v; read only during the call
/// Throws std::invalid_argument if a `validate()` reports a problem, Error (data) if nothing distinguishes one object
/// from the others, Cancelled.
[[nodiscard]] DataMap make_map(const Context& context, const BagsView& bags, const MapOptions& options = {});

/// The same for objects whose features have an order: their vectors are ordered_vectors() of the sequences. The same
/// errors, and std::invalid_argument if `sequences.validate(v)` reports a problem.
/// @param sequences of the objects that have the bags; read only during the call
[[nodiscard]] DataMap make_map(const Context& context, const BagsView& bags, const SequencesView& sequences,
                               const MapOptions& options = {});

/// The same for features whose vectors are known. The same errors, and std::invalid_argument unless there is a row for
/// each feature.
/// @param vectors v × d; a feature with a zero row has no direction and counts in no distance
[[nodiscard]] DataMap make_map(const Context& context, const BagsView& bags, Matrix<float> vectors,
                               const MapOptions& options = {});

/// One vector per distinct bag, as make_map() embeds objects whose features have an order: where such objects are
/// themselves the features of others, as command lines are of hosts, these are the vectors of those features: u × k, or
/// u × 1 zeros if no bag has information. Throws like make_map().
[[nodiscard]] Matrix<float> ordered_bag_vectors(const Context& context, const BagsView& bags,
                                                const SequencesView& sequences, const MapOptions& options = {});

/// Replaces the topics of `map` by groups of features (cluster_group_topics()): `feature` is then a group.
/// @param group per feature   @param groups how many there are
void name_clusters_by_group(const Context& context, const BagsView& bags, std::span<const std::uint32_t> group,
                            std::size_t groups, const MapOptions& options, DataMap& map);

}  // namespace proclens

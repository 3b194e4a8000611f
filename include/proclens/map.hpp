// From bags to a map: weigh, relate, embed, find neighbours, lay out, cluster, name. Reads like the analysis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "proclens/bags.hpp"
#include "proclens/clustering.hpp"
#include "proclens/context.hpp"
#include "proclens/information_weights.hpp"
#include "proclens/layout.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"
#include "proclens/topics.hpp"
#include "proclens/vocabulary_vectors.hpp"
#include "proclens/wasserstein_embedding.hpp"

namespace proclens {

struct MapOptions {
  InformationWeightOptions weight{.count_empty = false};  ///< as if objects without features had not been there
  VocabularyOptions vocabulary;                           ///< its seed is ignored
  WassersteinOptions embedding;                           ///< its seed is ignored

  /// Whether to re-rank the neighbours by exact Wasserstein distance. Neighbourhoods then are the true ones far more
  /// often, and the search takes several times as long.
  bool exact_neighbours = false;

  /// How many nearest candidates are re-ranked; no fewer than the layout needs are. Ignored without exact_neighbours.
  std::size_t exact_candidates = 64;

  LayoutOptions layout;  ///< its seed is ignored
  ClusterOptions cluster;
  std::size_t topic_features = 3;  ///< features that name a cluster, at most
  std::uint64_t seed = 42;         ///< of every random choice, in place of the stages' own

  /// What is wrong in these and in the stages' options, a sentence for each; empty when nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// The map of u distinct bags over v features, with everything that was computed on the way.
struct DataMap {
  std::vector<double> weights;    ///< v, information weights
  SparseRows weighted;            ///< u × v, B
  Matrix<float> vectors;          ///< v × at most `vocabulary.components`
  WassersteinEmbedding embedded;  ///< of the u bags, with the model that projects other bags into the same space
  Neighbours neighbours;          ///< as handed to the layout
  Matrix<float> positions;        ///< u × 2, finite
  Clustering clustering;          ///< of the bags that have information; the others are noise with no nearest cluster
  std::vector<std::vector<TopicFeature>> topics;  ///< per cluster
  /// Per layer of `clustering.layers` and cluster of that layer; coarse to fine.
  std::vector<std::vector<std::vector<TopicFeature>>> layer_topics;
  /// Bags without a direction: no feature, only ones of weight 0, or only ones that the embedding cut off.
  std::uint64_t bags_without_information = 0;
  std::uint64_t objects_without_information = 0;
};

/// Makes the map of some bags. The same bags, options and seed give the same bytes for any number of threads. Reports
/// the stages "weigh features", "relate features", "embed bags", "find neighbours", "lay out", "cluster" and "name
/// clusters" to the context. The search for neighbours is quadratic in u; memory is about
/// 4·(u·(components + 2) + v·vocabulary.components) bytes and what wasserstein_embedding() says.
/// @param bags u × v; only read during the call
/// Throws std::invalid_argument when a `validate()` finds fault, Error (data) when nothing tells one object from the
/// others, Cancelled.
[[nodiscard]] DataMap make_map(const Context& context, const BagsView& bags, const MapOptions& options = {});

}  // namespace proclens

// From bags to map: what every lens does once it has its bags. Reads like the analysis: weigh, embed, find neighbours,
// lay out, cluster, name.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bag/bags.hpp"
#include "bag/information_weight.hpp"
#include "cluster/clustering.hpp"
#include "embed/vocabulary/vocabulary_vectors.hpp"
#include "embed/wasserstein_embedding.hpp"
#include "layout/layout.hpp"
#include "proclens/context.hpp"
#include "topic/topics.hpp"

namespace proclens {

struct MapOptions {
  InformationWeightOptions weight{.count_empty = false};  ///< as if objects without features had not been there
  VocabularyOptions vocabulary;
  WassersteinOptions embedding;
  bool exact_neighbours = false;      ///< re-rank the neighbours by exact Wasserstein distance
  std::size_t exact_candidates = 64;  ///< how many nearest candidates are re-ranked
  LayoutOptions layout;
  ClusterOptions cluster;
  std::size_t topic_features = 3;
  std::uint64_t seed = 42;  ///< of every random choice; overrides the stages' own
};

/// u distinct bags over v features.
struct ProcessMap {
  std::vector<double> weights;    ///< v, information weights
  SparseRows weighted;            ///< u × v, B
  Matrix<float> vectors;          ///< v × at most 512
  WassersteinEmbedding embedded;  ///< of the u bags, with the model that places new ones
  Neighbours neighbours;          ///< as handed to the layout
  Matrix<float> places;           ///< u × 2
  Clustering clustering;          ///< of the bags that have information; the others are noise with no nearest cluster
  std::vector<std::vector<TopicFeature>> topics;  ///< per cluster
  /// Per layer of `clustering.layers` and cluster of that layer; coarse to fine.
  std::vector<std::vector<std::vector<TopicFeature>>> layer_topics;
  std::uint64_t bags_without_information =
      0;  ///< no direction: no feature, only ones of weight 0, or only ones that the embedding cut off
  std::uint64_t objects_without_information = 0;
};

/// Throws Error (data) when no bag has information.
[[nodiscard]] ProcessMap make_map(const Context& context, const Bags& bags, const MapOptions& options);

}  // namespace proclens

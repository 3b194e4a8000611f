#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include "core/require_valid.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/error.hpp"
#include "proclens/map.hpp"
#include "proclens/outlier_scores.hpp"

namespace proclens {
namespace {

/// The indices of the bags that have a direction in the embedding.
std::vector<std::uint32_t> informative_bags(const Embedding& embedding) {
  std::vector<std::uint32_t> bags;
  for (std::size_t i = 0; i < embedding.vectors.rows(); ++i) {
    if (has_direction(embedding, i)) bags.push_back(static_cast<std::uint32_t>(i));
  }
  return bags;
}

void require_information(bool any) {
  if (any) return;
  throw Error(Fault::data, "nothing distinguishes the objects, so there is nothing to map",
              "Map more objects, or objects whose features differ.");
}

std::uint64_t objects_in(const BagsView& bags, const std::vector<std::uint32_t>& chosen) {
  std::uint64_t objects = 0;
  for (const std::uint32_t bag : chosen) objects += bags.multiplicity[bag];
  return objects;
}

Neighbours find_neighbours(const Context& context, const DataMap& map, const MapOptions& options,
                           NeighbourSearchReport& report) {
  const std::size_t others = std::max<std::size_t>(options.layout.neighbours, 2) - 1;
  if (!options.exact_neighbours)
    return nearest_neighbours(context, map.embedded.embedding, others, options.search, &report);
  const Neighbours candidates = nearest_neighbours(context, map.embedded.embedding,
                                                   std::max(options.exact_candidates, others), options.search, &report);
  const BagDistributions distributions = bag_distributions(map.weighted, options.embedding.max_bag_features);
  ExactNeighbourOptions exact_options;
  exact_options.neighbours = others;
  return exact_neighbours(context, candidates.index, distributions, map.vectors, exact_options);
}

/// Extends the clustering of the informative bags to all bags; the rest are noise with no nearest cluster.
Clustering over_all_bags(Clustering part, const std::vector<std::uint32_t>& bags, std::size_t all) {
  const auto spread = [&](auto& values, auto missing) {
    std::remove_reference_t<decltype(values)> whole(all, missing);
    for (std::size_t i = 0; i < bags.size(); ++i) whole[bags[i]] = values[i];
    values = std::move(whole);
  };
  spread(part.label, std::int32_t{-1});
  spread(part.strength, 0.0F);
  spread(part.nearest_cluster, std::int32_t{-1});
  for (ClusterLayer& layer : part.layers) spread(layer.label, std::int32_t{-1});
  return part;
}

Clustering cluster_informative(const Context& context, const BagsView& bags, const Matrix<float>& positions,
                               const std::vector<std::uint32_t>& informative, const ClusterOptions& options) {
  Matrix<float> points(informative.size(), 2);
  std::vector<std::uint32_t> multiplicity(informative.size());
  for (std::size_t i = 0; i < informative.size(); ++i) {
    points(i, 0) = positions(informative[i], 0);
    points(i, 1) = positions(informative[i], 1);
    multiplicity[i] = bags.multiplicity[informative[i]];
  }
  return over_all_bags(cluster_points(context, points, multiplicity, options), informative, bags.distinct());
}

void name_clusters(const Context& context, const BagsView& bags, const MapOptions& options, DataMap& map) {
  map.topics = cluster_topics(context, map.weighted, bags.multiplicity, map.clustering.label, map.clustering.clusters,
                              options.topic_features);
  for (const ClusterLayer& layer : map.clustering.layers) {
    map.layer_topics.push_back(
        cluster_topics(context, map.weighted, bags.multiplicity, layer.label, layer.clusters, options.topic_features));
  }
}

Matrix<float> unordered(const Context& context, const BagsView& bags, const MapOptions& options,
                        const SparseRows& weighted) {
  VocabularyOptions vocabulary = options.vocabulary;
  vocabulary.seed = options.seed;
  return vocabulary_vectors(context, weighted, bags.multiplicity, vocabulary);
}

Matrix<float> ordered(const Context& context, const SequencesView& sequences, std::size_t features,
                      const MapOptions& options) {
  OrderedVectorOptions vectors = options.ordered;
  vectors.seed = options.seed;
  return ordered_vectors(context, sequences, features, vectors);
}

/// Prefixes the problems of a stage's options with the name of the field that holds them.
void add_problems(const std::vector<std::string>& of_stage, const std::string& stage,
                  std::vector<std::string>& problems) {
  for (const std::string& problem : of_stage) problems.push_back(stage + "." + problem);
}

/// @param relate makes the features' vectors from the weighted bags
template <class Relate>
DataMap map_of(const Context& context, const BagsView& bags, const MapOptions& options, Relate relate) {
  require_valid("make_map", options.validate());
  require_valid("make_map", bags.validate());
  DataMap map;
  {
    const Stage stage(context, "weigh features");
    map.weights = information_weights(context, bags, options.weight);
    map.weighted = weighted_bags(bags, map.weights);
  }
  require_information(map.weighted.nonzeros() > 0);
  {
    const Stage stage(context, "relate features");
    map.vectors = relate(map.weighted);
  }
  {
    const Stage stage(context, "embed bags");
    WassersteinOptions embedding = options.embedding;
    embedding.seed = options.seed;
    map.embedded = wasserstein_embedding(context, map.weighted, bags.multiplicity, map.vectors, embedding);
  }
  const std::vector<std::uint32_t> informative = informative_bags(map.embedded.embedding);
  require_information(!informative.empty());
  map.bags_without_information = bags.distinct() - informative.size();
  map.objects_without_information = bags.objects() - objects_in(bags, informative);
  {
    const Stage stage(context, "find neighbours");
    map.neighbours = find_neighbours(context, map, options, map.search);
    map.outlier_score = outlier_scores(map.neighbours, bags.multiplicity, options.outlier_neighbours);
  }
  {
    const Stage stage(context, "lay out");
    LayoutOptions layout = options.layout;
    layout.seed = options.seed;
    map.positions = lay_out(context, map.neighbours, layout);
  }
  {
    const Stage stage(context, "cluster");
    map.clustering = cluster_informative(context, bags, map.positions, informative, options.cluster);
  }
  {
    const Stage stage(context, "name clusters");
    name_clusters(context, bags, options, map);
  }
  return map;
}

}  // namespace

std::vector<std::string> MapOptions::validate() const {
  std::vector<std::string> problems;
  add_problems(weight.validate(), "weight", problems);
  add_problems(vocabulary.validate(), "vocabulary", problems);
  add_problems(ordered.validate(), "ordered", problems);
  add_problems(embedding.validate(), "embedding", problems);
  add_problems(search.validate(), "search", problems);
  if (outlier_neighbours == 0) problems.emplace_back("outlier_neighbours must be at least 1");
  add_problems(layout.validate(), "layout", problems);
  add_problems(cluster.validate(), "cluster", problems);
  return problems;
}

DataMap make_map(const Context& context, const BagsView& bags, const MapOptions& options) {
  return map_of(context, bags, options,
                [&](const SparseRows& weighted) { return unordered(context, bags, options, weighted); });
}

DataMap make_map(const Context& context, const BagsView& bags, const SequencesView& sequences,
                 const MapOptions& options) {
  return map_of(context, bags, options,
                [&](const SparseRows&) { return ordered(context, sequences, bags.features(), options); });
}

DataMap make_map(const Context& context, const BagsView& bags, Matrix<float> vectors, const MapOptions& options) {
  if (vectors.rows() != bags.features()) throw std::invalid_argument("make_map: one vector for each feature");
  return map_of(context, bags, options, [&](const SparseRows&) { return std::move(vectors); });
}

Matrix<float> ordered_bag_vectors(const Context& context, const BagsView& bags, const SequencesView& sequences,
                                  const MapOptions& options) {
  require_valid("ordered_bag_vectors", options.validate());
  require_valid("ordered_bag_vectors", bags.validate());
  const SparseRows weighted = weighted_bags(bags, information_weights(context, bags, options.weight));
  if (weighted.nonzeros() == 0) return {bags.distinct(), 1};
  WassersteinOptions embedding = options.embedding;
  embedding.seed = options.seed;
  return wasserstein_embedding(context, weighted, bags.multiplicity,
                               ordered(context, sequences, bags.features(), options), embedding)
      .embedding.vectors;
}

void name_clusters_by_group(const Context& context, const BagsView& bags, std::span<const std::uint32_t> group,
                            std::size_t groups, const MapOptions& options, DataMap& map) {
  const auto topics = [&](std::span<const std::int32_t> label, std::int32_t clusters) {
    return cluster_group_topics(context, map.weighted, bags.multiplicity, label, clusters, group, groups,
                                options.topic_features);
  };
  map.topics = topics(map.clustering.label, map.clustering.clusters);
  map.layer_topics.clear();
  for (const ClusterLayer& layer : map.clustering.layers)
    map.layer_topics.push_back(topics(layer.label, layer.clusters));
}

}  // namespace proclens

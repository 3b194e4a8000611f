#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include "core/require_valid.hpp"
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

/// Transport takes about half a millisecond per bag. Beyond this many it would be a large part of a map's time.
constexpr std::size_t kMaxTransportBags = 20000;

NeighbourDistance neighbour_distance(const MapOptions& options, std::size_t bags) {
  if (options.exact_neighbours) return NeighbourDistance::exact_transport;
  const bool by_transport = options.embedding.reference == Reference::spread && bags <= kMaxTransportBags;
  return by_transport ? NeighbourDistance::transport : NeighbourDistance::embedding;
}

/// The same bags, those without a direction in the embedding being empty.
SparseRows with_direction(const SparseRows& weighted, const Embedding& embedding) {
  SparseRows kept;
  kept.columns = weighted.columns;
  for (std::size_t bag = 0; bag < weighted.rows(); ++bag) {
    if (has_direction(embedding, bag)) {
      const auto columns = weighted.row_columns(bag);
      const auto values = weighted.row_values(bag);
      kept.column.insert(kept.column.end(), columns.begin(), columns.end());
      kept.value.insert(kept.value.end(), values.begin(), values.end());
    }
    kept.row_start.push_back(kept.column.size());
  }
  return kept;
}

void find_neighbours(const Context& context, const MapOptions& options, DataMap& map) {
  const Embedding& embedding = map.embedded.embedding;
  const std::size_t others = std::max<std::size_t>(options.layout.neighbours, 2) - 1;
  map.neighbour_distance = neighbour_distance(options, map.weighted.rows());
  if (map.neighbour_distance == NeighbourDistance::embedding) {
    map.neighbours = nearest_neighbours(context, embedding, others, options.search, &map.search);
    return;
  }
  const TransportNeighbourOptions transport =
      TransportNeighbourOptions::of(map.neighbour_distance, others, options.embedding.max_bag_features, options.search);
  map.neighbours =
      transport_neighbours(context, with_direction(map.weighted, embedding), map.vectors, transport, &map.search);
}

/// Extends the clustering of some bags to all bags; the rest are noise with no nearest cluster.
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

bool has_neighbours(const DataMap& map, std::size_t bag) {
  return map.neighbours.index.columns() > 0 && map.neighbours.index(bag, 0) != Neighbours::kNone;
}

/// The bags to cluster: where the layout only set a bag aside, its place says nothing.
std::vector<std::uint32_t> bags_to_cluster(const DataMap& map) {
  std::vector<std::uint32_t> bags;
  for (const std::uint32_t bag : map.informative) {
    if (map.objects_apart == 0 || has_neighbours(map, bag)) bags.push_back(bag);
  }
  return bags;
}

Clustering cluster_connected(const Context& context, const BagsView& bags, const DataMap& map,
                             const ClusterOptions& options) {
  const std::vector<std::uint32_t> chosen = bags_to_cluster(map);
  Matrix<float> points(chosen.size(), 2);
  std::vector<std::uint32_t> multiplicity(chosen.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    std::ranges::copy(map.positions.row(chosen[i]), points.row(i).begin());
    multiplicity[i] = bags.multiplicity[chosen[i]];
  }
  return over_all_bags(cluster_points(context, points, multiplicity, options), chosen, bags.distinct());
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

/// From weights to neighbours: the features' vectors, the bags' embedding, and who is near in it.
/// @param relate makes the features' vectors from the weighted bags
template <class Relate>
void relate_by_wasserstein(const Context& context, const BagsView& bags, const MapOptions& options, Relate relate,
                           DataMap& map) {
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
  map.informative = informative_bags(map.embedded.embedding);
  require_information(!map.informative.empty());
  const Stage stage(context, "find neighbours");
  find_neighbours(context, options, map);
  map.outlier_score = outlier_scores(map.neighbours, bags.multiplicity, options.outlier_neighbours);
}

/// From weights to neighbours by the features that bags share.
void relate_by_hellinger(const Context& context, const BagsView& bags, const MapOptions& options, DataMap& map) {
  const Stage stage(context, "find neighbours");
  map.vectors = Matrix<float>(bags.features(), 0);
  map.embedded.embedding.vectors = Matrix<float>(bags.distinct(), 0);
  const SparseRows rows = hellinger_rows(map.weighted);
  map.neighbours = hellinger_neighbours(context, rows, std::max<std::size_t>(options.layout.neighbours, 2) - 1);
  map.outlier_score = outlier_scores(map.neighbours, bags.multiplicity, options.outlier_neighbours);
  // The scores are roots of distances, which suits 1 − dot products; Hellinger distances are such roots already.
  for (float& score : map.outlier_score) score *= score;
  for (std::size_t bag = 0; bag < bags.distinct(); ++bag) {
    if (rows.row_columns(bag).empty()) continue;
    map.informative.push_back(static_cast<std::uint32_t>(bag));
    if (has_neighbours(map, bag)) continue;
    map.objects_apart += bags.multiplicity[bag];
    map.outlier_score[bag] = 1;
  }
  if (!bags_to_cluster(map).empty()) return;
  throw Error(Fault::data, "no two objects have a distinguishing feature in common, so there is nothing to map",
              "Map by the Wasserstein distance, which also compares different features.");
}

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
  if (options.distance == BagDistance::hellinger) {
    relate_by_hellinger(context, bags, options, map);
  } else {
    relate_by_wasserstein(context, bags, options, relate, map);
  }
  map.bags_without_information = bags.distinct() - map.informative.size();
  map.objects_without_information = bags.objects() - objects_in(bags, map.informative);
  {
    const Stage stage(context, "lay out");
    LayoutOptions layout = options.layout;
    layout.seed = options.seed;
    map.positions = lay_out(context, map.neighbours, layout);
  }
  {
    const Stage stage(context, "cluster");
    map.clustering = cluster_connected(context, bags, map, options.cluster);
  }
  {
    const Stage stage(context, "name clusters");
    name_clusters(context, bags, options, map);
  }
  return map;
}

}  // namespace

std::string_view distance_name(BagDistance distance) {
  return distance == BagDistance::wasserstein ? "wasserstein" : "hellinger";
}

std::vector<std::string> MapOptions::validate() const {
  std::vector<std::string> problems;
  add_problems(weight.validate(), "weight", problems);
  add_problems(vocabulary.validate(), "vocabulary", problems);
  add_problems(ordered.validate(), "ordered", problems);
  add_problems(embedding.validate(), "embedding", problems);
  add_problems(search.validate(), "search", problems);
  if (distance == BagDistance::hellinger && exact_neighbours)
    problems.emplace_back("exact_neighbours are by the Wasserstein distance, not by the Hellinger distance");
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

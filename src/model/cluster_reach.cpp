#include "model/cluster_reach.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace proclens {
namespace {

double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t c = 0; c < a.size(); ++c) sum += static_cast<double>(a[c]) * b[c];
  return sum;
}

/// In the embedding's metric, ≥ 0, in double precision.
double embedding_distance(EmbeddingMetric metric, std::span<const float> a, std::span<const float> b) {
  const double lengths = metric == EmbeddingMetric::cosine ? std::sqrt(dot(a, a) * dot(b, b)) : 1.0;
  return lengths > 0 ? std::max(0.0, 1 - dot(a, b) / lengths) : 1.0;
}

/// @param distance of a bag and its j-th neighbour
template <class Distance>
std::vector<float> reach_by(const Neighbours& neighbours, std::span<const std::int32_t> label, std::size_t clusters,
                            Distance distance) {
  std::vector<float> reach(clusters);
  for (std::size_t bag = 0; bag < label.size(); ++bag) {
    if (label[bag] < 0) continue;
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < neighbours.index.columns(); ++j) {
      const std::uint32_t other = neighbours.index(bag, j);
      if (other == Neighbours::kNone || label[other] != label[bag]) continue;
      nearest = std::min(nearest, distance(bag, j));
    }
    float& far = reach[static_cast<std::size_t>(label[bag])];
    if (std::isfinite(nearest)) far = std::max(far, static_cast<float>(nearest));
  }
  return reach;
}

}  // namespace

std::vector<float> cluster_reach(const Embedding& embedding, const Neighbours& neighbours,
                                 std::span<const std::int32_t> label, std::size_t clusters) {
  return reach_by(neighbours, label, clusters, [&](std::size_t bag, std::size_t j) {
    return embedding_distance(embedding.metric, embedding.vectors.row(bag),
                              embedding.vectors.row(neighbours.index(bag, j)));
  });
}

std::vector<float> cluster_reach(const Neighbours& neighbours, std::span<const std::int32_t> label,
                                 std::size_t clusters) {
  return reach_by(neighbours, label, clusters,
                  [&](std::size_t bag, std::size_t j) { return static_cast<double>(neighbours.distance(bag, j)); });
}

}  // namespace proclens

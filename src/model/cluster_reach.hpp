// How far from a cluster's bags another bag may lie and still belong to it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "proclens/embedding.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// The distance between two vectors of an embedding's metric, ≥ 0, in double precision.
[[nodiscard]] double embedding_distance(EmbeddingMetric metric, std::span<const float> a, std::span<const float> b);

/// Per cluster the largest distance in the embedding at which one of its bags has the nearest of its fellows, as far as
/// those are among its `neighbours`: what is further away from every bag than that lies outside. 0 for a cluster of one
/// bag.
/// @param label per bag, −1 for noise
[[nodiscard]] std::vector<float> cluster_reach(const Embedding& embedding, const Neighbours& neighbours,
                                               std::span<const std::int32_t> label, std::size_t clusters);

}  // namespace proclens

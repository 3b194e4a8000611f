// How far a bag may be from a cluster's bags and still belong to the cluster.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "proclens/neighbours.hpp"

namespace proclens {

/// Per cluster, the largest distance from one of its bags to the nearest other bag of the cluster, as far as that is
/// among its `neighbours`: what is farther than that from every bag of the cluster is outside. 0 for a cluster of one
/// bag.
/// @param label per bag, −1 for noise
[[nodiscard]] std::vector<float> cluster_reach(const Neighbours& neighbours, std::span<const std::int32_t> label,
                                               std::size_t clusters);

}  // namespace proclens

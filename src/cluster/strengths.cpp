#include "cluster/strengths.hpp"

#include <algorithm>
#include <cmath>

namespace proclens {
namespace {

/// min(1, λ/peak), also if λ is infinite or both are 0.
double share(double lambda, double peak) { return lambda >= peak ? 1 : lambda / peak; }

/// The largest finite λ at which a position leaves each cluster itself; if
/// all are infinite, the λ of the cluster's birth.
std::vector<double> peak_densities(const CondensedTree& condensed) {
  std::vector<double> peak;
  peak.reserve(condensed.clusters.size());
  for (const CondensedCluster& cluster : condensed.clusters) peak.push_back(cluster.birth);
  for (std::size_t position = 0; position < condensed.cluster_of.size(); ++position) {
    if (!std::isfinite(condensed.departure[position])) continue;
    double& known = peak[condensed.cluster_of[position]];
    known = std::max(known, condensed.departure[position]);
  }
  return peak;
}

}  // namespace

std::vector<float> strengths(const CondensedTree& condensed, const Grouping& grouping,
                             const std::vector<std::int32_t>& nearest) {
  const std::vector<double> peak = peak_densities(condensed);
  std::vector<float> strength(nearest.size(), 0.0F);
  for (std::size_t position = 0; position < nearest.size(); ++position) {
    if (nearest[position] < 0) continue;
    const std::uint32_t cluster = grouping.cluster[static_cast<std::size_t>(nearest[position])];
    strength[position] = static_cast<float>(share(condensed.departure[position], peak[cluster]));
  }
  return strength;
}

}  // namespace proclens

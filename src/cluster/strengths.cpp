#include "cluster/strengths.hpp"

#include <algorithm>
#include <cmath>

namespace proclens {
namespace {

/// min(1, λ/peak), also if λ is infinite or both are 0.
double share(double lambda, double peak) { return lambda >= peak ? 1 : lambda / peak; }

}  // namespace

std::vector<double> peak_densities(const CondensedTree& condensed) {
  std::vector<double> peak;
  peak.reserve(condensed.clusters.size());
  for (const CondensedCluster& cluster : condensed.clusters) peak.push_back(cluster.birth);
  for (std::size_t place = 0; place < condensed.cluster_of.size(); ++place) {
    if (!std::isfinite(condensed.departure[place])) continue;
    double& known = peak[condensed.cluster_of[place]];
    known = std::max(known, condensed.departure[place]);
  }
  return peak;
}

std::vector<float> strengths(const CondensedTree& condensed, const Grouping& grouping,
                             const std::vector<std::int32_t>& nearest) {
  const std::vector<double> peak = peak_densities(condensed);
  std::vector<float> strength(nearest.size(), 0.0F);
  for (std::size_t place = 0; place < nearest.size(); ++place) {
    if (nearest[place] < 0) continue;
    const std::uint32_t cluster = grouping.cluster[static_cast<std::size_t>(nearest[place])];
    strength[place] = static_cast<float>(share(condensed.departure[place], peak[cluster]));
  }
  return strength;
}

std::vector<float> outlier_scores(const CondensedTree& condensed) {
  std::vector<double> peak = peak_densities(condensed);
  for (std::size_t i = peak.size(); i-- > 1;) {
    double& above = peak[condensed.clusters[i].parent];
    above = std::max(above, peak[i]);
  }
  std::vector<float> score(condensed.cluster_of.size());
  for (std::size_t place = 0; place < score.size(); ++place) {
    score[place] = static_cast<float>(1 - share(condensed.departure[place], peak[condensed.cluster_of[place]]));
  }
  return score;
}

}  // namespace proclens

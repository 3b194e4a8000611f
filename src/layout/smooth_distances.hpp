// The scale of each point's neighbourhood: two numbers that make distances from different points comparable.
#pragma once

#include <vector>

#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// One entry per point. A neighbour at distance d has membership strength 1 for d ≤ rho, else exp(−(d − rho)/sigma).
struct SmoothDistances {
  std::vector<double> rho;    ///< distance to the nearest neighbour at a positive distance; 0 if there is none
  std::vector<double> sigma;  ///< ≥ 0; 0 only if every distance of every point is 0
};

/// Finds for each point the sigma for which its neighbours' strengths sum to log2(neighbourhood), to within 1e-5, by at
/// most 64 bisections; sigma is at least 0.001 times the mean distance (the point's own if rho > 0, else that over all
/// points). umap-learn's definition (McInnes, Healy, Melville 2018, algorithm 3) with a local connectivity of 1; as
/// there, the means and the size of the neighbourhood include the point itself, at distance 0.
///
/// If a point has fewer neighbours than requested, its neighbourhood consists of those and itself. (umap-learn lets the
/// infinite distances of the missing ones enter its means, which gives all the others strength 1.)
/// @param neighbourhood number of points including the point itself; at least 2. Uses the first neighbourhood − 1
///        columns.
[[nodiscard]] SmoothDistances smooth_distances(const Context& context, const NeighboursView& neighbours,
                                               std::size_t neighbourhood);

}  // namespace proclens

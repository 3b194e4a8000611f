// How far each point's neighbourhood reaches: the two numbers that make its distances comparable with others'.
#pragma once

#include <vector>

#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// One entry a point. A neighbour at distance d has the membership strength 1 for d ≤ rho, else exp(−(d − rho)/sigma).
struct SmoothDistances {
  std::vector<double> rho;    ///< distance to the nearest neighbour that is not at 0; 0 where there is none
  std::vector<double> sigma;  ///< ≥ 0; 0 only where every distance of every point is 0
};

/// Finds for each point the sigma at which its neighbours' strengths add up to log2(neighbourhood), by 64 bisections at
/// most and to within 1e-5; sigma is at least 0.001 of the mean distance (the point's own where rho > 0, else
/// everyone's). umap-learn's definition (McInnes, Healy, Melville 2018, algorithm 3) with a local connectivity of 1;
/// its means count the point itself, at distance 0, and so does the size of the neighbourhood.
///
/// Where a point has fewer neighbours than asked for, its neighbourhood is those it has and itself. (umap-learn lets
/// the missing ones' infinite distances flow into its means, which gives all the others the strength 1.)
/// @param neighbourhood points counted, the point itself included; at least 2. Uses the first neighbourhood − 1
/// columns.
[[nodiscard]] SmoothDistances smooth_distances(const Context& context, const NeighboursView& neighbours,
                                               std::size_t neighbourhood);

}  // namespace proclens

// How firmly places belong to clusters, and how far they stand out.
#pragma once

#include <cstdint>
#include <vector>

#include "cluster/condensed_tree.hpp"
#include "cluster/grouping.hpp"

namespace proclens {

// Coincident objects beyond min_samples have infinite density. Measured by that, everything else would be nothing: so
// the greatest *finite* λ is the measure here, and they themselves are simply at the top.

/// Per cluster its greatest finite λ at which one of its own places leaves it; that of its birth if there is none.
[[nodiscard]] std::vector<double> peak_densities(const CondensedTree& condensed);

/// Per place, with c its cluster or the nearest one (λ: at which the place leaves the last cluster of the condensed
/// tree that it belongs to): min(1, λ / peak of c). For members that is fast_hdbscan's membership strength; noise comes
/// out below the members of c: it would join c at that share of its peak. 0 if there are no clusters.
/// @param nearest labels from `nearest_clusters`
[[nodiscard]] std::vector<float> strengths(const CondensedTree& condensed, const Grouping& grouping,
                                           const std::vector<std::int32_t>& nearest);

/// GLOSH per place: 1 − λ / (the highest peak in the place's last cluster and those inside it), λ as above. 0 … 1, 0 at
/// the densest. Source: Campello, Moulavi, Zimek, Sander 2015, section 5.
[[nodiscard]] std::vector<float> outlier_scores(const CondensedTree& condensed);

}  // namespace proclens

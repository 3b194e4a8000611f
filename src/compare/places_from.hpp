// Lays the second map out from the places of the first.
#pragma once

#include "compare/matched_items.hpp"
#include "proclens/alignment.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

struct AlignedPlaces {
  Matrix<float> positions;  ///< of B's points, in A's units
  Alignment alignment;      ///< that gave them these places
};

/// Lays B out anew, with its own neighbours and options, and aligns the result to A. Each point starts at the mean of
/// the places that its items have on A; one without such items at the mean of its neighbours' starts or, if they have
/// none either, at its old place, aligned. If B as it was made resembles A more, it stays so. Points
/// without neighbours, which are next to a map, take no part in the alignment.
[[nodiscard]] AlignedPlaces places_from(const Context& context, const ComparedMap& a, const ComparedMap& b,
                                        const PointPairs& pairs);

}  // namespace proclens

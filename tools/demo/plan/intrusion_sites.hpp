// Where and when the planted intrusion happens.
#pragma once

#include <cstdint>
#include <vector>

#include "demo/plan/fleet.hpp"

namespace proclens {

/// For each stage a machine of its role that runs from the stage's beginning to beyond its end: on a working day in the
/// middle of the dataset at 10:20, or as many hours later as it takes until three such machines are up at once. Which
/// of a role's machines is drawn from the seed. Throws std::logic_error when there is no such hour.
[[nodiscard]] std::vector<IntrusionSite> choose_intrusion_sites(const Intrusion& intrusion, const Fleet& fleet,
                                                                std::uint64_t seed);

}  // namespace proclens

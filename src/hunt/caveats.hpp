// What makes the findings of a hunt worth less than they seem.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hunt/hunt.hpp"

namespace proclens {

/// Below so many processes, or hosts, what is normal can hardly be told: said of the reference of a hunt.
inline constexpr std::uint64_t kFewProcesses = 200;
inline constexpr std::uint64_t kFewHosts = 2;

/// Sentences: that the baseline counted half or more of these very processes, that there is little to compare with.
[[nodiscard]] std::vector<std::string> hunt_caveats(const Hunt& hunt);

}  // namespace proclens

// How much memory this process uses and the machine has.
#pragma once

#include <cstdint>

namespace proclens {

/// Resident bytes of this process now (VmRSS); 0 if /proc is missing.
[[nodiscard]] std::uint64_t resident_bytes();

/// The peak of resident bytes so far (VmHWM); 0 if /proc is missing.
[[nodiscard]] std::uint64_t peak_resident_bytes();

/// The most memory this process may use: the machine's memory, or the control group's limit if that is lower.
[[nodiscard]] std::uint64_t machine_bytes();

/// Returns freed heap memory to the system, so that one stage's peak does not add to the next.
void release_free_memory();

}  // namespace proclens

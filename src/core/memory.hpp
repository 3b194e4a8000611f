// How much memory this process uses and the machine has.
#pragma once

#include <cstdint>

namespace proclens {

/// Resident bytes of this process now (VmRSS); 0 where /proc is missing.
[[nodiscard]] std::uint64_t resident_bytes();

/// The most that has been resident at once so far (VmHWM); 0 where /proc is missing.
[[nodiscard]] std::uint64_t peak_resident_bytes();

/// What this process may use at most: the machine's memory, or the control group's limit when that is less.
[[nodiscard]] std::uint64_t machine_bytes();

/// Gives freed heap memory back to the system, so that one stage's peak does not pile onto the next.
void release_free_memory();

}  // namespace proclens

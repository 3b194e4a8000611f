// How much memory a command may take.
#pragma once

#include <cstdint>

#include "core/memory.hpp"

namespace proclens {

inline constexpr double kShareOfMachine = 0.8;  // what --max-memory is by default

/// Bytes: what --max-memory asks for, or most of the machine's when that is 0.
inline std::uint64_t allowed_memory(std::uint64_t max_memory) {
  return max_memory > 0 ? max_memory
                        : static_cast<std::uint64_t>(kShareOfMachine * static_cast<double>(machine_bytes()));
}

}  // namespace proclens

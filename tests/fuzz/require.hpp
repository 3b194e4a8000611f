// Properties that a fuzz target asserts in every kind of build.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace proclens {

/// Ends the run, so that libFuzzer keeps the input.
inline void require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "property does not hold: %s\n", property);
  std::abort();
}

}  // namespace proclens

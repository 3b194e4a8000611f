// A map's summary in a few numbers.
#pragma once

#include <cstdint>
#include <string>

namespace proclens {

/// What the front page shows of a map.
struct MapCounts {
  std::string title;  ///< valid UTF-8, otherwise as in the data
  std::uint64_t processes = 0;
  std::uint64_t points = 0;
  std::uint64_t clusters = 0;
  std::uint64_t noise_processes = 0;
};

}  // namespace proclens

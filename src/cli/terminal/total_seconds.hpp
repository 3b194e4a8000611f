// The duration of a command.
#pragma once

#include <vector>

#include "proclens/progress.hpp"

namespace proclens {

/// Wall-clock seconds of all stages.
inline double total_seconds(const std::vector<StageReport>& stages) {
  double total = 0;
  for (const StageReport& stage : stages) total += stage.wall_seconds;
  return total;
}

}  // namespace proclens

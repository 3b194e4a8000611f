#include "layout/lay_out_isolated.hpp"

#include <algorithm>
#include <cmath>

namespace proclens {

void lay_out_isolated(const std::vector<std::uint32_t>& placed, double step, Matrix<float>& map) {
  const std::size_t left_over = map.rows() - placed.size();
  if (left_over == 0) return;
  float right = 0;
  float low = 0;
  float high = 0;
  for (std::size_t k = 0; k < placed.size(); ++k) {
    const auto point = map.row(placed[k]);
    right = k == 0 ? point[0] : std::max(right, point[0]);
    low = k == 0 ? point[1] : std::min(low, point[1]);
    high = k == 0 ? point[1] : std::max(high, point[1]);
  }
  const auto side = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(left_over))));
  const double left = right + 2 * step;
  const double top = (low + high) / 2.0 + step * static_cast<double>(side - 1) / 2;
  std::size_t next = 0;
  std::size_t cell = 0;
  for (std::size_t i = 0; i < map.rows(); ++i) {
    if (next < placed.size() && placed[next] == i) {
      ++next;
      continue;
    }
    const auto row = cell / side;
    map(i, 0) = static_cast<float>(left + step * static_cast<double>(cell % side));
    map(i, 1) = static_cast<float>(top - step * static_cast<double>(row));
    ++cell;
  }
}

}  // namespace proclens

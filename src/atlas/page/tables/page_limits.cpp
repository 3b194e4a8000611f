#include "atlas/page/tables/page_limits.hpp"

#include <algorithm>
#include <vector>

namespace proclens {

std::uint64_t largest_cap(std::span<const std::uint64_t> sizes, std::uint64_t max_sum) {
  std::vector<std::uint64_t> ascending(sizes.begin(), sizes.end());
  std::sort(ascending.begin(), ascending.end());
  std::uint64_t taken = 0;  // by the sizes that are below the cap
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    const std::uint64_t rest = ascending.size() - i;
    if (ascending[i] > (max_sum - taken) / rest) return (max_sum - taken) / rest;
    taken += ascending[i];
  }
  return ascending.empty() ? 0 : ascending.back();
}

}  // namespace proclens

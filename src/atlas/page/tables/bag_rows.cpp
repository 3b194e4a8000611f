#include "atlas/page/tables/bag_rows.hpp"

#include <algorithm>

#include "atlas/page/tables/page_limits.hpp"
#include "table/arrow_stream.hpp"

namespace proclens {

void BagRows::add(std::vector<Pair>& pairs) {
  std::sort(pairs.begin(), pairs.end());
  for (const auto& [feature, count] : pairs) {
    features.push_back(feature);
    counts.push_back(count);
  }
  size.push_back(static_cast<std::int32_t>(pairs.size()));
  ends.push_back(features.size());
}

void BagRows::keep_to_limit(std::uint64_t max_pairs) {
  const std::vector<std::uint64_t> sizes(size.begin(), size.end());
  const std::size_t cap = largest_cap(sizes, max_pairs);
  std::size_t start = 0;
  std::size_t to = 0;
  for (std::size_t& end : ends) {
    const std::size_t kept = std::min(end - start, cap);
    for (std::size_t k = 0; k < kept; ++k, ++to) {
      features[to] = features[start + k];
      counts[to] = counts[start + k];
    }
    start = std::exchange(end, to);
  }
  pairs_left_out = features.size() - to;
  features.resize(to);
  counts.resize(to);
}

std::string BagRows::stream() const {
  const std::vector<NamedValues> columns = {
      {"size", size},
      {"features", ArrowLists{features, ends}},
      {"counts", ArrowLists{counts, ends}},
  };
  return arrow_stream(columns);
}

}  // namespace proclens

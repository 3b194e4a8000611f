#include "compare/common_neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kPairsAtOnce = 256;

/// Items at a point that are among the nearest, and which share of each of them counts.
struct NearItems {
  std::uint32_t point = 0;
  double items = 0;
  double share = 1;
};

/// The nearest items of one at `point`, at most k, point by point; their shares are 1. Returns how many there are.
double nearest_items(std::size_t point, const NeighboursView& neighbours, std::span<const std::uint32_t> items_at,
                     std::size_t k, std::vector<NearItems>& near) {
  near.clear();
  double found = 0;
  const auto add = [&](std::uint32_t at, std::uint32_t items) {
    if (items == 0 || found >= static_cast<double>(k)) return;
    near.push_back({at, static_cast<double>(items), 1});
    found += items;
  };
  add(static_cast<std::uint32_t>(point), items_at[point] - 1);
  for (const std::uint32_t neighbour : neighbours.index.row(point)) {
    if (neighbour == Neighbours::kNone) break;
    add(neighbour, items_at[neighbour]);
  }
  return std::min(found, static_cast<double>(k));
}

/// Gives the items shares that add up to k.
void share_out(double k, std::vector<NearItems>& near) {
  for (NearItems& part : near) {
    part.share = std::min(1.0, k / part.items);
    k -= part.share * part.items;
  }
}

/// Items at each point of one of the maps.
std::vector<std::uint32_t> items_at_points(const std::vector<std::uint32_t>& point, const PointPairs& pairs,
                                           std::size_t points) {
  std::vector<std::uint32_t> items(points, 0);
  for (std::size_t i = 0; i < pairs.size(); ++i) items[point[i]] += pairs.items[i];
  return items;
}

/// How many items are at a point of A and at a point of B.
class PairTable {
 public:
  PairTable(const PointPairs& pairs, std::size_t points) : pairs_(pairs), row_start_(points + 1, 0) {
    for (const std::uint32_t a : pairs.a) ++row_start_[a + 1];
    for (std::size_t a = 0; a < points; ++a) row_start_[a + 1] += row_start_[a];
  }

  [[nodiscard]] std::uint32_t items(std::uint32_t a, std::uint32_t b) const {
    const auto from = pairs_.b.begin() + static_cast<std::ptrdiff_t>(row_start_[a]);
    const auto to = pairs_.b.begin() + static_cast<std::ptrdiff_t>(row_start_[a + 1]);
    const auto found = std::lower_bound(from, to, b);
    return found == to || *found != b ? 0 : pairs_.items[static_cast<std::size_t>(found - pairs_.b.begin())];
  }

 private:
  const PointPairs& pairs_;
  std::vector<std::size_t> row_start_;
};

}  // namespace

std::vector<float> common_neighbours(const Context& context, const PointPairs& pairs, const NeighboursView& a,
                                     const NeighboursView& b, std::size_t k) {
  const std::vector<std::uint32_t> at_a = items_at_points(pairs.a, pairs, a.index.rows());
  const std::vector<std::uint32_t> at_b = items_at_points(pairs.b, pairs, b.index.rows());
  const PairTable table(pairs, a.index.rows());
  std::vector<float> shares(pairs.size(), std::numeric_limits<float>::quiet_NaN());
  parallel_blocks(context, pairs.size(), kPairsAtOnce, [&](std::size_t begin, std::size_t end) {
    std::vector<NearItems> near_a;
    std::vector<NearItems> near_b;
    for (std::size_t i = begin; i < end; ++i) {
      const double both =
          std::min(nearest_items(pairs.a[i], a, at_a, k, near_a), nearest_items(pairs.b[i], b, at_b, k, near_b));
      if (both == 0) continue;
      share_out(both, near_a);
      share_out(both, near_b);
      double common = 0;
      for (const NearItems& on_a : near_a) {
        for (const NearItems& on_b : near_b) {
          double items = table.items(on_a.point, on_b.point);
          if (on_a.point == pairs.a[i] && on_b.point == pairs.b[i]) items -= 1;  // the item itself
          common += items * std::min(on_a.share, on_b.share);
        }
      }
      shares[i] = static_cast<float>(common / both);
    }
  });
  return shares;
}

}  // namespace proclens

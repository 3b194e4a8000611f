#include "compare/common_neighbours.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

constexpr std::size_t kColumns = 6;

/// Items, each at a point of A and a point of B.
struct Items {
  std::vector<std::uint32_t> a, b;

  [[nodiscard]] PointPairs pairs() const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> counts;
    for (std::size_t i = 0; i < a.size(); ++i) ++counts[{a[i], b[i]}];
    PointPairs pairs;
    for (const auto& [points, items] : counts) {
      pairs.a.push_back(points.first);
      pairs.b.push_back(points.second);
      pairs.items.push_back(items);
    }
    return pairs;
  }
};

Items random_items(std::size_t items, std::size_t points, std::uint64_t seed) {
  const CounterRandom random(seed, 1);
  Items made;
  for (std::size_t i = 0; i < items; ++i) {
    made.a.push_back(static_cast<std::uint32_t>(random.below(2 * i, points)));
    made.b.push_back(static_cast<std::uint32_t>(random.below(2 * i + 1, points)));
  }
  return made;
}

/// Other points in random order; some points have fewer than the rest, some none.
Neighbours random_neighbours(std::size_t points, std::uint64_t seed) {
  const CounterRandom random(seed, 2);
  Neighbours made{Matrix<std::uint32_t>(points, kColumns, Neighbours::kNone), Matrix<float>(points, kColumns, 1.0F)};
  for (std::size_t point = 0; point < points; ++point) {
    std::vector<std::uint32_t> others;
    for (std::uint32_t other = 0; other < points; ++other) {
      if (other != point) others.push_back(other);
    }
    std::ranges::sort(others, {}, [&](std::uint32_t other) { return random.uniform(1000 * point + other); });
    const std::size_t count = random.below(999'999 - point, kColumns + 1);
    for (std::size_t j = 0; j < std::min(count, others.size()); ++j) made.index(point, j) = others[j];
  }
  return made;
}

/// For every item, which share of it counts among the k nearest of `item`.
std::vector<double> shares_of(std::size_t item, const std::vector<std::uint32_t>& point, const Neighbours& neighbours,
                              double k) {
  std::vector<double> shares(point.size(), 0);
  std::vector<std::uint32_t> order = {point[item]};
  for (const std::uint32_t neighbour : neighbours.index.row(point[item])) {
    if (neighbour != Neighbours::kNone) order.push_back(neighbour);
  }
  for (const std::uint32_t at : order) {
    std::vector<std::size_t> there;
    for (std::size_t other = 0; other < point.size(); ++other) {
      if (other != item && point[other] == at) there.push_back(other);
    }
    if (there.empty()) continue;
    const double share = std::clamp(k / static_cast<double>(there.size()), 0.0, 1.0);
    for (const std::size_t other : there) shares[other] = share;
    k -= share * static_cast<double>(there.size());
  }
  return shares;
}

double sum(const std::vector<double>& values) {
  double total = 0;
  for (const double value : values) total += value;
  return total;
}

/// By looking at every other item.
double by_items(std::size_t item, const Items& items, const Neighbours& a, const Neighbours& b, double most) {
  const double k = std::min(sum(shares_of(item, items.a, a, most)), sum(shares_of(item, items.b, b, most)));
  if (k < 1e-9) return std::nan("");
  const std::vector<double> on_a = shares_of(item, items.a, a, k);
  const std::vector<double> on_b = shares_of(item, items.b, b, k);
  double common = 0;
  for (std::size_t other = 0; other < on_a.size(); ++other) common += std::min(on_a[other], on_b[other]);
  return common / k;
}

TEST(CommonNeighbours, EqualThoseOfEveryItem) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Items items = random_items(120, 25, seed);
    const Neighbours a = random_neighbours(25, seed);
    const Neighbours b = random_neighbours(25, seed + 50);
    const PointPairs pairs = items.pairs();
    const std::vector<float> shares = common_neighbours(Context(), pairs, a, b, 9);
    for (std::size_t item = 0; item < items.a.size(); ++item) {
      std::size_t pair = 0;
      while (pairs.a[pair] != items.a[item] || pairs.b[pair] != items.b[item]) ++pair;
      const double expected = by_items(item, items, a, b, 9);
      if (std::isnan(expected)) {
        EXPECT_TRUE(std::isnan(shares[pair])) << item;
      } else {
        EXPECT_NEAR(shares[pair], expected, 1e-6) << item;
      }
    }
  }
}

TEST(CommonNeighbours, OfAMapWithItselfAreAll) {
  Items items = random_items(200, 40, 4);
  items.b = items.a;
  const Neighbours neighbours = random_neighbours(40, 4);
  std::size_t with_neighbours = 0;
  for (const float share : common_neighbours(Context(), items.pairs(), neighbours, neighbours, 15)) {
    if (std::isnan(share)) continue;
    ++with_neighbours;
    EXPECT_NEAR(share, 1, 1e-6);
  }
  EXPECT_GT(with_neighbours, 20U);
}

TEST(CommonNeighbours, AreTheSameForAnyNumberOfThreads) {
  const Items items = random_items(3000, 300, 5);
  const Neighbours a = random_neighbours(300, 5);
  const Neighbours b = random_neighbours(300, 6);
  const Context one_thread({.threads = 1});
  const auto first = common_neighbours(one_thread, items.pairs(), a, b, 15);
  for (const int threads : {2, 5}) {
    const auto again = common_neighbours(Context({.threads = threads}), items.pairs(), a, b, 15);
    ASSERT_EQ(first.size(), again.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
      EXPECT_TRUE(first[i] == again[i] || (std::isnan(first[i]) && std::isnan(again[i])));
    }
  }
}

TEST(CommonNeighbours, OfAnItemAloneAreUndefined) {
  const Neighbours none{Matrix<std::uint32_t>(2, 3, Neighbours::kNone), Matrix<float>(2, 3)};
  const std::vector<float> shares = common_neighbours(Context(), {{0, 1}, {0, 1}, {1, 4}}, none, none, 15);
  EXPECT_TRUE(std::isnan(shares[0])) << "nothing else is at its point";
  EXPECT_FLOAT_EQ(shares[1], 1) << "the others at its point are the same on both";
  EXPECT_TRUE(common_neighbours(Context(), {}, none, none, 15).empty());
}

}  // namespace
}  // namespace proclens

#include "layout/spectral_start.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "golden.hpp"
#include "layout/connected_components.hpp"
#include "layout/fuzzy_graph.hpp"
#include "layout/laplacian_vectors.hpp"
#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

/// Rings of the given sizes, one after the other.
SparseRows rings(const std::vector<std::size_t>& sizes) {
  SparseRows graph;
  std::size_t first = 0;
  for (const std::size_t size : sizes) {
    for (std::size_t i = 0; i < size; ++i) {
      std::vector<std::uint32_t> joined{static_cast<std::uint32_t>(first + (i + 1) % size),
                                        static_cast<std::uint32_t>(first + (i + size - 1) % size)};
      std::sort(joined.begin(), joined.end());
      joined.erase(std::unique(joined.begin(), joined.end()), joined.end());
      for (const std::uint32_t j : joined) {
        if (j == first + i) continue;
        graph.column.push_back(j);
        graph.value.push_back(1);
      }
      graph.row_start.push_back(graph.column.size());
    }
    first += size;
  }
  graph.columns = first;
  return graph;
}

TEST(ConnectedComponents, AreNumberedByTheirLowestPoint) {
  // 0 – 2 – 4, 1 – 3, 5 alone.
  const SparseRows graph{6, {0, 1, 2, 4, 5, 6, 6}, {2, 3, 0, 4, 1, 2}, {1, 1, 1, 1, 1, 1}};
  const Components found = connected_components(graph);
  EXPECT_EQ(found.component, (std::vector<std::uint32_t>{0, 1, 0, 1, 0, 2}));
  EXPECT_EQ(found.members, (std::vector<std::vector<std::uint32_t>>{{0, 2, 4}, {1, 3}, {5}}));
}

TEST(ConnectedComponents, OfALongChainNeedNoRecursion) {
  EXPECT_EQ(connected_components(rings({1000000})).count(), 1U);
}

TEST(SpectralStart, IsTheSlowModesScaledWithALittleNoise) {
  const SparseRows graph = fuzzy_graph(Context(), nearest_neighbours(Context(), golden_embedding(), 14), 15);
  const Matrix<float> start = spectral_start(Context(), graph, 3);
  LaplacianOptions options;
  options.seed = 3;
  const LaplacianVectors modes = laplacian_vectors(Context(), graph, 2, options);
  for (std::size_t axis = 0; axis < 2; ++axis) {
    double low = modes.vectors(0, axis);
    double high = low;
    for (std::size_t i = 0; i < start.rows(); ++i) {
      low = std::min(low, modes.vectors(i, axis));
      high = std::max(high, modes.vectors(i, axis));
    }
    for (std::size_t i = 0; i < start.rows(); ++i) {
      EXPECT_NEAR(start(i, axis), 10 * (modes.vectors(i, axis) - low) / (high - low), 2e-3);
    }
  }
}

TEST(SpectralStart, KeepsComponentsApart) {
  const std::vector<std::size_t> sizes{40, 300, 2, 12, 3, 7, 7, 7, 40, 2, 2};
  const SparseRows graph = rings(sizes);
  const Matrix<float> start = spectral_start(Context(), graph, 1);
  const Components components = connected_components(graph);
  ASSERT_EQ(components.count(), sizes.size());
  struct Disc {
    double x = 0, y = 0, radius = 0;
  };
  std::vector<Disc> discs;
  for (const auto& members : components.members) {
    Disc disc;
    for (const std::uint32_t i : members) {
      disc.x += start(i, 0) / static_cast<double>(members.size());
      disc.y += start(i, 1) / static_cast<double>(members.size());
    }
    for (const std::uint32_t i : members) {
      disc.radius = std::max(disc.radius, std::hypot(start(i, 0) - disc.x, start(i, 1) - disc.y));
    }
    discs.push_back(disc);
  }
  for (std::size_t a = 0; a < discs.size(); ++a) {
    EXPECT_GT(discs[a].radius, 0);
    for (std::size_t b = 0; b < a; ++b) {
      EXPECT_GT(std::hypot(discs[a].x - discs[b].x, discs[a].y - discs[b].y), discs[a].radius + discs[b].radius)
          << "components " << a << " and " << b;
    }
  }
}

TEST(SpectralStart, FillsTheSquareFromZeroToTen) {
  for (const auto& sizes : {std::vector<std::size_t>{2}, {3}, {50}, {2, 2, 2}, {200, 5}}) {
    const Matrix<float> start = spectral_start(Context(), rings(sizes), 8);
    for (std::size_t axis = 0; axis < 2; ++axis) {
      float low = 1e9F;
      float high = -1e9F;
      for (std::size_t i = 0; i < start.rows(); ++i) {
        low = std::min(low, start(i, axis));
        high = std::max(high, start(i, axis));
      }
      EXPECT_FLOAT_EQ(low, 0);
      EXPECT_FLOAT_EQ(high, 10);
    }
  }
}

}  // namespace
}  // namespace proclens

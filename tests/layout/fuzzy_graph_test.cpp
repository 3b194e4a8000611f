#include "layout/fuzzy_graph.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "golden.hpp"
#include "layout/smooth_distances.hpp"
#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// Neighbours 1, 2, … of the one point 0, at the given distances.
Neighbours one_point(const std::vector<float>& distances) {
  Neighbours neighbours{Matrix<std::uint32_t>(1, distances.size()), Matrix<float>(1, distances.size())};
  for (std::size_t j = 0; j < distances.size(); ++j) {
    neighbours.distance(0, j) = distances[j];
    neighbours.index(0, j) = distances[j] == kInfinity ? Neighbours::kNone : static_cast<std::uint32_t>(j + 1);
  }
  return neighbours;
}

TEST(SmoothDistances, AgreeWithUmapLearn) {
  const Neighbours neighbours = nearest_neighbours(Context(), golden_embedding(), 14);
  const SmoothDistances smooth = smooth_distances(Context(), neighbours, 15);
  const auto golden = read_golden("smooth_distances.txt");
  ASSERT_EQ(golden.size(), smooth.rho.size());
  for (std::size_t i = 0; i < golden.size(); ++i) {
    EXPECT_NEAR(smooth.rho[i], golden[i][0], 1e-6);
    EXPECT_NEAR(smooth.sigma[i], golden[i][1], 1e-4 * golden[i][1]);
  }
}

TEST(SmoothDistances, StrengthsAddUpToTheLogarithmOfTheNeighbourhood) {
  const Neighbours neighbours = nearest_neighbours(Context(), golden_embedding(), 14);
  const SmoothDistances smooth = smooth_distances(Context(), neighbours, 15);
  for (std::size_t i = 0; i < smooth.rho.size(); ++i) {
    double sum = 0;
    for (const float d : neighbours.distance.row(i)) {
      sum += d <= smooth.rho[i] ? 1 : std::exp(-(d - smooth.rho[i]) / smooth.sigma[i]);
    }
    EXPECT_NEAR(sum, std::log2(15.0), 1e-5);
  }
}

TEST(SmoothDistances, RhoIsTheFirstDistanceAboveZero) {
  EXPECT_EQ(smooth_distances(Context(), one_point({0, 0, 0.25F, 0.5F}), 5).rho[0], 0.25);
  EXPECT_EQ(smooth_distances(Context(), one_point({0, 0, 0}), 4).rho[0], 0);
}

TEST(SmoothDistances, SigmaHasAFloor) {
  // More neighbours at rho than the logarithm asks for: the bisection runs to 0.
  const SmoothDistances smooth = smooth_distances(Context(), one_point({0.5F, 0.5F, 0.5F, 0.5F, 0.5F, 0.5F}), 7);
  EXPECT_DOUBLE_EQ(smooth.sigma[0], 1e-3 * 3.0 / 7);
  EXPECT_LT(smooth_distances(Context(), one_point({0, 0, 0}), 4).sigma[0], 1e-15);
}

TEST(SmoothDistances, MissingNeighboursDoNotCount) {
  const SmoothDistances whole = smooth_distances(Context(), one_point({0.1F, 0.2F, 0.4F}), 4);
  const SmoothDistances padded = smooth_distances(Context(), one_point({0.1F, 0.2F, 0.4F, kInfinity, kInfinity}), 6);
  EXPECT_EQ(whole.rho, padded.rho);
  EXPECT_EQ(whole.sigma, padded.sigma);
  EXPECT_EQ(smooth_distances(Context(), one_point({kInfinity, kInfinity}), 3).rho[0], 0);
}

TEST(FuzzyGraph, AgreesWithUmapLearn) {
  const SparseRows graph = fuzzy_graph(Context(), nearest_neighbours(Context(), golden_embedding(), 14), 15);
  std::map<std::pair<std::size_t, std::size_t>, double> golden;
  for (const auto& row : read_golden("fuzzy_graph.txt")) {
    golden[{static_cast<std::size_t>(row[0]), static_cast<std::size_t>(row[1])}] = row[2];
  }
  EXPECT_EQ(graph.nonzeros(), 2 * golden.size());
  for (std::size_t i = 0; i < graph.rows(); ++i) {
    for (std::size_t e = graph.row_start[i]; e < graph.row_start[i + 1]; ++e) {
      const std::size_t j = graph.column[e];
      const auto found = golden.find({std::min(i, j), std::max(i, j)});
      ASSERT_NE(found, golden.end()) << i << " and " << j;
      EXPECT_NEAR(graph.value[e], found->second, 1e-5);
    }
  }
}

TEST(FuzzyGraph, IsSymmetricToTheBitSortedAndWithoutLoops) {
  const SparseRows graph = fuzzy_graph(Context(), nearest_neighbours(Context(), golden_embedding(), 20), 15);
  std::map<std::pair<std::size_t, std::size_t>, double> weights;
  for (std::size_t i = 0; i < graph.rows(); ++i) {
    for (std::size_t e = graph.row_start[i]; e < graph.row_start[i + 1]; ++e) {
      weights[{i, graph.column[e]}] = graph.value[e];
      ASSERT_NE(i, graph.column[e]);
      ASSERT_GT(graph.value[e], 0);
      ASSERT_LE(graph.value[e], 1);
      if (e > graph.row_start[i]) {
        ASSERT_LT(graph.column[e - 1], graph.column[e]);
      }
    }
  }
  for (const auto& [edge, weight] : weights) ASSERT_EQ(weight, (weights[{edge.second, edge.first}]));
}

TEST(FuzzyGraph, ANeighbourhoodUsesOnlyItsShareOfTheColumns) {
  const Embedding embedding = golden_embedding();
  EXPECT_EQ(fuzzy_graph(Context(), nearest_neighbours(Context(), embedding, 64), 15),
            fuzzy_graph(Context(), nearest_neighbours(Context(), embedding, 14), 15));
}

TEST(FuzzyGraph, PointsAtNoDistanceAreJoinedFully) {
  const Embedding equal{Matrix<float>(5, 3, 0.4F), EmbeddingMetric::cosine};
  const SparseRows graph = fuzzy_graph(Context(), nearest_neighbours(Context(), equal, 3), 4);
  ASSERT_GT(graph.nonzeros(), 0U);
  for (const double weight : graph.value) EXPECT_EQ(weight, 1);
}

TEST(FuzzyGraph, IsTheSameForAnyNumberOfThreads) {
  const Neighbours neighbours = nearest_neighbours(Context(), golden_embedding(), 14);
  const Context one_thread({.threads = 1});
  const SparseRows first = fuzzy_graph(one_thread, neighbours, 15);
  for (const int threads : {2, 5}) {
    const Context context({.threads = threads});
    EXPECT_EQ(first, fuzzy_graph(context, neighbours, 15));
  }
}

TEST(WithoutWeakEdges, KeepsWhatWouldBeDrawnOnce) {
  // 0 – 1 strong, 1 – 2 just strong enough for 100 epochs, 0 – 2 a little weaker than that.
  const SparseRows graph{3, {0, 2, 4, 6}, {1, 2, 0, 2, 0, 1}, {0.5, 0.0049, 0.5, 0.005, 0.0049, 0.005}};
  const SparseRows kept{3, {0, 1, 3, 4}, {1, 0, 2, 1}, {0.5, 0.5, 0.005, 0.005}};
  EXPECT_EQ(without_weak_edges(graph, 100), kept);
  EXPECT_EQ(without_weak_edges(graph, 1000), graph);
}

}  // namespace
}  // namespace proclens

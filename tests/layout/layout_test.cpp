#include "proclens/layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "golden.hpp"
#include "proclens/alignment.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

/// Points around `centres` far-apart directions.
Embedding clustered(std::size_t points, std::size_t centres, double spread) {
  constexpr std::size_t kColumns = 16;
  const CounterRandom random(5, points);
  Embedding embedding{Matrix<float>(points, kColumns), EmbeddingMetric::cosine};
  for (std::size_t i = 0; i < points; ++i) {
    for (std::size_t j = 0; j < kColumns; ++j) {
      const double centre = random.normal((i % centres) * kColumns + j);
      embedding.vectors(i, j) = static_cast<float>(centre + spread * random.normal(50000 + i * kColumns + j));
    }
  }
  return embedding;
}

Matrix<float> map_of(const Embedding& embedding, const LayoutOptions& options = {}) {
  return lay_out(Context(), nearest_neighbours(Context(), embedding, options.neighbours - 1), options);
}

void expect_finite_and_separate(const Matrix<float>& map) {
  std::set<std::pair<float, float>> seen;
  for (std::size_t i = 0; i < map.rows(); ++i) {
    ASSERT_TRUE(std::isfinite(map(i, 0)) && std::isfinite(map(i, 1))) << "point " << i;
    seen.emplace(map(i, 0), map(i, 1));
  }
  EXPECT_EQ(seen.size(), map.rows());
}

TEST(LayOut, IsTheSameForAnyNumberOfThreads) {
  const Neighbours neighbours = nearest_neighbours(Context(), clustered(700, 7, 0.4), 14);
  LayoutOptions options;
  options.epochs = 40;
  const Context one_thread({.threads = 1});
  const Matrix<float> first = lay_out(one_thread, neighbours, options);
  for (const int threads : {2, 5}) {
    const Context context({.threads = threads});
    EXPECT_EQ(first, lay_out(context, neighbours, options));
  }
}

TEST(LayOut, TheSeedMatters) {
  const Neighbours neighbours = nearest_neighbours(Context(), clustered(200, 4, 0.4), 14);
  LayoutOptions options;
  const Matrix<float> first = lay_out(Context(), neighbours, options);
  options.seed = 43;
  EXPECT_NE(first, lay_out(Context(), neighbours, options));
}

TEST(LayOut, KeepsClustersTogetherAndApart) {
  constexpr std::size_t kCentres = 6;
  const Matrix<float> map = map_of(clustered(600, kCentres, 0.3));
  expect_finite_and_separate(map);
  // The nearest point on the map is of the same cluster.
  std::size_t same = 0;
  for (std::size_t i = 0; i < 600; ++i) {
    std::size_t nearest = i == 0 ? 1 : 0;
    float lowest = std::hypot(map(i, 0) - map(nearest, 0), map(i, 1) - map(nearest, 1));
    for (std::size_t j = 0; j < 600; ++j) {
      const float distance = std::hypot(map(i, 0) - map(j, 0), map(i, 1) - map(j, 1));
      if (j != i && distance < lowest) {
        lowest = distance;
        nearest = j;
      }
    }
    same += static_cast<std::size_t>(nearest % kCentres == i % kCentres);
  }
  EXPECT_EQ(same, 600U);
}

/// One minus the share of intrusions among the 15 nearest points on the map, weighted by their rank in the embedding
/// (Venna, Kaski 2001).
double trustworthiness(const Embedding& embedding, const Matrix<float>& map) {
  constexpr std::size_t kNearest = 15;
  const std::size_t n = map.rows();
  const Neighbours ranked = nearest_neighbours(Context(), embedding, n - 1);
  double penalty = 0;
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<std::size_t> rank(n, 0);
    for (std::size_t j = 0; j + 1 < n; ++j) rank[ranked.index(i, j)] = j + 1;
    std::vector<std::pair<float, std::size_t>> near;
    for (std::size_t j = 0; j < n; ++j) {
      if (j != i) near.emplace_back(std::hypot(map(i, 0) - map(j, 0), map(i, 1) - map(j, 1)), j);
    }
    std::partial_sort(near.begin(), near.begin() + kNearest, near.end());
    for (std::size_t k = 0; k < kNearest; ++k) {
      const std::size_t r = rank[near[k].second];
      if (r > kNearest) penalty += static_cast<double>(r - kNearest);
    }
  }
  const auto points = static_cast<double>(n);
  return 1 - penalty * 2 / (points * kNearest * (2 * points - 3 * kNearest - 1));
}

TEST(LayOut, IsAsTrustworthyAsUmapLearn) {
  const Embedding embedding = golden_embedding();
  double wanted = 0;
  const auto golden = read_golden("trustworthiness.txt");
  for (const auto& row : golden) wanted += row[0] / static_cast<double>(golden.size());
  double found = 0;
  LayoutOptions options;
  for (options.seed = 0; options.seed < 5; ++options.seed)
    found += trustworthiness(embedding, map_of(embedding, options)) / 5;
  EXPECT_GE(found, wanted - 1e-3);
}

TEST(LayOut, FewPoints) {
  EXPECT_EQ(map_of(Embedding{}).rows(), 0U);
  for (const std::size_t points : {1U, 2U, 3U, 4U, 5U, 14U, 15U, 16U, 17U, 31U}) {
    expect_finite_and_separate(map_of(clustered(points, 3, 0.5)));
  }
}

TEST(LayOut, EqualPoints) {
  // All at distance 0 from each other.
  const Embedding equal{Matrix<float>(40, 5, 0.3F), EmbeddingMetric::cosine};
  expect_finite_and_separate(map_of(equal));
  // All at the same distance, not 0.
  Embedding apart{Matrix<float>(40, 40), EmbeddingMetric::one_minus_dot};
  for (std::size_t i = 0; i < 40; ++i) apart.vectors(i, i) = 1;
  expect_finite_and_separate(map_of(apart));
}

TEST(LayOut, PointsWithoutNeighboursGetPositionsOfTheirOwn) {
  Embedding embedding = clustered(120, 3, 0.3);
  const std::vector<std::size_t> zeros{0, 1, 50, 77, 119};
  for (const std::size_t i : zeros) std::fill_n(embedding.vectors.row(i).data(), 16, 0.0F);
  const Matrix<float> map = map_of(embedding);
  expect_finite_and_separate(map);
  for (const std::size_t z : zeros) {
    for (std::size_t j = 0; j < 120; ++j) {
      if (j == z) continue;
      EXPECT_GE(std::hypot(map(z, 0) - map(j, 0), map(z, 1) - map(j, 1)), 0.99F) << z << " and " << j;
    }
  }
  const Embedding nothing{Matrix<float>(10, 4), EmbeddingMetric::cosine};
  expect_finite_and_separate(map_of(nothing));
}

/// What is left of the squared distances between two layouts after one is aligned to the other.
double disparity(const Matrix<float>& one, const Matrix<float>& other) {
  return align(one, other, std::vector<double>(one.rows(), 1)).disparity;
}

TEST(LayOutFrom, ResemblesTheLayoutThatItStartsFrom) {
  // Other seeds alone make another layout; started from the first, it stays like it.
  const Neighbours neighbours = nearest_neighbours(Context(), clustered(600, 6, 0.5), 14);
  LayoutOptions options;
  const Matrix<float> first = lay_out(Context(), neighbours, options);
  options.seed = 7;
  options.learning_rate = 0.1;
  const Matrix<float> from_first = lay_out_from(Context(), neighbours, first, options);
  EXPECT_LT(disparity(from_first, first), 0.1);
  EXPECT_LT(disparity(from_first, first), 0.5 * disparity(lay_out(Context(), neighbours, options), first));
  expect_finite_and_separate(from_first);
}

TEST(LayOutFrom, IsTheSameForAnyNumberOfThreads) {
  const Neighbours neighbours = nearest_neighbours(Context(), clustered(700, 7, 0.4), 14);
  LayoutOptions options;
  options.epochs = 40;
  const Matrix<float> start(700, 2);  // all at one place
  const Context one_thread({.threads = 1});
  const Matrix<float> first = lay_out_from(one_thread, neighbours, start, options);
  expect_finite_and_separate(first);
  for (const int threads : {2, 5}) {
    const Context context({.threads = threads});
    EXPECT_EQ(first, lay_out_from(context, neighbours, start, options));
  }
}

TEST(LayOutFrom, RefusesStartsThatAreNoPlaces) {
  const Neighbours neighbours = nearest_neighbours(Context(), clustered(50, 2, 0.4), 14);
  EXPECT_THROW(static_cast<void>(lay_out_from(Context(), neighbours, Matrix<float>(49, 2))), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(lay_out_from(Context(), neighbours, Matrix<float>(50, 3))), std::invalid_argument);
  Matrix<float> start(50, 2);
  start(7, 1) = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THROW(static_cast<void>(lay_out_from(Context(), neighbours, start)), std::invalid_argument);
  EXPECT_TRUE(lay_out_from(Context(), Neighbours{}, Matrix<float>()).empty());
}

}  // namespace
}  // namespace proclens

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

constexpr std::uint32_t kNone = Neighbours::kNone;

/// Points scattered around a few centres, rows shorter than one as after a truncated SVD.
Embedding scattered(std::size_t points, std::size_t columns, EmbeddingMetric metric) {
  constexpr std::size_t kCentres = 9;
  const CounterRandom random(11, points);
  Embedding embedding{Matrix<float>(points, columns), metric};
  for (std::size_t i = 0; i < points; ++i) {
    double square = 0;
    for (std::size_t j = 0; j < columns; ++j) {
      const double centre = random.normal((i % kCentres) * columns + j);
      const double value = centre + 0.3 * random.normal(100000 + i * columns + j);
      embedding.vectors(i, j) = static_cast<float>(value);
      square += value * value;
    }
    const double length = metric == EmbeddingMetric::cosine ? 1.0 : (0.8 + 0.2 * random.uniform(i)) / std::sqrt(square);
    for (float& value : embedding.vectors.row(i)) value = static_cast<float>(value * length);
  }
  return embedding;
}

double slow_distance(const Embedding& embedding, std::size_t a, std::size_t b) {
  long double product = 0;
  long double aa = 0;
  long double bb = 0;
  for (std::size_t j = 0; j < embedding.vectors.columns(); ++j) {
    const long double x = embedding.vectors(a, j);
    const long double y = embedding.vectors(b, j);
    product += x * y;
    aa += x * x;
    bb += y * y;
  }
  if (embedding.metric == EmbeddingMetric::cosine) product /= std::sqrt(aa * bb);
  return static_cast<double>(std::max(0.0L, 1 - product));
}

/// Every distance of point i to the others, sorted: the oracle.
std::vector<std::pair<double, std::uint32_t>> all_distances(const Embedding& embedding, std::size_t i) {
  std::vector<std::pair<double, std::uint32_t>> all;
  for (std::size_t j = 0; j < embedding.vectors.rows(); ++j) {
    if (j != i) all.emplace_back(slow_distance(embedding, i, j), static_cast<std::uint32_t>(j));
  }
  std::sort(all.begin(), all.end());
  return all;
}

void expect_exact(const Embedding& embedding, std::size_t k) {
  const Neighbours found = nearest_neighbours(Context(), embedding, k);
  ASSERT_EQ(found.index.rows(), embedding.vectors.rows());
  ASSERT_EQ(found.index.columns(), k);
  for (std::size_t i = 0; i < found.index.rows(); ++i) {
    const auto all = all_distances(embedding, i);
    for (std::size_t j = 0; j < std::min(k, all.size()); ++j) {
      ASSERT_NEAR(found.distance(i, j), all[j].first, 1e-6) << "point " << i << ", neighbour " << j;
      ASSERT_NEAR(slow_distance(embedding, i, found.index(i, j)), all[j].first, 1e-6);
    }
    for (std::size_t j = all.size(); j < k; ++j) {
      ASSERT_EQ(found.index(i, j), kNone);
      ASSERT_EQ(found.distance(i, j), std::numeric_limits<float>::infinity());
    }
  }
}

TEST(NearestNeighbours, AgreeWithAllDistancesSorted) {
  // Sizes on both sides of the blocks of 128 rows and 1,024 columns; 13 columns leave a remainder in every loop.
  for (const std::size_t points : {2U, 17U, 128U, 1025U, 1300U}) {
    expect_exact(scattered(points, 13, EmbeddingMetric::one_minus_dot), 15);
    expect_exact(scattered(points, 13, EmbeddingMetric::cosine), 15);
  }
  expect_exact(scattered(700, 40, EmbeddingMetric::cosine), 64);
}

TEST(NearestNeighbours, CosineIgnoresLengths) {
  Embedding embedding = scattered(300, 20, EmbeddingMetric::cosine);
  const Neighbours before = nearest_neighbours(Context(), embedding, 10);
  for (std::size_t i = 0; i < 300; ++i) {
    for (float& value : embedding.vectors.row(i)) value *= static_cast<float>(1U << (i % 11));
  }
  EXPECT_EQ(nearest_neighbours(Context(), embedding, 10).index, before.index);
}

TEST(NearestNeighbours, DistancesAscendAreSymmetricAndTiesGoByIndex) {
  Embedding embedding = scattered(400, 24, EmbeddingMetric::one_minus_dot);
  for (std::size_t i = 100; i < 130; ++i) {
    std::copy_n(embedding.vectors.row(100).data(), 24, embedding.vectors.row(i).data());
  }
  const Neighbours found = nearest_neighbours(Context(), embedding, 40);
  for (std::size_t i = 0; i < 400; ++i) {
    for (std::size_t j = 0; j + 1 < 40; ++j) {
      ASSERT_LE(found.distance(i, j), found.distance(i, j + 1));
      if (found.distance(i, j) == found.distance(i, j + 1)) {
        ASSERT_LT(found.index(i, j), found.index(i, j + 1));
      }
    }
    for (std::size_t j = 0; j < 40; ++j) {
      const auto other = found.index.row(found.index(i, j));
      const auto back = std::find(other.begin(), other.end(), i);
      if (back == other.end()) continue;
      ASSERT_EQ(found.distance(found.index(i, j), static_cast<std::size_t>(back - other.begin())),
                found.distance(i, j));
    }
  }
}

TEST(NearestNeighbours, EqualVectorsAreAtDistanceZeroByCosine) {
  Embedding embedding{Matrix<float>(50, 7), EmbeddingMetric::cosine};
  for (std::size_t i = 0; i < 50; ++i) {
    for (std::size_t j = 0; j < 7; ++j)
      embedding.vectors(i, j) = static_cast<float>(0.1 * static_cast<double>(j) + 0.37);
  }
  const Neighbours found = nearest_neighbours(Context(), embedding, 5);
  for (std::size_t i = 0; i < 50; ++i) {
    for (std::size_t j = 0; j < 5; ++j) {
      ASSERT_EQ(found.distance(i, j), 0.0F);
      ASSERT_EQ(found.index(i, j), j + (j >= i ? 1 : 0));
    }
  }
}

TEST(NearestNeighbours, NegativeDistancesByRoundingAreZero) {
  // Rows slightly longer than one: 1 − dot is below zero for near duplicates.
  Embedding embedding{Matrix<float>(20, 3, 0.57736F), EmbeddingMetric::one_minus_dot};
  const Neighbours found = nearest_neighbours(Context(), embedding, 3);
  for (std::size_t i = 0; i < 60; ++i) EXPECT_EQ(found.distance.data()[i], 0.0F);
}

TEST(NearestNeighbours, ZeroVectorsNeitherHaveNorAreNeighbours) {
  for (const EmbeddingMetric metric : {EmbeddingMetric::one_minus_dot, EmbeddingMetric::cosine}) {
    Embedding embedding = scattered(300, 8, metric);
    for (const std::size_t i : {0U, 7U, 129U, 299U}) std::fill_n(embedding.vectors.row(i).data(), 8, 0.0F);
    const Neighbours found = nearest_neighbours(Context(), embedding, 299);
    for (std::size_t i = 0; i < 300; ++i) {
      const bool zero = i == 0 || i == 7 || i == 129 || i == 299;
      const auto row = found.index.row(i);
      EXPECT_EQ(std::count(row.begin(), row.end(), kNone), zero ? 299 : 4);
      for (const std::uint32_t z : {0U, 7U, 129U, 299U}) EXPECT_EQ(std::count(row.begin(), row.end(), z), 0);
    }
  }
}

TEST(NearestNeighbours, AreTheSameForAnyNumberOfThreads) {
  const Embedding embedding = scattered(1500, 32, EmbeddingMetric::one_minus_dot);
  const Context one_thread({.threads = 1});
  const Neighbours first = nearest_neighbours(one_thread, embedding, 15);
  for (const int threads : {2, 5}) {
    const Context context({.threads = threads});
    const Neighbours again = nearest_neighbours(context, embedding, 15);
    EXPECT_EQ(first.index, again.index);
    EXPECT_EQ(first.distance, again.distance);
  }
}

TEST(NearestNeighbours, NothingToFind) {
  EXPECT_EQ(nearest_neighbours(Context(), Embedding{}, 15).index.rows(), 0U);
  const Embedding one{Matrix<float>(1, 4, 0.5F), EmbeddingMetric::one_minus_dot};
  EXPECT_EQ(nearest_neighbours(Context(), one, 2).index, Matrix<std::uint32_t>(1, 2, kNone));
  EXPECT_EQ(nearest_neighbours(Context(), one, 0).index.columns(), 0U);
  const Embedding no_columns{Matrix<float>(3, 0), EmbeddingMetric::cosine};
  EXPECT_EQ(nearest_neighbours(Context(), no_columns, 1).index, Matrix<std::uint32_t>(3, 1, kNone));
}

TEST(NearestNeighbours, RejectWhatIsNotFinite) {
  Embedding embedding = scattered(10, 4, EmbeddingMetric::cosine);
  embedding.vectors(3, 2) = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THROW((void)nearest_neighbours(Context(), embedding, 2), std::invalid_argument);
}

TEST(NearestNeighbours, VectorsTooShortForSinglePrecisionCountAsZeroWhereLengthsCount) {
  Embedding embedding{Matrix<float>(4, 2), EmbeddingMetric::one_minus_dot};
  embedding.vectors(0, 0) = 1;
  embedding.vectors(1, 0) = 0.5F;
  embedding.vectors(2, 0) = 1e-9F;
  embedding.vectors(3, 1) = 1e-6F;
  EXPECT_TRUE(has_direction(embedding, 1));
  EXPECT_FALSE(has_direction(embedding, 2));
  EXPECT_TRUE(has_direction(embedding, 3));
  const Neighbours found = nearest_neighbours(Context(), embedding, 3);
  for (const std::size_t i : {0U, 1U, 3U}) {
    for (const std::uint32_t j : found.index.row(i)) EXPECT_NE(j, 2U);
    EXPECT_EQ(found.index(i, 2), Neighbours::kNone);
  }
  for (const std::uint32_t j : found.index.row(2)) EXPECT_EQ(j, Neighbours::kNone);
  // The cosine ignores lengths.
  embedding.metric = EmbeddingMetric::cosine;
  EXPECT_TRUE(has_direction(embedding, 2));
  EXPECT_EQ(nearest_neighbours(Context(), embedding, 3).index(2, 1), 1U);
}

}  // namespace
}  // namespace proclens

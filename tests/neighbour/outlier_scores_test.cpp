// The outlier score against all pairs of objects.
#include "proclens/outlier_scores.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/random.hpp"
#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBags = 60;
constexpr std::size_t kDimensions = 4;

/// Unit vectors, half of them near one another.
Embedding random_embedding() {
  const CounterRandom random(11, 0);
  Embedding embedding{Matrix<float>(kBags, kDimensions), EmbeddingMetric::one_minus_dot};
  for (std::size_t bag = 0; bag < kBags; ++bag) {
    double square = 0;
    for (std::size_t c = 0; c < kDimensions; ++c) {
      const double value = (bag % 2 == 0 && c == 0 ? 5.0 : 0.0) + random.normal(bag * kDimensions + c);
      embedding.vectors(bag, c) = static_cast<float>(value);
      square += value * value;
    }
    for (std::size_t c = 0; c < kDimensions; ++c) embedding.vectors(bag, c) /= static_cast<float>(std::sqrt(square));
  }
  return embedding;
}

std::vector<std::uint32_t> random_multiplicity() {
  const CounterRandom random(12, 0);
  std::vector<std::uint32_t> multiplicity;
  for (std::size_t bag = 0; bag < kBags; ++bag)
    multiplicity.push_back(1 + static_cast<std::uint32_t>(random.below(bag, 4)));
  return multiplicity;
}

TEST(OutlierScores, AreDistancesToTheKthOtherObjectOfTheExpandedRows) {
  const Embedding embedding = random_embedding();
  const std::vector<std::uint32_t> multiplicity = random_multiplicity();
  const Neighbours neighbours = nearest_neighbours(Context(), embedding, kBags - 1);
  for (const std::size_t k : {1U, 2U, 5U, 20U}) {
    const std::vector<float> scores = outlier_scores(neighbours, multiplicity, k);
    for (std::size_t bag = 0; bag < kBags; ++bag) {
      std::vector<double> distances;  // from one object of the bag to every other object
      for (std::size_t other = 0; other < kBags; ++other) {
        double dot = 0;
        for (std::size_t c = 0; c < kDimensions; ++c) {
          dot += static_cast<double>(embedding.vectors(bag, c)) * embedding.vectors(other, c);
        }
        const std::size_t objects = multiplicity[other] - (other == bag ? 1U : 0U);
        distances.insert(distances.end(), objects, other == bag ? 0.0 : std::max(0.0, 1 - dot));
      }
      std::ranges::sort(distances);
      EXPECT_NEAR(scores[bag] * scores[bag], std::min(1.0, distances[k - 1]), 1e-6) << "bag " << bag << ", k " << k;
    }
  }
}

TEST(OutlierScores, CountOnlyWhatIsKnown) {
  Neighbours neighbours{Matrix<std::uint32_t>(3, 2, Neighbours::kNone), Matrix<float>(3, 2, INFINITY)};
  neighbours.index(0, 0) = 1;
  neighbours.distance(0, 0) = 0.25F;
  neighbours.index(1, 0) = 0;
  neighbours.distance(1, 0) = 1.5F;
  neighbours.index(1, 1) = 2;
  neighbours.distance(1, 1) = 1.75F;
  const std::vector<std::uint32_t> multiplicity{1, 1, 6};
  EXPECT_EQ(outlier_scores(neighbours, multiplicity, 5), (std::vector<float>{0.5F, 1.0F, 0.0F}));
  EXPECT_EQ(outlier_scores(neighbours, std::vector<std::uint32_t>{1, 1, 1}, 5)[2], 0.0F) << "without neighbours";
}

TEST(OutlierScores, RejectWhatMakesNoSense) {
  const Neighbours neighbours{Matrix<std::uint32_t>(2, 1, Neighbours::kNone), Matrix<float>(2, 1, INFINITY)};
  const std::vector<std::uint32_t> ones(2, 1);
  EXPECT_THROW((void)outlier_scores(neighbours, ones, 0), std::invalid_argument);
  EXPECT_THROW((void)outlier_scores(neighbours, std::vector<std::uint32_t>(3, 1), 5), std::invalid_argument);
}

}  // namespace
}  // namespace proclens

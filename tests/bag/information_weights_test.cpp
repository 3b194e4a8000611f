#include "proclens/information_weights.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

#include "bag/random_counts.hpp"
#include "proclens/context.hpp"
#include "proclens/distinct_bags.hpp"

namespace proclens {
namespace {

void expect_close(const std::vector<double>& actual, const std::vector<double>& expected, double relative) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t j = 0; j < actual.size(); ++j) {
    EXPECT_NEAR(actual[j], expected[j], relative * std::abs(expected[j]) + 1e-15) << "feature " << j;
  }
}

/// The formula in the header over one row per object, in long double and the plainest form.
std::vector<double> obvious_weights(const SparseRows& counts, long double prior, long double power) {
  const auto objects = static_cast<long double>(counts.rows());
  std::vector<long double> row_sum(counts.rows());
  std::vector<long double> feature_count(counts.columns);
  std::vector<long double> feature_objects(counts.columns);
  long double total = 0;
  for (std::size_t i = 0; i < counts.rows(); ++i) {
    for (std::size_t k = 0; k < counts.row_columns(i).size(); ++k) {
      const long double value = counts.row_values(i)[k];
      row_sum[i] += value;
      feature_count[counts.row_columns(i)[k]] += value;
      feature_objects[counts.row_columns(i)[k]] += 1;
      total += value;
    }
  }
  std::vector<long double> divergence(counts.columns);
  for (std::size_t i = 0; i < counts.rows(); ++i) {
    const long double p = row_sum[i] / total;
    for (std::size_t k = 0; k < counts.row_columns(i).size(); ++k) {
      const std::size_t j = counts.row_columns(i)[k];
      const long double q = (counts.row_values(i)[k] + prior * p) / (feature_count[j] + prior);
      divergence[j] += q * std::log(q / p);
    }
  }
  long double mean = 0;
  for (std::size_t j = 0; j < counts.columns; ++j) {
    const long double share = prior / (feature_count[j] + prior);
    divergence[j] += (objects - feature_objects[j]) / objects * share * std::log(share);
    mean += divergence[j] / static_cast<long double>(counts.columns);
  }
  std::vector<double> weights;
  for (const long double d : divergence) {
    weights.push_back(static_cast<double>(std::pow(std::max(0.0L, mean > 0 ? d / mean : d), power)));
  }
  return weights;
}

TEST(InformationWeights, AgreeWithVectorizers) {
  std::ifstream golden(std::string(PROCLENS_TESTS) + "/bag/golden/information_weights.txt");
  ASSERT_TRUE(golden);
  int cases = 0;
  for (std::string word, name; golden >> word >> name; ++cases) {
    SCOPED_TRACE(name);
    ASSERT_EQ(word, "case");
    std::size_t objects = 0;
    std::size_t features = 0;
    golden >> objects >> features;
    std::string line;
    std::getline(golden, line);
    std::vector<std::vector<double>> rows(objects, std::vector<double>(features));
    for (auto& row : rows) {
      std::getline(golden, line);
      std::istringstream entries(line);
      char colon = 0;
      std::size_t feature = 0;
      for (double count = 0; entries >> feature >> colon >> count;) row.at(feature) = count;
    }
    std::vector<double> expected(features);
    for (double& weight : expected) golden >> weight;
    ASSERT_TRUE(golden);
    expect_close(information_weights(Context(), distinct_bags(Context(), sparse_rows(rows, features)).bags), expected,
                 1e-9);
  }
  EXPECT_EQ(cases, 5);
}

TEST(InformationWeights, AreThoseOfTheExpandedMatrix) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const SparseRows counts = random_counts(seed, 50 + 20 * seed, 3 + seed, 4 + seed, 1 + seed % 5);
    const DistinctBags distinct = distinct_bags(Context(), counts);
    const Bags one_by_one{counts, std::vector<std::uint32_t>(counts.rows(), 1)};
    const std::vector<double> weights = information_weights(Context(), distinct.bags);
    expect_close(weights, information_weights(Context(), one_by_one), 1e-9);
    expect_close(weights, obvious_weights(counts, 1e-4L, 2), 1e-9);
  }
}

TEST(InformationWeights, FollowTheOptions) {
  const SparseRows counts = random_counts(5, 200, 20, 15, 3);
  const InformationWeightOptions options{.prior_strength = 0.3, .power = 1};
  expect_close(information_weights(Context(), distinct_bags(Context(), counts).bags, options),
               obvious_weights(counts, 0.3L, 1), 1e-9);
  EXPECT_THROW((void)information_weights(Context(), distinct_bags(Context(), counts).bags, {.prior_strength = 0}),
               std::invalid_argument);
}

TEST(InformationWeights, CanLeaveObjectsWithoutFeaturesOut) {
  const SparseRows with = sparse_rows({{1, 0, 2}, {0, 0, 0}, {0, 1, 1}, {0, 0, 0}, {0, 0, 3}}, 3);
  const SparseRows without = sparse_rows({{1, 0, 2}, {0, 1, 1}, {0, 0, 3}}, 3);
  const InformationWeightOptions options{.count_empty = false};
  EXPECT_EQ(information_weights(Context(), distinct_bags(Context(), with).bags, options),
            information_weights(Context(), distinct_bags(Context(), without).bags));
  EXPECT_NE(information_weights(Context(), distinct_bags(Context(), with).bags),
            information_weights(Context(), distinct_bags(Context(), without).bags));
}

TEST(InformationWeights, AFeatureOfNoObjectWeighsNothing) {
  const std::vector<double> weights =
      information_weights(Context(), distinct_bags(Context(), sparse_rows({{1, 0, 1}, {0, 0, 1}}, 3)).bags);
  EXPECT_GT(weights[0], 0);
  EXPECT_EQ(weights[1], 0);
}

TEST(InformationWeights, NothingTellsEqualBagsApart) {
  const std::vector<double> zeros(3, 0.0);
  EXPECT_EQ(information_weights(Context(), distinct_bags(Context(), sparse_rows({{3, 1, 2}}, 3)).bags), zeros);
  for (const std::size_t objects : {2, 3, 7, 1000}) {
    const SparseRows counts = sparse_rows(std::vector<std::vector<double>>(objects, {3, 1, 2}), 3);
    EXPECT_EQ(information_weights(Context(), distinct_bags(Context(), counts).bags), zeros);
    EXPECT_EQ(information_weights(Context(), {counts, std::vector<std::uint32_t>(objects, 1)}), zeros);
  }
}

TEST(InformationWeights, ASingleFeatureWeighsNothing) {
  EXPECT_EQ(information_weights(Context(), distinct_bags(Context(), sparse_rows({{3}, {1}, {8}}, 1)).bags),
            std::vector<double>{0});
}

TEST(InformationWeights, OfNothing) {
  EXPECT_EQ(information_weights(Context(), distinct_bags(Context(), sparse_rows({}, 2)).bags),
            (std::vector<double>{0, 0}));
  EXPECT_EQ(information_weights(Context(), distinct_bags(Context(), sparse_rows({{}, {}}, 2)).bags),
            (std::vector<double>{0, 0}));
  EXPECT_TRUE(information_weights(Context(), distinct_bags(Context(), sparse_rows({{}}, 0)).bags).empty());
}

TEST(InformationWeights, SurviveHugeMultiplicitiesAndCounts) {
  const Bags bags{sparse_rows({{1, 4e9, 0}, {1, 0, 1}, {0, 0, 4e9}}, 3), {4'000'000'000U, 4'000'000'000U, 1}};
  EXPECT_EQ(bags.objects(), 8'000'000'001ULL);
  for (const double weight : information_weights(Context(), bags)) {
    EXPECT_TRUE(std::isfinite(weight));
    EXPECT_GE(weight, 0);
  }
}

TEST(InformationWeights, AreTheSameForAnyNumberOfThreads) {
  const Bags bags = distinct_bags(Context(), random_counts(9, 30000, 40, 20000, 3)).bags;
  ASSERT_GT(bags.distinct(), 8192);  // several parts
  const Context one_thread({.threads = 1});
  const std::vector<double> alone = information_weights(one_thread, bags);
  for (const int threads : {2, 5}) {
    const Context context({.threads = threads});
    EXPECT_EQ(information_weights(context, bags), alone);
  }
}

TEST(WeightedBags, ScaleEachFeatureAndLeaveOutThoseWithoutWeight) {
  const Bags bags = distinct_bags(Context(), sparse_rows({{1, 2, 0}, {0, 3, 0}, {4, 0, 5}}, 3)).bags;
  EXPECT_EQ(weighted_bags(bags, std::vector<double>{0.5, 0, 2}), sparse_rows({{0.5, 0, 0}, {0, 0, 0}, {2, 0, 10}}, 3));
  EXPECT_THROW((void)weighted_bags(bags, std::vector<double>{1}), std::invalid_argument);
}

}  // namespace
}  // namespace proclens

#include "proclens/wasserstein_embedding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "bag/random_counts.hpp"
#include "core/linear_algebra/symmetric_eigen.hpp"
#include "core/parallel.hpp"
#include "embed/golden_matrices.hpp"
#include "embed/mean_directions.hpp"
#include "embed/svd/dense_operator.hpp"
#include "embed/svd/orthonormalise.hpp"
#include "embed/transport/transport.hpp"
#include "embed/unit_vectors.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/context.hpp"
#include "proclens/distinct_bags.hpp"
#include "proclens/information_weights.hpp"
#include "proclens/vocabulary_vectors.hpp"

namespace proclens {
namespace {

struct Case {
  SparseRows weighted;
  std::vector<std::uint32_t> multiplicity;
  Matrix<float> vectors;
  std::vector<std::uint32_t> bag_of;
};

Case make_case(std::uint64_t seed, std::size_t objects, std::size_t features, std::size_t kinds) {
  const auto distinct = distinct_bags(Context(), random_counts(seed, objects, features, kinds, 3));
  Case result{weighted_bags(distinct.bags, information_weights(Context(), distinct.bags)),
              distinct.bags.multiplicity,
              {},
              distinct.bag_of};
  result.vectors = vocabulary_vectors(Context(), result.weighted, result.multiplicity, {.components = 40});
  return result;
}

SparseRows picked(const SparseRows& rows, const std::vector<std::uint32_t>& pick) {
  SparseRows result;
  result.columns = rows.columns;
  for (const std::uint32_t i : pick) {
    result.column.insert(result.column.end(), rows.row_columns(i).begin(), rows.row_columns(i).end());
    result.value.insert(result.value.end(), rows.row_values(i).begin(), rows.row_values(i).end());
    result.row_start.push_back(result.column.size());
  }
  return result;
}

double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t c = 0; c < a.size(); ++c) sum += static_cast<double>(a[c]) * b[c];
  return sum;
}

/// The distance in the embedding's metric.
double distance(const Embedding& embedding, std::size_t a, std::size_t b) {
  const double product = dot(embedding.vectors.row(a), embedding.vectors.row(b));
  if (embedding.metric == EmbeddingMetric::one_minus_dot) return 1 - product;
  return 1 - product / std::sqrt(dot(embedding.vectors.row(a), embedding.vectors.row(a)) *
                                 dot(embedding.vectors.row(b), embedding.vectors.row(b)));
}

/// The exact Wasserstein distance between two bags under cosine distance.
double exact_distance(const SparseRows& distributions, const UnitVectors& vectors, std::size_t a, std::size_t b) {
  const auto from = distributions.row_columns(a);
  const auto to = distributions.row_columns(b);
  Matrix<double> cost(from.size(), to.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    for (std::size_t j = 0; j < to.size(); ++j) {
      cost(i, j) = 1 - dot(vectors.points.row(from[i]), vectors.points.row(to[j]));
    }
  }
  TransportSolver solver;
  return solver.solve(cost.data(), to.size(), distributions.row_values(a), distributions.row_values(b)).cost;
}

std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> rank(values.size());
  for (std::size_t k = 0; k < order.size(); ++k) rank[order[k]] = static_cast<double>(k);
  return rank;
}

double spearman(const std::vector<double>& a, const std::vector<double>& b) {
  const auto rank_a = ranks(a);
  const auto rank_b = ranks(b);
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += std::pow(rank_a[k] - rank_b[k], 2);
  const auto n = static_cast<double>(a.size());
  return 1 - 6 * sum / (n * (n * n - 1));
}

TEST(SpreadEmbedding, DistancesFollowTheExactWassersteinDistance) {
  const auto c = make_case(1, 400, 60, 90);
  const auto result = wasserstein_embedding(Context(), c.weighted, c.multiplicity, c.vectors, {.reference_points = 16});
  EXPECT_EQ(result.embedding.metric, EmbeddingMetric::one_minus_dot);
  const auto vectors = unit_vectors(Context(), c.vectors);
  const auto distributions = distributions_over_points(bag_distributions(c.weighted), vectors);
  std::vector<double> exact;
  std::vector<double> found;
  for (std::size_t a = 0; a < c.weighted.rows(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if (distributions.row_columns(a).empty() || distributions.row_columns(b).empty()) continue;
      exact.push_back(exact_distance(distributions, vectors, a, b));
      found.push_back(distance(result.embedding, a, b));
    }
  }
  ASSERT_GT(exact.size(), 2000U);
  EXPECT_GT(spearman(exact, found), 0.97);
}

TEST(SpreadEmbedding, WithAllComponentsOneVectorPerBagIsOfLengthOne) {
  const auto c = make_case(2, 200, 30, 40);
  const auto result = wasserstein_embedding(Context(), c.weighted, c.multiplicity, c.vectors, {.reference_points = 8});
  for (std::size_t i = 0; i < c.weighted.rows(); ++i) {
    const double length = dot(result.embedding.vectors.row(i), result.embedding.vectors.row(i));
    EXPECT_NEAR(length, c.weighted.row_columns(i).empty() ? 0.0 : 1.0, 1e-5) << i;
  }
  const auto fewer =
      wasserstein_embedding(Context(), c.weighted, c.multiplicity, c.vectors, {.components = 5, .reference_points = 8});
  EXPECT_EQ(fewer.embedding.vectors.columns(), 5U);
  for (std::size_t i = 0; i < c.weighted.rows(); ++i) {
    EXPECT_LT(dot(fewer.embedding.vectors.row(i), fewer.embedding.vectors.row(i)), 1 + 1e-5);
  }
}

class BothReferences : public testing::TestWithParam<Reference> {};

INSTANTIATE_TEST_SUITE_P(Wasserstein, BothReferences, testing::Values(Reference::spread, Reference::centre),
                         [](const auto& reference) {
                           return reference.param == Reference::spread ? "Spread" : "Centre";
                         });

TEST_P(BothReferences, MultiplicityStandsForRepeatedObjects) {
  // Distinct bags and expanded objects are summed in different orders, so they are equal only up to rounding, which the
  // centre's square root amplifies.
  const auto c = make_case(3, 300, 40, 60);
  const WassersteinOptions options{.reference = GetParam(), .components = 500, .reference_points = 12};
  const auto of_bags = wasserstein_embedding(Context(), c.weighted, c.multiplicity, c.vectors, options);
  const std::vector<std::uint32_t> once(c.bag_of.size(), 1);
  const auto of_objects = wasserstein_embedding(Context(), picked(c.weighted, c.bag_of), once, c.vectors, options);
  const double tolerance = GetParam() == Reference::spread ? 1e-5 : 1e-3;
  for (std::size_t a = 0; a < c.bag_of.size(); a += 3) {
    if (c.weighted.row_columns(c.bag_of[a]).empty()) continue;
    for (std::size_t b = 0; b < a; b += 2) {
      if (c.weighted.row_columns(c.bag_of[b]).empty()) continue;
      ASSERT_NEAR(distance(of_bags.embedding, c.bag_of[a], c.bag_of[b]), distance(of_objects.embedding, a, b),
                  tolerance);
    }
  }
  for (std::size_t k = 0; k < 10; ++k) {
    EXPECT_NEAR(of_bags.model.singular_values[k] / of_objects.model.singular_values[k], 1.0, 1e-4);
  }
}

TEST_P(BothReferences, ProjectsTheSameBagsToTheSameVectors) {
  auto c = make_case(4, 300, 40, 60);
  const auto result = wasserstein_embedding(Context(), c.weighted, c.multiplicity, c.vectors,
                                            {.reference = GetParam(), .components = 20, .reference_points = 12});
  const auto check = [&](const std::vector<std::uint32_t>& pick) {
    const auto placed = project_bags(Context(), result.model, picked(c.weighted, pick), c.vectors);
    EXPECT_EQ(placed.metric, result.embedding.metric);
    ASSERT_EQ(placed.vectors.rows(), pick.size());
    for (std::size_t i = 0; i < pick.size(); ++i) {
      for (std::size_t k = 0; k < 20; ++k) {
        ASSERT_NEAR(placed.vectors(i, k), result.embedding.vectors(pick[i], k), 2e-5);
      }
    }
  };
  std::vector<std::uint32_t> all(c.weighted.rows());
  std::iota(all.begin(), all.end(), 0U);
  check(all);
  check({7});
  check({});
}

TEST_P(BothReferences, ABagWithoutInformationIsZeroAndNothingIsEverNan) {
  auto c = make_case(5, 200, 30, 40);
  c.weighted.row_start.push_back(c.weighted.column.size());  // an empty bag
  c.multiplicity.push_back(4);
  const auto result = wasserstein_embedding(Context(), c.weighted, c.multiplicity, c.vectors,
                                            {.reference = GetParam(), .components = 16});
  for (const float x : result.embedding.vectors.row(c.weighted.rows() - 1)) EXPECT_EQ(x, 0.0F);
  for (std::size_t i = 0; i < c.weighted.rows(); ++i) {
    for (const float x : result.embedding.vectors.row(i)) ASSERT_TRUE(std::isfinite(x));
  }
}

TEST_P(BothReferences, DegenerateInputs) {
  const auto embed = [&](const SparseRows& weighted, const std::vector<std::uint32_t>& multiplicity) {
    return wasserstein_embedding(Context(), weighted, multiplicity,
                                 vocabulary_vectors(Context(), weighted, multiplicity), {.reference = GetParam()})
        .embedding.vectors;
  };
  const auto single = embed(sparse_rows({{2}}, 1), {3});
  ASSERT_EQ(single.rows(), 1U);
  for (const float x : single.row(0)) EXPECT_TRUE(std::isfinite(x));

  const auto nothing = embed(sparse_rows({{}, {}}, 3), {1, 2});
  ASSERT_EQ(nothing.rows(), 2U);
  ASSERT_GE(nothing.columns(), 1U);
  for (std::size_t i = 0; i < 2; ++i) {
    for (const float x : nothing.row(i)) EXPECT_EQ(x, 0.0F);
  }
  EXPECT_EQ(embed(SparseRows{}, {}).rows(), 0U);
  EXPECT_EQ(embed(sparse_rows({{}}, 0), {1}).rows(), 1U);

  // Bags that differ only by a factor are one distribution and one vector.
  const auto scaled = embed(sparse_rows({{1, 2, 0}, {2, 4, 0}, {0, 1, 1}}, 3), {1, 1, 1});
  for (std::size_t k = 0; k < scaled.columns(); ++k) EXPECT_NEAR(scaled(0, k), scaled(1, k), 1e-6);
}

TEST_P(BothReferences, AreTheSameForAnyNumberOfThreads) {
  const auto c = make_case(6, 600, 80, 200);
  const WassersteinOptions options{.reference = GetParam(), .components = 10, .reference_points = 12};
  const Context one_thread({.threads = 1});
  const auto first = wasserstein_embedding(one_thread, c.weighted, c.multiplicity, c.vectors, options);
  for (const int threads : {1, 2, 5}) {
    const Context context({.threads = threads});
    const auto again = wasserstein_embedding(context, c.weighted, c.multiplicity, c.vectors, options);
    EXPECT_EQ(again.embedding.vectors, first.embedding.vectors);
    EXPECT_EQ(again.model.components, first.model.components);
    EXPECT_EQ(again.model.singular_values, first.model.singular_values);
  }
}

TEST_P(BothReferences, TheLargestEntryOfEveryColumnIsPositive) {
  const auto c = make_case(7, 300, 40, 60);
  const auto vectors = wasserstein_embedding(Context(), c.weighted, c.multiplicity, c.vectors,
                                             {.reference = GetParam(), .components = 12, .reference_points = 12})
                           .embedding.vectors;
  for (std::size_t k = 0; k < vectors.columns(); ++k) {
    float largest = 0;
    for (std::size_t i = 0; i < vectors.rows(); ++i) {
      if (std::abs(vectors(i, k)) > std::abs(largest)) largest = vectors(i, k);
    }
    EXPECT_GT(largest, 0);
  }
}

TEST(WassersteinEmbedding, RejectsWhatDoesNotFit) {
  const auto c = make_case(8, 50, 20, 20);
  EXPECT_THROW((void)wasserstein_embedding(Context(), c.weighted, {}, c.vectors), std::invalid_argument);
  EXPECT_THROW((void)wasserstein_embedding(Context(), c.weighted, c.multiplicity, Matrix<float>(3, 3)),
               std::invalid_argument);
  EXPECT_THROW((void)wasserstein_embedding(Context(), c.weighted, c.multiplicity, c.vectors, {.components = 0}),
               std::invalid_argument);
  EXPECT_THROW((void)wasserstein_embedding(Context(), c.weighted, c.multiplicity, c.vectors, {.reference_points = 0}),
               std::invalid_argument);
  EXPECT_THROW((void)wasserstein_embedding(Context(), c.weighted, c.multiplicity, c.vectors, {.max_bag_features = 0}),
               std::invalid_argument);
}

TEST(MeanDirections, AreTheLeftSingularVectorsOfTheMeans) {
  const auto points = random_matrix<float>(30, 6, 1);
  const auto bags = bag_distributions(random_counts(9, 50, 30, 50, 4)).rows;
  std::vector<float> factors(50);
  for (std::size_t i = 0; i < 50; ++i) factors[i] = 1.0F + static_cast<float>(i % 3);
  Matrix<double> means(50, 6);
  for (std::size_t i = 0; i < 50; ++i) {
    for (std::size_t e = bags.row_start[i]; e < bags.row_start[i + 1]; ++e) {
      for (std::size_t c = 0; c < 6; ++c) means(i, c) += factors[i] * bags.value[e] * points(bags.column[e], c);
    }
  }
  const auto directions = mean_directions(Context(), bags, points, factors);
  ASSERT_EQ(directions.columns(), 6U);
  const auto inner = gram(Context(), directions);
  // MᵀM·(MᵀU) = (MᵀU)·Σ²: the columns of MᵀU are orthogonal and descend in length.
  Matrix<double> u(50, 6);
  std::copy_n(directions.data(), 300, u.data());
  const auto projected = gram(Context(), slow_product(Op::transpose, Op::none, means, u));
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = 0; j < 6; ++j) {
      EXPECT_NEAR(inner(i, j), i == j ? 1.0 : 0.0, 1e-5);
      EXPECT_NEAR(projected(i, j), i == j ? projected(i, i) : 0.0, 1e-4 * projected(0, 0));
    }
    EXPECT_LE(projected(i, i), projected(i == 0 ? 0 : i - 1, i == 0 ? 0 : i - 1));
  }
}

TEST(MeanDirections, LeaveOutWhatIsNotThere) {
  const auto bags = sparse_rows({{1, 0}, {0.5, 0.5}, {}}, 2);
  Matrix<float> points(2, 3);
  points(0, 0) = points(1, 0) = 1;  // all means equal
  const auto directions = mean_directions(Context(), bags, points, std::vector<float>(3, 1.0F));
  ASSERT_EQ(directions.columns(), 1U);
  EXPECT_NEAR(std::abs(directions(0, 0)), std::sqrt(0.5), 1e-6);
  EXPECT_EQ(directions(2, 0), 0.0F);
  EXPECT_EQ(mean_directions(Context(), sparse_rows({{}}, 2), points, std::vector<float>(1, 1.0F)).columns(), 0U);
}

/// vectorizers' own pipeline after the reference, from images to U·Σ.
TEST(CentreEmbedding, HasTheInnerProductsOfVectorizersOnTheSameReference) {
  const auto golden = golden_matrices("centre_images.txt");
  ASSERT_EQ(golden[5].first, "inner_products");
  WassersteinModel model;
  model.reference = Reference::centre;
  model.distribution = {single_precision(golden[3].second), std::vector<double>(6, 1.0 / 6)};
  // The four leading right singular vectors of vectorizers' images, objects counted.
  const auto& images = golden[4].second;
  const auto multiplicity = whole_numbers(golden[1].second);
  Matrix<double> weighted_images = images;
  for (std::size_t i = 0; i < images.rows(); ++i) {
    for (double& x : weighted_images.row(i)) x *= multiplicity[i];
  }
  const auto eigen = symmetric_eigen(slow_product(Op::transpose, Op::none, images, weighted_images));
  model.components = Matrix<float>(images.columns(), 4);
  for (std::size_t j = 0; j < images.columns(); ++j) {
    for (std::size_t k = 0; k < 4; ++k) model.components(j, k) = static_cast<float>(eigen.vectors(j, k));
  }
  const auto placed = project_bags(Context(), model, sparse_of(golden[0].second), single_precision(golden[2].second));
  const auto& expected = golden[5].second;
  for (std::size_t a = 0; a < images.rows(); ++a) {
    for (std::size_t b = 0; b < images.rows(); ++b) {
      EXPECT_NEAR(dot(placed.vectors.row(a), placed.vectors.row(b)), expected(a, b), 1e-3);
    }
  }
}

}  // namespace
}  // namespace proclens

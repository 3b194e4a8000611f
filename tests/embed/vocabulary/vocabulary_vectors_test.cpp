#include "proclens/vocabulary_vectors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bag/random_counts.hpp"
#include "core/linear_algebra/symmetric_eigen.hpp"
#include "core/parallel.hpp"
#include "embed/golden_matrices.hpp"
#include "embed/svd/dense_operator.hpp"
#include "proclens/context.hpp"
#include "proclens/distinct_bags.hpp"
#include "proclens/information_weights.hpp"

namespace proclens {
namespace {

/// C = diag(s)·Bᵀ·M·B, literally.
Matrix<double> slow_cooccurrence(const SparseRows& b, const std::vector<std::uint32_t>& m) {
  Matrix<double> dense(b.rows(), b.columns);
  Matrix<double> weighted(b.rows(), b.columns);
  std::vector<double> s(b.columns);
  for (std::size_t i = 0; i < b.rows(); ++i) {
    for (std::size_t e = b.row_start[i]; e < b.row_start[i + 1]; ++e) {
      dense(i, b.column[e]) = b.value[e];
      weighted(i, b.column[e]) = m[i] * b.value[e];
      s[b.column[e]] += m[i] * b.value[e];
    }
  }
  auto c = slow_product(Op::transpose, Op::none, dense, weighted);
  for (std::size_t i = 0; i < b.columns; ++i) {
    for (std::size_t j = 0; j < b.columns; ++j) c(i, j) *= s[i];
  }
  return c;
}

/// The rank-k part of C·Cᵀ from its eigenvectors: the expected value of U·Σ·(U·Σ)ᵀ.
Matrix<double> slow_inner_products(const Matrix<double>& c, std::size_t k) {
  const auto eigen = symmetric_eigen(slow_product(Op::none, Op::transpose, c, c));
  Matrix<double> scaled(c.rows(), k);
  for (std::size_t i = 0; i < c.rows(); ++i) {
    for (std::size_t j = 0; j < k; ++j) scaled(i, j) = eigen.vectors(i, j) * std::sqrt(std::max(0.0, eigen.values[j]));
  }
  return slow_product(Op::none, Op::transpose, scaled, scaled);
}

struct WeightedBags {
  SparseRows rows;
  std::vector<std::uint32_t> multiplicity;
};

WeightedBags random_weighted_bags(std::uint64_t seed, std::size_t objects, std::size_t features, std::size_t kinds) {
  const auto distinct = distinct_bags(Context(), random_counts(seed, objects, features, kinds, 3));
  return {weighted_bags(distinct.bags, information_weights(Context(), distinct.bags)), distinct.bags.multiplicity};
}

void expect_inner_products(const Matrix<float>& vectors, const Matrix<double>& expected, double tolerance) {
  ASSERT_EQ(vectors.rows(), expected.rows());
  double largest = 0;
  for (std::size_t i = 0; i < expected.rows(); ++i) largest = std::max(largest, expected(i, i));
  const auto products = slow_product(Op::none, Op::transpose, vectors, vectors);
  for (std::size_t i = 0; i < expected.rows(); ++i) {
    for (std::size_t j = 0; j < expected.columns(); ++j) {
      ASSERT_NEAR(products(i, j), expected(i, j), tolerance * largest) << i << ' ' << j;
    }
  }
}

double squared_length(const Matrix<float>& vectors, std::size_t column) {
  double sum = 0;
  for (std::size_t i = 0; i < vectors.rows(); ++i) sum += static_cast<double>(vectors(i, column)) * vectors(i, column);
  return sum;
}

TEST(VocabularyVectors, HaveTheInnerProductsOfTheTruncatedCooccurrence) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const auto bags = random_weighted_bags(seed, 200, 60, 35);
    const auto c = slow_cooccurrence(bags.rows, bags.multiplicity);
    for (const std::size_t components : {std::size_t{512}, std::size_t{10}, std::size_t{1}}) {
      const auto vectors = vocabulary_vectors(Context(), bags.rows, bags.multiplicity, {.components = components});
      ASSERT_EQ(vectors.columns(), std::min<std::size_t>(components, 59));
      expect_inner_products(vectors, slow_inner_products(c, vectors.columns()), 1e-6);
    }
  }
}

TEST(VocabularyVectors, TheRandomisedPartFollowsTheLeadingSpectrum) {
  // 300 features and 20 components: the basis of 84 directions reaches no side of the matrix.
  const auto bags = random_weighted_bags(4, 900, 300, 250);
  const auto c = slow_cooccurrence(bags.rows, bags.multiplicity);
  const auto vectors = vocabulary_vectors(Context(), bags.rows, bags.multiplicity, {.components = 20});
  const auto eigen = symmetric_eigen(slow_product(Op::none, Op::transpose, c, c));
  for (std::size_t k = 0; k < 20; ++k) {
    const double share = squared_length(vectors, k) / eigen.values[k];
    EXPECT_LT(share, 1 + 1e-6) << k;
    EXPECT_GT(share, k < 10 ? 0.999 : 0.99) << k;
  }
}

TEST(VocabularyVectors, ColumnsHaveTheSingularValuesAsLengthsAndAPositiveLargestEntry) {
  const auto bags = random_weighted_bags(5, 200, 40, 30);
  const auto c = slow_cooccurrence(bags.rows, bags.multiplicity);
  const auto eigen = symmetric_eigen(slow_product(Op::none, Op::transpose, c, c));
  const auto vectors = vocabulary_vectors(Context(), bags.rows, bags.multiplicity, {.components = 8});
  for (std::size_t k = 0; k < 8; ++k) {
    float largest = 0;
    for (std::size_t j = 0; j < vectors.rows(); ++j) {
      if (std::abs(vectors(j, k)) > std::abs(largest)) largest = vectors(j, k);
    }
    EXPECT_NEAR(squared_length(vectors, k) / eigen.values[k], 1.0, 1e-5);
    EXPECT_GT(largest, 0);
  }
}

TEST(VocabularyVectors, MultiplicityStandsForRepeatedObjects) {
  const auto counts = random_counts(6, 150, 30, 20, 3);
  const auto distinct = distinct_bags(Context(), counts);
  const auto weights = information_weights(Context(), distinct.bags);
  const auto of_distinct =
      vocabulary_vectors(Context(), weighted_bags(distinct.bags, weights), distinct.bags.multiplicity);
  const std::vector<std::uint32_t> once(counts.rows(), 1);
  const auto of_objects = vocabulary_vectors(Context(), weighted_bags({counts, once}, weights), once);
  ASSERT_EQ(of_distinct.columns(), of_objects.columns());
  Matrix<double> of_objects_double(of_objects.rows(), of_objects.columns());
  std::copy_n(of_objects.data(), of_objects.rows() * of_objects.columns(), of_objects_double.data());
  expect_inner_products(of_distinct, slow_product(Op::none, Op::transpose, of_objects_double, of_objects_double), 1e-6);
}

TEST(VocabularyVectors, FeaturesOfTheSameBagsHaveTheSameVector) {
  const auto rows = sparse_rows({{1, 2, 1, 0, 0}, {0, 3, 0, 1, 0}, {5, 0, 5, 0, 0}}, 5);
  const std::vector<std::uint32_t> m{2, 1, 3};
  const auto vectors = vocabulary_vectors(Context(), rows, m);
  expect_inner_products(vectors, slow_inner_products(slow_cooccurrence(rows, m), 4), 1e-6);
  for (std::size_t k = 0; k < vectors.columns(); ++k) {
    EXPECT_EQ(vectors(0, k), vectors(2, k));
    EXPECT_EQ(vectors(4, k), 0) << "a feature without weight";
  }
}

TEST(VocabularyVectors, AgreeWithTheReferenceStack) {
  const auto golden = golden_matrices("vocabulary_vectors.txt");
  ASSERT_EQ(golden.size(), 4U);
  const Bags bags{sparse_of(golden[0].second), whole_numbers(golden[1].second)};
  const auto weighted = weighted_bags(bags, information_weights(Context(), bags));
  expect_inner_products(vocabulary_vectors(Context(), weighted, bags.multiplicity), golden[2].second, 1e-6);
  expect_inner_products(vocabulary_vectors(Context(), weighted, bags.multiplicity, {.components = 6}), golden[3].second,
                        1e-6);
}

TEST(VocabularyVectors, DegenerateShapes) {
  const std::vector<std::uint32_t> one{3};
  const auto single = vocabulary_vectors(Context(), sparse_rows({{2}}, 1), one);  // s = 6, BᵀMB = 12
  ASSERT_EQ(single.columns(), 1U);
  EXPECT_NEAR(single(0, 0), 72.0, 1e-4);

  const auto one_bag = sparse_rows({{1, 2, 3}}, 3);
  expect_inner_products(vocabulary_vectors(Context(), one_bag, one),
                        slow_inner_products(slow_cooccurrence(one_bag, one), 2), 1e-6);

  const auto equal_bags = sparse_rows({{1, 1}, {1, 1}}, 2);
  const std::vector<std::uint32_t> two{1, 1};
  const auto equal = vocabulary_vectors(Context(), equal_bags, two);
  ASSERT_EQ(equal.columns(), 1U);
  EXPECT_NEAR(equal(0, 0), equal(1, 0), 0);
  EXPECT_GT(equal(0, 0), 0);

  EXPECT_EQ(vocabulary_vectors(Context(), sparse_rows({{}, {}}, 4), two), (Matrix<float>(4, 3)));
  EXPECT_EQ(vocabulary_vectors(Context(), SparseRows{}, {}).rows(), 0U);
  EXPECT_THROW(vocabulary_vectors(Context(), one_bag, two), std::invalid_argument);
}

TEST(VocabularyVectors, AreTheSameForAnyNumberOfThreads) {
  const auto bags = random_weighted_bags(7, 400, 200, 150);
  const Context one_thread({.threads = 1});
  const auto first = vocabulary_vectors(one_thread, bags.rows, bags.multiplicity, {.components = 30});
  for (const int threads : {2, 5}) {
    const Context context({.threads = threads});
    EXPECT_EQ(vocabulary_vectors(context, bags.rows, bags.multiplicity, {.components = 30}), first);
  }
}

}  // namespace
}  // namespace proclens

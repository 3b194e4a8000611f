#include "proclens/ordered_vectors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "core/linear_algebra/symmetric_eigen.hpp"
#include "core/random.hpp"
#include "embed/golden_matrices.hpp"
#include "embed/svd/dense_operator.hpp"
#include "embed/svd/truncated_svd.hpp"
#include "embed/vocabulary/ordered_cooccurrence.hpp"
#include "embed/vocabulary/sparse_operator.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

using Lines = std::vector<std::vector<std::uint32_t>>;

Sequences sequences_of(const Lines& lines, std::uint32_t multiplicity = 1) {
  Sequences result;
  for (const auto& line : lines) {
    result.feature.insert(result.feature.end(), line.begin(), line.end());
    result.start.push_back(result.feature.size());
    result.multiplicity.push_back(multiplicity);
  }
  return result;
}

/// Lines of up to 14 features of which low numbers are frequent; each features−1 is in no line.
Lines random_lines(std::uint64_t seed, std::size_t lines, std::size_t features) {
  const CounterRandom random(seed, 3);
  Lines result(lines);
  std::uint64_t at = 0;
  for (auto& line : result) {
    line.resize(random.below(at++, 15));
    for (std::uint32_t& feature : line) {
      const double u = random.uniform(at++);
      feature = static_cast<std::uint32_t>(u * u * static_cast<double>(features - 1));
    }
  }
  return result;
}

void scale_dense_columns(Matrix<double>& matrix) {
  for (std::size_t c = 0; c < matrix.columns(); ++c) {
    double sum = 0;
    for (std::size_t t = 0; t < matrix.rows(); ++t) sum += matrix(t, c);
    for (std::size_t t = 0; t < matrix.rows() && sum > 0; ++t) matrix(t, c) /= sum;
  }
}

/// Steps 1 and 2 as written: every occurrence looks at every other place of its line.
Matrix<double> slow_cooccurrence(const Lines& lines, std::size_t v, std::size_t window, std::size_t rounds) {
  Matrix<double> previous(v, 2 * v, 1.0);
  for (std::size_t round = 0; round <= rounds; ++round) {
    Matrix<double> next(v, 2 * v);
    for (const auto& line : lines) {
      for (std::size_t i = 0; i < line.size(); ++i) {
        const auto column = [&](std::size_t j) { return j < i ? line[j] : v + line[j]; };
        const auto is_near = [&](std::size_t j) { return j != i && (j < i ? i - j : j - i) <= window; };
        double total = 0;
        for (std::size_t j = 0; j < line.size(); ++j) total += is_near(j) ? previous(line[i], column(j)) : 0;
        for (std::size_t j = 0; j < line.size(); ++j) {
          if (is_near(j)) next(line[i], column(j)) += previous(line[i], column(j)) / total;
        }
      }
    }
    scale_dense_columns(next);
    previous = next;
  }
  return previous;
}

Matrix<double> dense(const SparseRows& rows) {
  Matrix<double> result(rows.rows(), rows.columns);
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    for (std::size_t e = rows.row_start[i]; e < rows.row_start[i + 1]; ++e) result(i, rows.column[e]) = rows.value[e];
  }
  return result;
}

void expect_near(const Matrix<double>& actual, const Matrix<double>& expected, double tolerance) {
  ASSERT_EQ(actual.rows(), expected.rows());
  ASSERT_EQ(actual.columns(), expected.columns());
  for (std::size_t i = 0; i < actual.rows(); ++i) {
    for (std::size_t j = 0; j < actual.columns(); ++j)
      ASSERT_NEAR(actual(i, j), expected(i, j), tolerance) << i << ' ' << j;
  }
}

/// The inner products of the rows of U·√Σ for step 3's matrix, from the eigenvectors of A·Aᵀ.
Matrix<double> slow_inner_products(Matrix<double> a, std::size_t components) {
  for (std::size_t t = 0; t < a.rows(); ++t) {
    double sum = 0;
    for (const double value : a.row(t)) sum += value;
    for (double& value : a.row(t)) value = sum > 0 ? std::pow(value / sum, 0.25) : 0;
  }
  const auto eigen = symmetric_eigen(slow_product(Op::none, Op::transpose, a, a));
  Matrix<double> vectors(a.rows(), components);
  for (std::size_t t = 0; t < a.rows(); ++t) {
    for (std::size_t k = 0; k < components; ++k) {
      vectors(t, k) = eigen.vectors(t, k) * std::pow(std::max(0.0, eigen.values[k]), 0.25);
    }
  }
  return slow_product(Op::none, Op::transpose, vectors, vectors);
}

Matrix<double> inner_products(const Matrix<float>& vectors) {
  Matrix<double> wide(vectors.rows(), vectors.columns());
  std::copy_n(vectors.data(), vectors.rows() * vectors.columns(), wide.data());
  return slow_product(Op::none, Op::transpose, wide, wide);
}

TEST(OrderedCooccurrence, IsThatOfTheSlowDefinition) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Lines lines = random_lines(seed, 80, 30);
    for (const std::size_t window : {1, 2, 5, 40}) {
      for (const std::size_t rounds : {0, 1, 3}) {
        expect_near(dense(ordered_cooccurrence(Context(), sequences_of(lines), 30, window, rounds)),
                    slow_cooccurrence(lines, 30, window, rounds), 1e-12);
      }
    }
  }
}

TEST(OrderedCooccurrence, KeepsBeforeAndAfterApart) {
  const auto matrix = dense(ordered_cooccurrence(Context(), sequences_of({{0, 1, 2}}), 3, 5, 0));
  // 0 has 1 and 2 after it, ½ each; 1 has 0 before and 2 after, ½ each; columns sum to 1.
  expect_near(matrix, dense(SparseRows{6, {0, 2, 4, 6}, {4, 5, 0, 5, 0, 1}, {1, 0.5, 0.5, 0.5, 0.5, 1}}), 1e-15);
}

TEST(OrderedVectors, AgreeWithVectorizers) {
  const auto golden = golden_matrices("ordered_vectors.txt");
  Lines lines;
  for (std::size_t i = 0; i < golden[0].second.rows(); ++i) {
    lines.emplace_back();
    for (const double token : golden[0].second.row(i)) {
      if (token >= 0) lines.back().push_back(static_cast<std::uint32_t>(token));
    }
  }
  const auto v = static_cast<std::size_t>(golden[1].second(0, 0));
  const Sequences sequences = sequences_of(lines);
  // vectorizers adds up in single precision.
  expect_near(dense(ordered_cooccurrence(Context(), sequences, v, 5, 0)), golden[2].second, 1e-6);
  expect_near(dense(ordered_cooccurrence(Context(), sequences, v, 5, 3)), golden[3].second, 1e-6);
  for (std::size_t k = 4; k < golden.size(); ++k) {
    const std::size_t components = k == 4 ? v - 1 : 6;
    expect_near(inner_products(ordered_vectors(Context(), sequences, v, {.components = components})), golden[k].second,
                1e-4);
  }
}

TEST(OrderedVectors, HaveTheInnerProductsOfTheTruncatedMatrix) {
  const Lines lines = random_lines(4, 200, 60);
  const Matrix<double> a = slow_cooccurrence(lines, 60, 5, 3);
  for (const std::size_t components : {std::size_t{59}, std::size_t{12}, std::size_t{1}}) {
    const auto vectors = ordered_vectors(Context(), sequences_of(lines), 60, {.components = components});
    ASSERT_EQ(vectors.columns(), components);
    expect_near(inner_products(vectors), slow_inner_products(a, components), 1e-5);
  }
}

TEST(OrderedVectors, TheRandomisedPartFollowsTheLeadingSpectrum) {
  const Sequences sequences = sequences_of(random_lines(5, 3000, 1600));
  const auto vectors = ordered_vectors(Context(), sequences, 1600, {.components = 20});
  SparseRows matrix = ordered_cooccurrence(Context(), sequences, 1600, 5, 3);
  for (std::size_t t = 0; t < 1600; ++t) {
    double sum = 0;
    for (const double value : matrix.row_values(t)) sum += value;
    for (std::size_t e = matrix.row_start[t]; e < matrix.row_start[t + 1]; ++e) {
      matrix.value[e] = std::pow(matrix.value[e] / sum, 0.25);
    }
  }
  const auto svd = truncated_svd(Context(), SparseOperator(matrix), {.components = 20, .power_iterations = 40});
  double length = 0;
  for (std::size_t k = 0; k < 20; ++k) {
    double squares = 0;
    for (std::size_t t = 0; t < 1600; ++t) squares += static_cast<double>(vectors(t, k)) * vectors(t, k);
    EXPECT_LT(squares / svd.singular_values[k], 1 + 1e-5) << k;
    length += squares;
  }
  EXPECT_GT(length / std::accumulate(svd.singular_values.begin(), svd.singular_values.end(), 0.0), 0.99);
}

TEST(OrderedVectors, MultiplicityStandsForRepeatedObjects) {
  const Lines lines = random_lines(6, 100, 40);
  Lines repeated;
  for (int i = 0; i < 3; ++i) repeated.insert(repeated.end(), lines.begin(), lines.end());
  const auto vectors = ordered_vectors(Context(), sequences_of(lines, 3), 40);
  expect_near(inner_products(vectors), inner_products(ordered_vectors(Context(), sequences_of(repeated), 40)), 1e-5);
}

TEST(OrderedVectors, FeaturesInTheSameContextHaveTheSameVectorAndOthersNot) {
  // 4 and 5 are used alike; 6 stands where 4 and 5 never do, though it is in the same bags.
  const auto vectors =
      ordered_vectors(Context(), sequences_of({{0, 4, 1}, {0, 5, 1}, {2, 4, 3}, {2, 5, 3}, {6, 0, 1}, {6, 2, 3}}), 7);
  const Matrix<double> products = inner_products(vectors);
  const auto cosine = [&](std::size_t a, std::size_t b) {
    return products(a, b) / std::sqrt(products(a, a) * products(b, b));
  };
  EXPECT_NEAR(cosine(4, 5), 1, 1e-6);
  EXPECT_LT(cosine(4, 6), 0.7);
}

TEST(OrderedVectors, AFeatureThatOnlyOccursAloneHasNoDirection) {
  const auto vectors = ordered_vectors(Context(), sequences_of({{0, 1}, {2}, {1, 0, 1}, {}}), 4);
  for (const std::size_t feature : {2, 3}) {
    for (const float value : vectors.row(feature)) EXPECT_EQ(value, 0);
  }
  EXPECT_GT(inner_products(vectors)(0, 0), 0.1);
}

TEST(OrderedVectors, NoFeaturesOneFeatureAndNoSequences) {
  EXPECT_EQ(ordered_vectors(Context(), Sequences(), 0).rows(), 0U);
  EXPECT_EQ(ordered_vectors(Context(), Sequences(), 3).columns(), 2U);
  EXPECT_EQ(ordered_vectors(Context(), sequences_of({{0}}), 1), Matrix<float>(1, 1));
  EXPECT_EQ(ordered_vectors(Context(), sequences_of({{0, 0, 0}}), 1).columns(), 1U);
}

TEST(OrderedVectors, ALineOfAHundredThousandFeatures) {
  Lines lines(1);
  for (std::uint32_t i = 0; i < 100'000; ++i) lines[0].push_back(i % 97);
  const auto matrix = ordered_cooccurrence(Context(), sequences_of(lines), 97, 5, 3);
  EXPECT_EQ(matrix.nonzeros(), 97U * 10);
}

TEST(OrderedVectors, AreTheSameForAnyNumberOfThreads) {
  const Sequences sequences = sequences_of(random_lines(7, 4000, 1700));
  const auto one = ordered_vectors(Context({.threads = 1}), sequences, 1700, {.components = 50});
  for (const int threads : {2, 5}) {
    EXPECT_EQ(ordered_vectors(Context({.threads = threads}), sequences, 1700, {.components = 50}), one) << threads;
  }
}

TEST(OrderedVectors, RejectsWhatIsNotASequence) {
  Sequences outside = sequences_of({{0, 9}});
  EXPECT_THROW((void)ordered_vectors(Context(), outside, 9), std::invalid_argument);
  outside.multiplicity.clear();
  EXPECT_THROW((void)ordered_vectors(Context(), outside, 10), std::invalid_argument);
  EXPECT_THROW((void)ordered_vectors(Context(), Sequences(), 1, {.window = 0}), std::invalid_argument);
}

}  // namespace
}  // namespace proclens

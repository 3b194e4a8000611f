// The plans to a reference, and the two matrices of images derived from them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bag/random_counts.hpp"
#include "core/parallel.hpp"
#include "embed/centre_operator.hpp"
#include "embed/golden_matrices.hpp"
#include "embed/spread_operator.hpp"
#include "embed/svd/dense_operator.hpp"
#include "embed/transport/transport_oracle.hpp"
#include "embed/transport_plans.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

struct Problem {
  UnitVectors vectors;
  SparseRows distributions;
  ReferenceDistribution reference;
};

/// Random bags, one of them empty, over random unit vectors.
Problem random_problem(std::uint64_t seed, std::size_t bags, std::size_t features, std::size_t d, std::size_t r) {
  Problem problem{unit_vectors(Context(), random_matrix<float>(features, d, seed)), {}, {}};
  auto counts = random_counts(seed, bags, features, bags, 5);
  counts.row_start.push_back(counts.column.size());
  problem.distributions = distributions_over_points(bag_distributions(counts), problem.vectors);
  const std::vector<std::uint32_t> once(bags + 1, 1);
  problem.reference = spread_reference(Context(), problem.distributions, once, problem.vectors, r, seed);
  return problem;
}

TEST(TransportPlans, MoveAllMassAtTheLeastCosineDistance) {
  const auto problem = random_problem(1, 25, 40, 6, 7);
  const auto plans = transport_plans(Context(), problem.distributions, problem.vectors.points, problem.reference);
  ASSERT_EQ(plans.rows(), 26U);
  ASSERT_EQ(plans.columns, 7U * 40U);
  EXPECT_TRUE(plans.row_columns(25).empty());
  for (std::size_t i = 0; i < 25; ++i) {
    const auto columns = plans.row_columns(i);
    EXPECT_TRUE(std::is_sorted(columns.begin(), columns.end()));
    std::vector<double> at_reference(7);
    std::vector<double> at_point(40);
    double cost = 0;
    const auto distance = [&](std::size_t k, std::size_t j) {
      double sum = 0;
      for (std::size_t c = 0; c < 6; ++c) {
        sum += std::pow(static_cast<double>(problem.reference.points(k, c)) - problem.vectors.points(j, c), 2);
      }
      return sum / 2;
    };
    for (std::size_t e = 0; e < columns.size(); ++e) {
      const std::size_t k = columns[e] / 40;
      const std::size_t j = columns[e] % 40;
      at_reference[k] += plans.row_values(i)[e];
      at_point[j] += plans.row_values(i)[e];
      cost += plans.row_values(i)[e] * distance(k, j);
    }
    for (std::size_t k = 0; k < 7; ++k) EXPECT_NEAR(at_reference[k], problem.reference.masses[k], 1e-12);
    TransportProblem oracle;
    const auto points = problem.distributions.row_columns(i);
    oracle.cost = Matrix<double>(7, points.size());
    oracle.supply = problem.reference.masses;
    for (std::size_t e = 0; e < points.size(); ++e) {
      EXPECT_NEAR(at_point[points[e]], problem.distributions.row_values(i)[e], 1e-12);
      oracle.demand.push_back(problem.distributions.row_values(i)[e]);
      for (std::size_t k = 0; k < 7; ++k) oracle.cost(k, e) = distance(k, points[e]);
    }
    EXPECT_NEAR(cost, lemon_cost(oracle), 1e-6);
  }
}

/// √q_k·T_i(x_k) by definition, with rows scaled to the given lengths.
Matrix<double> slow_spread_images(const Problem& problem, const SparseRows& plans, const std::vector<float>& lengths) {
  const std::size_t w = problem.vectors.points.rows();
  const std::size_t d = problem.vectors.points.columns();
  const std::size_t r = problem.reference.masses.size();
  Matrix<double> images(plans.rows(), r * d);
  for (std::size_t i = 0; i < plans.rows(); ++i) {
    for (std::size_t e = plans.row_start[i]; e < plans.row_start[i + 1]; ++e) {
      const std::size_t k = plans.column[e] / w;
      const double q = problem.reference.masses[k];
      for (std::size_t c = 0; c < d; ++c) {
        images(i, k * d + c) += std::sqrt(q) * plans.value[e] / q * problem.vectors.points(plans.column[e] % w, c);
      }
    }
    double squares = 0;
    for (const double x : images.row(i)) squares += x * x;
    for (double& x : images.row(i)) x *= squares > 0 ? lengths[i] / std::sqrt(squares) : 0;
  }
  return images;
}

/// Both products of the operator against those of the dense matrix.
void expect_operator(const LinearOperator<float>& a, const Matrix<double>& dense, double tolerance) {
  ASSERT_EQ(a.rows(), dense.rows());
  ASSERT_EQ(a.columns(), dense.columns());
  const auto x = random_matrix<float>(dense.columns(), 5, 90);
  const auto y = random_matrix<float>(dense.rows(), 3, 91);
  const auto ax = a.apply(Context(), x);
  const auto aty = a.apply_transpose(Context(), y);
  const auto expected_ax = slow_product(Op::none, Op::none, single_precision(dense), x);
  const auto expected_aty = slow_product(Op::transpose, Op::none, single_precision(dense), y);
  for (std::size_t i = 0; i < dense.rows(); ++i) {
    for (std::size_t c = 0; c < 5; ++c) ASSERT_NEAR(ax(i, c), expected_ax(i, c), tolerance) << i;
  }
  for (std::size_t j = 0; j < dense.columns(); ++j) {
    for (std::size_t c = 0; c < 3; ++c) ASSERT_NEAR(aty(j, c), expected_aty(j, c), tolerance) << j;
  }
}

TEST(SpreadOperator, IsTheMatrixOfScaledImages) {
  const auto problem = random_problem(2, 150, 60, 10, 9);
  const auto plans = transport_plans(Context(), problem.distributions, problem.vectors.points, problem.reference);
  std::vector<float> lengths(151);
  for (std::size_t i = 0; i < 151; ++i) lengths[i] = 1.0F + static_cast<float>(i % 5);
  const SpreadOperator images(Context(), plans, problem.vectors.points, problem.reference, lengths);
  expect_operator(images, slow_spread_images(problem, plans, lengths), 1e-4);
  EXPECT_THROW((void)images.apply(Context(), Matrix<float>(3, 1)), std::invalid_argument);
}

TEST(SpreadOperator, ManyPairsOfOneReferencePoint) {
  // More pairs than fit in one matrix product or one group.
  const std::size_t w = 700;
  const std::size_t r = 30;
  Problem problem{unit_vectors(Context(), random_matrix<float>(w, 3, 3)), {}, {random_matrix<float>(r, 3, 4), {}}};
  problem.reference.masses.assign(r, 1.0 / static_cast<double>(r));
  SparseRows plans;
  plans.columns = w * r;
  for (std::size_t i = 0; i < 30; ++i) {
    for (std::size_t p = i; p < w * r; p += 1 + i % 2) {
      plans.column.push_back(static_cast<std::uint32_t>(p));
      plans.value.push_back(1.0 / static_cast<double>(1 + p % 7));
    }
    plans.row_start.push_back(plans.column.size());
  }
  const std::vector<float> ones(30, 1.0F);
  expect_operator(SpreadOperator(Context(), plans, problem.vectors.points, problem.reference, ones),
                  slow_spread_images(problem, plans, ones), 1e-4);
}

TEST(SpreadOperator, IsTheSameForAnyNumberOfThreads) {
  const auto problem = random_problem(4, 300, 80, 12, 16);
  const auto x = random_matrix<float>(16 * 12, 7, 5);
  const auto y = random_matrix<float>(301, 7, 6);
  const std::vector<float> ones(301, 1.0F);
  const Context one_thread({.threads = 1});
  const auto plans = transport_plans(one_thread, problem.distributions, problem.vectors.points, problem.reference);
  const SpreadOperator first(one_thread, plans, problem.vectors.points, problem.reference, ones);
  const auto ax = first.apply(one_thread, x);
  const auto aty = first.apply_transpose(one_thread, y);
  for (const int threads : {2, 5}) {
    const Context context({.threads = threads});
    EXPECT_EQ(transport_plans(context, problem.distributions, problem.vectors.points, problem.reference), plans);
    const SpreadOperator again(context, plans, problem.vectors.points, problem.reference, ones);
    EXPECT_EQ(again.apply(context, x), ax);
    EXPECT_EQ(again.apply_transpose(context, y), aty);
  }
}

TEST(CentreOperator, MakesTheImagesThatVectorizersMakes) {
  const auto golden = golden_matrices("centre_images.txt");
  ASSERT_EQ(golden.size(), 6U);
  const auto vectors = unit_vectors(Context(), single_precision(golden[2].second));
  const auto bags = distributions_over_points(bag_distributions(sparse_of(golden[0].second)), vectors);
  const ReferenceDistribution reference{single_precision(golden[3].second),
                                        std::vector<double>(golden[3].second.rows(), 1.0 / 6.0)};
  const auto plans = transport_plans(Context(), bags, vectors.points, reference);
  const std::vector<float> ones(bags.rows(), 1.0F);
  // The square root turns a difference of 1e-7 near zero into one of 3e-4.
  expect_operator(CentreOperator(plans, vectors.points, reference, ones), golden[4].second, 2e-3);
}

TEST(CentreOperator, RowFactorsMultiplyAndBagsWithoutMassAreZero) {
  auto problem = random_problem(5, 200, 30, 8, 6);
  for (std::size_t k = 0; k < problem.reference.points.rows(); ++k) {
    const auto unit = unit_vectors(Context(), problem.reference.points);
    std::ranges::copy(unit.points.row(k), problem.reference.points.row(k).begin());
  }
  const auto plans = transport_plans(Context(), problem.distributions, problem.vectors.points, problem.reference);
  std::vector<float> factors(201, 1.0F);
  const auto x = random_matrix<float>(48, 4, 1);
  const auto plain = CentreOperator(plans, problem.vectors.points, problem.reference, factors).apply(Context(), x);
  factors.assign(201, 3.0F);
  const auto tripled = CentreOperator(plans, problem.vectors.points, problem.reference, factors).apply(Context(), x);
  for (std::size_t i = 0; i < 201; ++i) {
    for (std::size_t c = 0; c < 4; ++c) {
      EXPECT_NEAR(tripled(i, c), 3 * plain(i, c), 1e-4);
    }
  }
  for (const float entry : plain.row(200)) EXPECT_EQ(entry, 0);
}

}  // namespace
}  // namespace proclens

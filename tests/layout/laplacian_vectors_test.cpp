#include "layout/laplacian_vectors.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "golden.hpp"
#include "layout/fuzzy_graph.hpp"
#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

SparseRows golden_graph() { return fuzzy_graph(Context(), nearest_neighbours(Context(), golden_embedding(), 14), 15); }

/// A ring of n points; every weight is 1.
SparseRows ring(std::size_t n) {
  SparseRows graph;
  graph.columns = n;
  for (std::size_t i = 0; i < n; ++i) {
    const auto before = static_cast<std::uint32_t>((i + n - 1) % n);
    const auto after = static_cast<std::uint32_t>((i + 1) % n);
    graph.column.push_back(std::min(before, after));
    graph.column.push_back(std::max(before, after));
    graph.row_start.push_back(graph.column.size());
  }
  graph.value.assign(graph.column.size(), 1.0);
  return graph;
}

std::vector<double> degrees(const SparseRows& graph) {
  std::vector<double> degree(graph.rows());
  for (std::size_t i = 0; i < graph.rows(); ++i) {
    for (const double w : graph.row_values(i)) degree[i] += w;
  }
  return degree;
}

/// ‖L·v − λ·v‖ for column k, directly from the definition of L.
double residual(const SparseRows& graph, const LaplacianVectors& found, std::size_t k) {
  const std::vector<double> degree = degrees(graph);
  double square = 0;
  for (std::size_t i = 0; i < graph.rows(); ++i) {
    double product = found.vectors(i, k);
    for (std::size_t e = graph.row_start[i]; e < graph.row_start[i + 1]; ++e) {
      const std::size_t j = graph.column[e];
      product -= graph.value[e] / std::sqrt(degree[i] * degree[j]) * found.vectors(j, k);
    }
    square += std::pow(product - found.values[k] * found.vectors(i, k), 2);
  }
  return std::sqrt(square);
}

void expect_eigenvectors(const SparseRows& graph, const LaplacianVectors& found, double tolerance) {
  const std::size_t count = found.values.size();
  const std::vector<double> degree = degrees(graph);
  for (std::size_t k = 0; k < count; ++k) {
    EXPECT_LE(residual(graph, found, k), tolerance);
    EXPECT_GT(found.values[k], 0);
    double along_constant = 0;
    for (std::size_t i = 0; i < graph.rows(); ++i) along_constant += std::sqrt(degree[i]) * found.vectors(i, k);
    EXPECT_NEAR(along_constant, 0, 1e-9 * std::sqrt(static_cast<double>(graph.nonzeros())));
    for (std::size_t l = 0; l <= k; ++l) {
      double product = 0;
      for (std::size_t i = 0; i < graph.rows(); ++i) product += found.vectors(i, k) * found.vectors(i, l);
      EXPECT_NEAR(product, k == l ? 1 : 0, 1e-9);
    }
  }
}

TEST(LaplacianVectors, AgreeWithTheDenseSolution) {
  const SparseRows graph = golden_graph();
  LaplacianOptions options;
  options.tolerance = 1e-8;
  const LaplacianVectors found = laplacian_vectors(Context(), graph, 2, options);
  expect_eigenvectors(graph, found, 1e-9);
  auto golden = read_golden("laplacian_vectors.txt");
  // The golden graph's weights are in single precision and good to 1e-5.
  for (std::size_t k = 0; k < 2; ++k) EXPECT_NEAR(found.values[k], golden[0][k], 1e-5);
  golden.erase(golden.begin());
  ASSERT_EQ(golden.size(), found.vectors.rows());
  for (std::size_t k = 0; k < 2; ++k) {
    double product = 0;
    for (std::size_t i = 0; i < golden.size(); ++i) product += golden[i][k] * found.vectors(i, k);
    for (std::size_t i = 0; i < golden.size(); ++i) {
      EXPECT_NEAR(found.vectors(i, k), std::copysign(1.0, product) * golden[i][k], 1e-4);
    }
  }
}

TEST(LaplacianVectors, OfRingsAreTheirWaves) {
  // L of a ring has the eigenvalues 1 − cos(2πk/n), each twice. Below and above the size solved densely.
  for (const std::size_t n : {3U, 12U, 128U, 129U, 600U}) {
    const SparseRows graph = ring(n);
    LaplacianOptions options;
    options.tolerance = 1e-3;
    const LaplacianVectors found = laplacian_vectors(Context(), graph, 2, options);
    expect_eigenvectors(graph, found, 1e-3 * found.values[0]);
    for (const double value : found.values) {
      // A vector that is off by 1e-3 gives a value that is off by the square of that.
      const double wave = 1 - std::cos(2 * std::numbers::pi / static_cast<double>(n));
      EXPECT_NEAR(value, wave, 1e-6 * wave);
    }
  }
}

TEST(LaplacianVectors, OfTheSmallestGraphs) {
  const LaplacianVectors alone = laplacian_vectors(Context(), SparseRows{1, {0, 0}, {}, {}}, 2);
  EXPECT_TRUE(alone.values.empty());
  EXPECT_EQ(alone.vectors, Matrix<double>(1, 2));
  const SparseRows pair{2, {0, 1, 2}, {1, 0}, {0.7, 0.7}};
  const LaplacianVectors two = laplacian_vectors(Context(), pair, 2);
  ASSERT_EQ(two.values.size(), 1U);
  EXPECT_NEAR(two.values[0], 2, 1e-12);
  EXPECT_NEAR(two.vectors(0, 0) * two.vectors(1, 0), -0.5, 1e-12);
  EXPECT_EQ(two.vectors(0, 1), 0);
}

TEST(LaplacianVectors, StopAtTheLimitWithSmoothVectors) {
  const SparseRows graph = ring(5000);
  LaplacianOptions options;
  options.tolerance = 1e-12;
  options.max_products = 200;
  const LaplacianVectors found = laplacian_vectors(Context(), graph, 2, options);
  EXPECT_GT(found.residual, options.tolerance);
  EXPECT_LE(found.products, 210);
  // Not converged, yet far smoother than noise, whose eigenvalue is about 1.
  for (const double value : found.values) EXPECT_LT(value, 0.01);
}

TEST(LaplacianVectors, AreTheSameForAnyNumberOfThreads) {
  const SparseRows graph = ring(1500);
  const Context one_thread({.threads = 1});
  const LaplacianVectors first = laplacian_vectors(one_thread, graph, 2);
  for (const int threads : {2, 5}) {
    const Context context({.threads = threads});
    const LaplacianVectors again = laplacian_vectors(context, graph, 2);
    EXPECT_EQ(first.values, again.values);
    EXPECT_EQ(first.vectors, again.vectors);
  }
}

}  // namespace
}  // namespace proclens

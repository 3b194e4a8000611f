#include "embed/transport/transport.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "core/random.hpp"
#include "embed/transport/transport_oracle.hpp"

namespace proclens {
namespace {

double largest_magnitude(const TransportProblem& problem) {
  double largest = 0;
  for (std::size_t i = 0; i < problem.cost.rows(); ++i) {
    for (const double value : problem.cost.row(i)) largest = std::max(largest, std::abs(value));
  }
  return largest;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

TransportPlan solve(TransportSolver& solver, const TransportProblem& problem) {
  return solver.solve(problem.cost.data(), problem.cost.columns(), problem.supply, problem.demand);
}

/// Proves optimality independently: a feasible plan and feasible prices of equal value.
void expect_certified(const TransportProblem& problem, const TransportPlan& plan) {
  const std::size_t n = problem.supply.size();
  const std::size_t m = problem.demand.size();
  const double total = sum(problem.supply);
  const double scale = largest_magnitude(problem);
  ASSERT_EQ(plan.supply_price.size(), n);
  ASSERT_EQ(plan.demand_price.size(), m);
  EXPECT_LE(plan.flows.size(), n + m - 1);

  std::vector<double> sent(n, 0.0);
  std::vector<double> received(m, 0.0);
  double cost = 0;
  for (std::size_t k = 0; k < plan.flows.size(); ++k) {
    const auto& [from, to, mass] = plan.flows[k];
    ASSERT_LT(from, n);
    ASSERT_LT(to, m);
    ASSERT_GT(mass, 0);
    if (k > 0) {
      const TransportFlow& before = plan.flows[k - 1];
      ASSERT_TRUE(before.from < from || (before.from == from && before.to < to));
    }
    sent[from] += mass;
    received[to] += mass;
    cost += mass * problem.cost(from, to);
    // Complementary slackness.
    EXPECT_NEAR(problem.cost(from, to) - plan.supply_price[from] - plan.demand_price[to], 0, plan.price_slack);
  }
  EXPECT_NEAR(plan.cost, cost, 1e-12 * total * scale);
  EXPECT_LE(plan.price_slack, 1e-12 * scale);
  const double ratio = total / sum(problem.demand);
  for (std::size_t i = 0; i < n; ++i) EXPECT_NEAR(sent[i], problem.supply[i], 1e-14 * total);
  for (std::size_t j = 0; j < m; ++j) {
    EXPECT_NEAR(received[j], problem.demand[j] * ratio, 1e-14 * total);
  }
  double value = 0;
  for (std::size_t i = 0; i < n; ++i) {
    value += problem.supply[i] * plan.supply_price[i];
    for (std::size_t j = 0; j < m; ++j) {
      ASSERT_GE(problem.cost(i, j) - plan.supply_price[i] - plan.demand_price[j], -plan.price_slack);
    }
  }
  for (std::size_t j = 0; j < m; ++j) value += problem.demand[j] * ratio * plan.demand_price[j];
  EXPECT_NEAR(value, plan.cost, total * (plan.price_slack + 1e-12 * scale));
}

/// Draws from one numbered sequence.
class Draw {
 public:
  explicit Draw(std::uint64_t stream) : random_(7, stream) {}
  double uniform() { return random_.uniform(next_++); }
  std::size_t below(std::size_t n) { return random_.below(next_++, n); }

 private:
  CounterRandom random_;
  std::uint64_t next_ = 0;
};

enum class Costs { uniform, points, few_values, huge_range, equal };
enum class Masses { uniform, equal, whole, with_zeros, wild };

std::vector<double> draw_masses(Draw& draw, std::size_t n, Masses kind) {
  std::vector<double> masses(n);
  for (double& mass : masses) {
    switch (kind) {
      case Masses::uniform:
        mass = draw.uniform();
        break;
      case Masses::equal:
        mass = 1;
        break;
      case Masses::whole:
        mass = static_cast<double>(1 + draw.below(4));
        break;
      case Masses::with_zeros:
        mass = draw.below(3) == 0 ? 0 : static_cast<double>(draw.below(5));
        break;
      case Masses::wild:
        mass = std::pow(10.0, -12 * draw.uniform());
        break;
    }
  }
  masses[draw.below(n)] += 1;
  return masses;
}

Matrix<double> draw_costs(Draw& draw, std::size_t n, std::size_t m, Costs kind) {
  Matrix<double> cost(n, m);
  std::vector<double> x(3 * (n + m));
  for (double& coordinate : x) coordinate = draw.uniform();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < m; ++j) {
      double& value = cost(i, j);
      switch (kind) {
        case Costs::uniform:
          value = draw.uniform();
          break;
        case Costs::points:
          for (std::size_t d = 0; d < 3; ++d) value += 0.5 * std::pow(x[3 * i + d] - x[3 * (n + j) + d], 2);
          break;
        case Costs::few_values:
          value = static_cast<double>(draw.below(3));
          break;
        case Costs::huge_range:
          value = std::pow(10.0, 12 * draw.uniform() - 6);
          break;
        case Costs::equal:
          value = 0.25;
          break;
      }
    }
  }
  return cost;
}

TransportProblem draw_problem(std::uint64_t stream, std::size_t n, std::size_t m, Costs costs, Masses masses) {
  Draw draw(stream);
  TransportProblem problem;
  problem.cost = draw_costs(draw, n, m, costs);
  problem.supply = draw_masses(draw, n, masses);
  problem.demand = draw_masses(draw, m, masses);
  const double ratio = sum(problem.supply) / sum(problem.demand);
  for (double& mass : problem.demand) mass *= ratio;
  return problem;
}

TEST(Transport, AgreesWithLemonOnRandomAndDegenerateProblems) {
  TransportSolver solver;
  std::uint64_t stream = 0;
  for (const Costs costs : {Costs::uniform, Costs::points, Costs::few_values, Costs::huge_range, Costs::equal}) {
    for (const Masses masses : {Masses::uniform, Masses::equal, Masses::whole, Masses::with_zeros, Masses::wild}) {
      for (int repeat = 0; repeat < 120; ++repeat) {
        Draw size(1000000 + ++stream);
        const std::size_t max_points = repeat % 10 == 0 ? 90 : 20;
        const auto problem =
            draw_problem(stream, 1 + size.below(max_points), 1 + size.below(max_points), costs, masses);
        const auto plan = solve(solver, problem);
        expect_certified(problem, plan);
        const double tolerance = 1e-9 * sum(problem.supply) * std::max(1.0, largest_magnitude(problem));
        ASSERT_NEAR(plan.cost, lemon_cost(problem), tolerance) << "stream " << stream;
        if (HasFatalFailure()) return;
      }
    }
  }
}

TEST(Transport, IsExactOnWholeNumbers) {
  TransportSolver solver;
  for (std::uint64_t stream = 0; stream < 1500; ++stream) {
    Draw draw(2000000 + stream);
    const std::size_t n = 1 + draw.below(24);
    const std::size_t m = 1 + draw.below(24);
    TransportProblem problem;
    problem.cost = Matrix<double>(n, m);
    const std::size_t values = stream % 2 == 0 ? 4 : 1000;
    for (std::size_t i = 0; i < n; ++i) {
      for (double& value : problem.cost.row(i)) value = static_cast<double>(draw.below(values)) - 2;
    }
    // The total is a power of two, so that the solver's units divide the masses.
    problem.supply.assign(n, 0.0);
    problem.demand.assign(m, 0.0);
    for (int unit = 0; unit < 64; ++unit) {
      problem.supply[draw.below(n)] += 1;
      problem.demand[draw.below(m)] += 1;
    }
    ASSERT_EQ(solve(solver, problem).cost, static_cast<double>(lemon_whole_cost(problem))) << "stream " << stream;
  }
}

TEST(Transport, AgreesWithEnumerationOfAllTrees) {
  TransportSolver solver;
  for (std::uint64_t stream = 0; stream < 200; ++stream) {
    Draw draw(3000000 + stream);
    const std::size_t n = 1 + draw.below(4);
    const std::size_t m = 1 + draw.below(n == 4 ? 3 : 4);
    const auto problem = draw_problem(4000000 + stream, n, m, stream % 2 == 0 ? Costs::uniform : Costs::few_values,
                                      stream % 3 == 0 ? Masses::equal : Masses::uniform);
    // Masses are multiples of 1/64; otherwise rounding creates flows of −1e-17 on degenerate trees.
    TransportProblem exact = problem;
    exact.supply.assign(n, 0.0);
    exact.demand.assign(m, 0.0);
    for (int unit = 0; unit < 64; ++unit) {
      exact.supply[draw.below(n)] += 1.0 / 64;
      exact.demand[draw.below(m)] += 1.0 / 64;
    }
    ASSERT_NEAR(solve(solver, exact).cost, enumerated_cost(exact), 1e-12);
  }
}

TEST(Transport, SinglePointReceivesEverything) {
  const TransportProblem problem{Matrix<double>(3, 1, 2.0), {1, 2, 3}, {6}};
  TransportSolver solver;
  const auto plan = solve(solver, problem);
  EXPECT_EQ(plan.cost, 12);
  ASSERT_EQ(plan.flows.size(), 3U);
  EXPECT_NEAR(plan.flows[1].mass, 2, 1e-15);
  expect_certified(problem, plan);
}

TEST(Transport, EqualDistributionsCostNothing) {
  TransportProblem problem = draw_problem(11, 40, 40, Costs::points, Masses::uniform);
  problem.demand = problem.supply;
  for (std::size_t i = 0; i < 40; ++i) problem.cost(i, i) = 0;
  TransportSolver solver;
  const auto plan = solve(solver, problem);
  EXPECT_EQ(plan.cost, 0);
  EXPECT_EQ(plan.flows.size(), 40U);
  expect_certified(problem, plan);
}

TEST(Transport, TransposedProblemCostsTheSame) {
  TransportSolver solver;
  const auto problem = draw_problem(12, 30, 50, Costs::points, Masses::uniform);
  TransportProblem transposed{Matrix<double>(50, 30), problem.demand, problem.supply};
  for (std::size_t i = 0; i < 30; ++i) {
    for (std::size_t j = 0; j < 50; ++j) transposed.cost(j, i) = problem.cost(i, j);
  }
  EXPECT_NEAR(solve(solver, problem).cost, solve(solver, transposed).cost, 1e-12);
}

TEST(Transport, PointsWithoutMassHaveFeasiblePrices) {
  TransportProblem problem = draw_problem(13, 12, 9, Costs::uniform, Masses::uniform);
  for (const std::size_t i : {0U, 5U, 11U}) problem.supply[i] = 0;
  for (const std::size_t j : {0U, 8U}) problem.demand[j] = 1e-40;
  const double ratio = sum(problem.supply) / sum(problem.demand);
  for (double& mass : problem.demand) mass *= ratio;
  TransportSolver solver;
  expect_certified(problem, solve(solver, problem));
}

TEST(Transport, MassesOfOneTrillionthArrive) {
  const TransportProblem problem{Matrix<double>(2, 2), {1e-12, 1 - 1e-12}, {0.5, 0.5}};
  TransportProblem costly = problem;
  costly.cost(0, 0) = 1e6;
  costly.cost(0, 1) = 2e6;
  TransportSolver solver;
  const auto plan = solve(solver, costly);
  EXPECT_NEAR(plan.cost, 1e-6, 1e-12);
  expect_certified(costly, plan);
}

TEST(Transport, SumsMayDifferByRoundingOnly) {
  TransportSolver solver;
  const std::vector<double> cost{1, 2, 3, 4};
  const std::vector<double> supply{0.5, 0.5};
  const auto solve_with = [&](std::vector<double> demand) { return solver.solve(cost.data(), 2, supply, demand).cost; };
  EXPECT_NEAR(solve_with({0.5, 0.5 + 1e-12}), 2.5, 1e-11);
  EXPECT_THROW((void)solve_with({0.5, 0.5 + 1e-8}), std::invalid_argument);
}

TEST(Transport, RejectsWhatIsNoProblem) {
  TransportSolver solver;
  const double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto attempt = [&](std::vector<double> cost, std::vector<double> supply, std::vector<double> demand,
                           std::size_t stride = 2) { (void)solver.solve(cost.data(), stride, supply, demand); };
  EXPECT_NO_THROW(attempt({1, 2, 3, 4}, {1, 1}, {1, 1}));
  EXPECT_THROW(attempt({1, 2, 3, 4}, {1, 1}, {1, 1}, 1), std::invalid_argument);
  EXPECT_THROW(attempt({1, nan, 3, 4}, {1, 1}, {1, 1}), std::invalid_argument);
  EXPECT_THROW(attempt({1, infinity, 3, 4}, {1, 1}, {1, 1}), std::invalid_argument);
  EXPECT_THROW(attempt({1e308, -1e308, 3, 4}, {1, 1}, {1, 1}), std::invalid_argument);
  EXPECT_THROW(attempt({1, 2, 3, 4}, {1, -1}, {1, 1}), std::invalid_argument);
  EXPECT_THROW(attempt({1, 2, 3, 4}, {1, nan}, {1, 1}), std::invalid_argument);
  EXPECT_THROW(attempt({1, 2, 3, 4}, {1, infinity}, {1, infinity}), std::invalid_argument);
  EXPECT_THROW(attempt({1, 2, 3, 4}, {0, 0}, {0, 0}), std::invalid_argument);
  EXPECT_THROW(attempt({}, {}, {1, 1}), std::invalid_argument);
  EXPECT_THROW(attempt({}, {1, 1}, {}), std::invalid_argument);
}

TEST(Transport, PlanDoesNotDependOnWhatWasSolvedBefore) {
  const auto problem = draw_problem(14, 33, 21, Costs::few_values, Masses::whole);
  TransportSolver fresh;
  const auto expected = solve(fresh, problem);
  TransportSolver used;
  for (std::uint64_t stream = 0; stream < 20; ++stream) {
    (void)solve(used, draw_problem(5000000 + stream, 1 + 3 * stream, 60 - stream, Costs::uniform, Masses::uniform));
  }
  const auto actual = solve(used, problem);
  EXPECT_EQ(actual.cost, expected.cost);
  EXPECT_TRUE(std::equal(actual.flows.begin(), actual.flows.end(), expected.flows.begin(), expected.flows.end()));
  EXPECT_TRUE(std::equal(actual.supply_price.begin(), actual.supply_price.end(), expected.supply_price.begin()));
}

TEST(Transport, SingleAndDoubleCostsAgreeWithAnyStride) {
  const auto problem = draw_problem(15, 20, 37, Costs::few_values, Masses::uniform);
  std::vector<float> narrow(20 * 41, -1e30F);
  for (std::size_t i = 0; i < 20; ++i) {
    for (std::size_t j = 0; j < 37; ++j) narrow[i * 41 + j] = static_cast<float>(problem.cost(i, j));
  }
  TransportSolver wide_solver;
  TransportSolver narrow_solver;
  const auto wide_plan = solve(wide_solver, problem);
  const auto narrow_plan = narrow_solver.solve(narrow.data(), 41, problem.supply, problem.demand);
  EXPECT_EQ(wide_plan.cost, narrow_plan.cost);
  EXPECT_TRUE(std::equal(wide_plan.flows.begin(), wide_plan.flows.end(), narrow_plan.flows.begin()));
}

TEST(Transport, LargestBagsAndLongChains) {
  // Costs between points on a line with equal masses give long thin trees and many ties.
  TransportProblem line{Matrix<double>(256, 256), std::vector<double>(256, 1.0), std::vector<double>(256, 1.0)};
  for (std::size_t i = 0; i < 256; ++i) {
    for (std::size_t j = 0; j < 256; ++j) {
      line.cost(i, j) = std::pow((static_cast<double>(i) + 0.5 - static_cast<double>(j)) / 256, 2);
    }
  }
  TransportSolver solver;
  const auto plan = solve(solver, line);
  EXPECT_NEAR(plan.cost, 256 * std::pow(0.5 / 256, 2), 1e-12);  // each to its own counterpart
  expect_certified(line, plan);
  const auto random = draw_problem(16, 256, 256, Costs::points, Masses::wild);
  expect_certified(random, solve(solver, random));
}

}  // namespace
}  // namespace proclens

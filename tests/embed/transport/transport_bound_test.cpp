#include "embed/transport/transport_bound.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>
#include <vector>

#include "core/random.hpp"
#include "embed/transport/transport.hpp"

namespace proclens {
namespace {

struct Problem {
  std::vector<float> cost;
  std::vector<double> supply;
  std::vector<double> demand;
};

Problem random_problem(std::size_t n, std::size_t m, std::uint64_t stream) {
  const CounterRandom random(8, stream);
  std::uint64_t next = 0;
  Problem problem;
  for (std::size_t k = 0; k < n * m; ++k) problem.cost.push_back(static_cast<float>(random.uniform(next++)));
  for (std::vector<double>* masses : {&problem.supply, &problem.demand}) {
    masses->resize(masses == &problem.supply ? n : m);
    for (double& mass : *masses) mass = random.uniform(next++);
    const double sum = std::accumulate(masses->begin(), masses->end(), 0.0);
    for (double& mass : *masses) mass /= sum;
  }
  return problem;
}

TEST(TransportBound, IsBelowTheCostAndNotByMuch) {
  TransportBound bound;
  TransportSolver solver;
  double ratio = 0;
  constexpr int kProblems = 300;
  for (std::uint64_t stream = 0; stream < kProblems; ++stream) {
    const CounterRandom random(9, stream);
    const auto problem = random_problem(1 + random.below(0, 40), 1 + random.below(1, 40), stream);
    const double lowest = bound(problem.cost.data(), problem.supply, problem.demand);
    const double cost = solver.solve(problem.cost.data(), problem.demand.size(), problem.supply, problem.demand).cost;
    ASSERT_LE(lowest, cost + 5e-7);
    ratio += lowest / cost / kProblems;
  }
  EXPECT_GT(ratio, 0.6);
}

TEST(TransportBound, IsTightForASinglePoint) {
  TransportBound bound;
  const auto problem = random_problem(17, 1, 1);
  const double cost = std::inner_product(problem.supply.begin(), problem.supply.end(), problem.cost.begin(), 0.0);
  EXPECT_NEAR(bound(problem.cost.data(), problem.supply, problem.demand), cost, 1e-6);
}

TEST(TransportCost, StopsOnlyAboveTheLimit) {
  TransportSolver solver;
  int stopped = 0;
  int solved = 0;
  for (std::uint64_t stream = 0; stream < 300; ++stream) {
    const CounterRandom random(10, stream);
    const auto problem = random_problem(2 + random.below(0, 40), 2 + random.below(1, 40), stream);
    const std::size_t m = problem.demand.size();
    const double cost = solver.solve(problem.cost.data(), m, problem.supply, problem.demand).cost;
    const double limit = cost * (0.7 + 0.6 * random.uniform(2));
    const auto found = solver.cost(problem.cost.data(), m, problem.supply, problem.demand, limit);
    if (found.optimal) {
      ++solved;
      EXPECT_EQ(found.cost, cost);
    } else {
      ++stopped;
      EXPECT_GT(found.cost, limit);
      EXPECT_LE(found.cost, cost);
    }
    EXPECT_EQ(solver.cost(problem.cost.data(), m, problem.supply, problem.demand, cost).cost, cost);
  }
  EXPECT_GT(stopped, 30);
  EXPECT_GT(solved, 30);
}

}  // namespace
}  // namespace proclens

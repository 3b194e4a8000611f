#include "embed/transport/transport_oracle.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#define LEMON_ONLY_TEMPLATES
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace proclens {
namespace {

template <class Cost>
Cost lemon_optimum(const Matrix<double>& costs, const std::vector<std::int64_t>& supplies,
                   const std::vector<std::int64_t>& demands) {
  const int n = static_cast<int>(supplies.size());
  const int m = static_cast<int>(demands.size());
  lemon::SmartDigraph graph;
  graph.reserveNode(n + m);
  graph.reserveArc(n * m);
  for (int k = 0; k < n + m; ++k) graph.addNode();
  lemon::SmartDigraph::ArcMap<Cost> cost(graph);
  lemon::SmartDigraph::NodeMap<std::int64_t> supply(graph);
  for (int i = 0; i < n; ++i) supply[graph.nodeFromId(i)] = supplies[i];
  for (int j = 0; j < m; ++j) supply[graph.nodeFromId(n + j)] = -demands[j];
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < m; ++j) {
      const auto arc = graph.addArc(graph.nodeFromId(i), graph.nodeFromId(n + j));
      cost[arc] = static_cast<Cost>(costs(i, j));
    }
  }
  using Simplex = lemon::NetworkSimplex<lemon::SmartDigraph, std::int64_t, Cost>;
  Simplex simplex(graph);
  simplex.costMap(cost).supplyMap(supply);
  if (simplex.run() != Simplex::OPTIMAL) throw std::runtime_error("LEMON found no optimum");
  return simplex.template totalCost<Cost>();
}

constexpr double kUnits = 0x1p50;

/// LEMON considers sums that differ by rounding infeasible: masses become integers, and the remainder goes to the
/// largest.
std::vector<std::int64_t> in_units(const std::vector<double>& masses) {
  const double total = std::accumulate(masses.begin(), masses.end(), 0.0);
  std::vector<std::int64_t> units;
  for (const double mass : masses) units.push_back(std::llround(mass / total * kUnits));
  *std::max_element(units.begin(), units.end()) +=
      static_cast<std::int64_t>(kUnits) - std::accumulate(units.begin(), units.end(), std::int64_t{0});
  return units;
}

/// The flows on a tree are determined leaf by leaf. False if the arcs are not a spanning tree or a flow is negative.
bool tree_cost(const TransportProblem& problem, std::uint32_t arcs, double& cost) {
  const std::size_t n = problem.supply.size();
  const std::size_t m = problem.demand.size();
  std::vector<double> open(problem.supply);
  open.insert(open.end(), problem.demand.begin(), problem.demand.end());
  cost = 0;
  for (std::size_t removed = 0; removed < n + m - 1; ++removed) {
    bool found = false;
    for (std::size_t node = 0; node < n + m && !found; ++node) {
      std::uint32_t incident = 0;
      for (std::size_t a = 0; a < n * m; ++a) {
        if ((arcs >> a & 1U) != 0 && (a / m == node || n + a % m == node)) incident |= 1U << a;
      }
      if (std::popcount(incident) != 1) continue;
      const auto arc = static_cast<std::size_t>(std::countr_zero(incident));
      const double flow = open[node];
      if (flow < 0) return false;
      cost += flow * problem.cost(arc / m, arc % m);
      open[arc / m] -= flow;
      open[n + arc % m] -= flow;
      arcs &= ~incident;
      found = true;
    }
    if (!found) return false;
  }
  return arcs == 0;
}

}  // namespace

double lemon_cost(const TransportProblem& problem) {
  const double total = std::accumulate(problem.supply.begin(), problem.supply.end(), 0.0);
  return lemon_optimum<double>(problem.cost, in_units(problem.supply), in_units(problem.demand)) / kUnits * total;
}

std::int64_t lemon_whole_cost(const TransportProblem& problem) {
  const std::vector<std::int64_t> supply(problem.supply.begin(), problem.supply.end());
  const std::vector<std::int64_t> demand(problem.demand.begin(), problem.demand.end());
  return lemon_optimum<std::int64_t>(problem.cost, supply, demand);
}

double enumerated_cost(const TransportProblem& problem) {
  const std::size_t arcs = problem.supply.size() * problem.demand.size();
  if (arcs > 16) throw std::invalid_argument("too many arcs to enumerate");
  double best = std::numeric_limits<double>::infinity();
  for (std::uint32_t chosen = 1; chosen < 1U << arcs; ++chosen) {
    if (static_cast<std::size_t>(std::popcount(chosen)) != problem.supply.size() + problem.demand.size() - 1) continue;
    double cost = 0;
    if (tree_cost(problem, chosen, cost)) best = std::min(best, cost);
  }
  return best;
}

}  // namespace proclens

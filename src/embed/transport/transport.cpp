#include "embed/transport/transport.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include "embed/transport/integer_transport.hpp"
#include "embed/transport/transport_basis.hpp"
#include "embed/transport/transport_pricing.hpp"
#include "embed/transport/transport_start.hpp"

namespace proclens {

using Node = TransportBasis::Node;

struct TransportSolver::Workspace {
 public:
  template <class Cost>
  TransportPlan solve(const Cost* costs, std::size_t stride, std::span<const double> supplies,
                      std::span<const double> demands);
  template <class Cost>
  TransportCost cost(const Cost* costs, std::size_t stride, std::span<const double> supplies,
                     std::span<const double> demands, double limit);

 private:
  template <class Cost>
  void begin(const Cost* costs, std::size_t stride, std::span<const double> supplies, std::span<const double> demands);
  void improve();
  template <class Cost>
  [[nodiscard]] double basis_cost(const Cost* costs, std::size_t stride) const;
  void read_flows();
  void read_prices(std::size_t supplies, std::size_t demands);
  template <class Cost>
  void price_points_without_mass(const Cost* costs, std::size_t stride);

  IntegerTransport problem;
  TransportStart start;
  TransportBasis basis;
  TransportPricing pricing;

  std::vector<TransportFlow> flows;
  std::vector<TransportFlow> flows_by_sink;
  std::vector<std::uint32_t> offset;
  std::vector<double> supply_price;
  std::vector<double> demand_price;
};

/// Loads the problem and finds an initial basis.
template <class Cost>
void TransportSolver::Workspace::begin(const Cost* costs, std::size_t stride, std::span<const double> supplies,
                                       std::span<const double> demands) {
  problem.assign(costs, stride, supplies, demands);
  start.fill(problem, basis);
  pricing.reset(problem);
}

void TransportSolver::Workspace::improve() {
  for (EnteringArc arc = pricing.find(basis); arc.reduced_cost < 0; arc = pricing.find(basis)) {
    basis.pivot(problem.sinks() + arc.source, arc.sink, arc.reduced_cost);
  }
}

/// The cost of the basis under the given costs.
template <class Cost>
double TransportSolver::Workspace::basis_cost(const Cost* costs, std::size_t stride) const {
  const double unit = problem.total_mass / IntegerTransport::kMassUnits;
  double total = 0;
  for (Node node = 0; node < basis.nodes(); ++node) {
    if (basis.flow[node] == 0) continue;
    const std::uint32_t i = problem.source_point[std::max(node, basis.parent[node]) - problem.sinks()];
    const std::uint32_t j = problem.sink_point[std::min(node, basis.parent[node])];
    total += static_cast<double>(basis.flow[node]) * unit * static_cast<double>(costs[i * stride + j]);
  }
  return total;
}

template <class Cost>
TransportPlan TransportSolver::Workspace::solve(const Cost* costs, std::size_t stride, std::span<const double> supplies,
                                                std::span<const double> demands) {
  begin(costs, stride, supplies, demands);
  improve();
  read_flows();
  read_prices(supplies.size(), demands.size());
  if (problem.sources() < supplies.size() || problem.sinks() < demands.size()) price_points_without_mass(costs, stride);
  TransportPlan plan;
  plan.cost = basis_cost(costs, stride);
  plan.flows = flows;
  plan.supply_price = supply_price;
  plan.demand_price = demand_price;
  plan.price_slack = problem.price_slack();
  return plan;
}

template <class Cost>
TransportCost TransportSolver::Workspace::cost(const Cost* costs, std::size_t stride, std::span<const double> supplies,
                                               std::span<const double> demands, double limit) {
  begin(costs, stride, supplies, demands);
  const double first = basis_cost(costs, stride);
  if (first > limit) {
    const double unit = problem.cost_unit * problem.total_mass / IntegerTransport::kMassUnits;
    const double bound = first - pricing.gap(basis) * unit - problem.total_mass * problem.price_slack();
    if (bound > limit) return {bound, false};
  }
  improve();
  return {basis_cost(costs, stride), true};
}

/// Reads the flows off the basis, ordered by counting sort: by sink and then, stably, by source.
void TransportSolver::Workspace::read_flows() {
  const std::uint32_t sinks = problem.sinks();
  const double unit = problem.total_mass / IntegerTransport::kMassUnits;
  const auto visit = [&](auto&& use) {
    for (Node node = 0; node < basis.nodes(); ++node) {
      if (basis.flow[node] == 0) continue;
      const Node sink = std::min(node, basis.parent[node]);
      const Node source = std::max(node, basis.parent[node]);
      use(source - sinks, sink, static_cast<double>(basis.flow[node]) * unit);
    }
  };
  offset.assign(sinks + 1, 0);
  visit([&](std::uint32_t, Node sink, double) { ++offset[sink + 1]; });
  std::partial_sum(offset.begin(), offset.end(), offset.begin());
  flows_by_sink.resize(offset.back());
  flows.resize(offset.back());
  visit([&](std::uint32_t source, Node sink, double mass) { flows_by_sink[offset[sink]++] = {source, sink, mass}; });
  offset.assign(problem.sources() + 1, 0);
  for (const TransportFlow& flow : flows_by_sink) ++offset[flow.from + 1];
  std::partial_sum(offset.begin(), offset.end(), offset.begin());
  for (const TransportFlow& flow : flows_by_sink) {
    flows[offset[flow.from]++] = {problem.source_point[flow.from], problem.sink_point[flow.to], flow.mass};
  }
}

constexpr double kNoPrice = std::numeric_limits<double>::infinity();

void TransportSolver::Workspace::read_prices(std::size_t supplies, std::size_t demands) {
  supply_price.assign(supplies, kNoPrice);
  demand_price.assign(demands, kNoPrice);
  for (std::uint32_t s = 0; s < problem.sources(); ++s) {
    supply_price[problem.source_point[s]] =
        basis.potential[problem.sinks() + s] * problem.cost_unit + problem.cost_floor;
  }
  for (Node t = 0; t < problem.sinks(); ++t)
    demand_price[problem.sink_point[t]] = -basis.potential[t] * problem.cost_unit;
}

/// Points without mass get the highest feasible prices: demand points relative to the sources, then supply points
/// relative to all.
template <class Cost>
void TransportSolver::Workspace::price_points_without_mass(const Cost* costs, std::size_t stride) {
  for (std::size_t j = 0; j < demand_price.size(); ++j) {
    if (demand_price[j] != kNoPrice) continue;
    for (const std::uint32_t i : problem.source_point) {
      demand_price[j] = std::min(demand_price[j], static_cast<double>(costs[i * stride + j]) - supply_price[i]);
    }
  }
  for (std::size_t i = 0; i < supply_price.size(); ++i) {
    if (supply_price[i] != kNoPrice) continue;
    for (std::size_t j = 0; j < demand_price.size(); ++j) {
      supply_price[i] = std::min(supply_price[i], static_cast<double>(costs[i * stride + j]) - demand_price[j]);
    }
  }
}

TransportSolver::TransportSolver() : workspace_(std::make_unique<Workspace>()) {}
TransportSolver::~TransportSolver() = default;
TransportSolver::TransportSolver(TransportSolver&&) noexcept = default;
TransportSolver& TransportSolver::operator=(TransportSolver&&) noexcept = default;

TransportPlan TransportSolver::solve(const float* cost, std::size_t stride, std::span<const double> supply,
                                     std::span<const double> demand) {
  return workspace_->solve(cost, stride, supply, demand);
}

TransportPlan TransportSolver::solve(const double* cost, std::size_t stride, std::span<const double> supply,
                                     std::span<const double> demand) {
  return workspace_->solve(cost, stride, supply, demand);
}

TransportCost TransportSolver::cost(const float* cost, std::size_t stride, std::span<const double> supply,
                                    std::span<const double> demand, double limit) {
  return workspace_->cost(cost, stride, supply, demand, limit);
}

}  // namespace proclens

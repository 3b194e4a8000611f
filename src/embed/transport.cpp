#include "embed/transport.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "embed/transport_basis.hpp"

namespace proclens {
namespace {

using Node = TransportBasis::Node;

constexpr int kMassBits = 62;
constexpr double kSumTolerance = 1e-9;

[[noreturn]] void reject(const char* why) { throw std::invalid_argument(std::string("transport: ") + why); }

/// The sum of masses, after checking them.
double checked_sum(std::span<const double> masses) {
  double sum = 0;
  for (const double mass : masses) {
    if (!(mass >= 0)) reject("masses must not be negative");
    sum += mass;
  }
  if (!std::isfinite(sum)) reject("masses must be finite, and their sum too");
  if (!(sum > 0)) reject("there must be mass");
  return sum;
}

/// Masses as whole numbers that sum to 2^kMassBits exactly; what rounding leaves over goes to the largest.
/// Points that get none are left out: `points` lists the others.
void whole_masses(std::span<const double> masses, double sum, std::vector<std::uint32_t>& points,
                  std::vector<std::int64_t>& whole) {
  points.clear();
  whole.clear();
  std::int64_t left = std::int64_t{1} << kMassBits;
  std::size_t largest = 0;
  for (std::size_t i = 0; i < masses.size(); ++i) {
    const auto units = static_cast<std::int64_t>(std::nearbyint(std::ldexp(masses[i] / sum, kMassBits)));
    if (units == 0) continue;
    if (!whole.empty() && units > whole[largest]) largest = whole.size();
    points.push_back(static_cast<std::uint32_t>(i));
    whole.push_back(units);
    left -= units;
  }
  whole[largest] += left;
}

}  // namespace

struct TransportSolver::Workspace {
  std::vector<std::uint32_t> source_point;  // the supply point of each source
  std::vector<std::uint32_t> sink_point;
  std::vector<std::int64_t> supply;
  std::vector<std::int64_t> demand;
  double cost_unit = 1;  // the value of one whole unit of cost
  double cost_floor = 0;
  double largest_magnitude = 0;
  std::size_t stride = 0;
  std::vector<double> cost;  // whole numbers, sources × stride
  TransportBasis basis;

  std::vector<TransportFlow> flows;
  std::vector<TransportFlow> flows_by_sink;
  std::vector<std::size_t> offset;
  std::vector<double> supply_price;
  std::vector<double> demand_price;

  [[nodiscard]] std::uint32_t sources() const { return static_cast<std::uint32_t>(supply.size()); }
  [[nodiscard]] std::uint32_t sinks() const { return static_cast<std::uint32_t>(demand.size()); }

  template <class Cost>
  TransportPlan solve(const Cost* costs, std::size_t cost_stride, std::span<const double> supplies,
                      std::span<const double> demands);
  template <class Cost>
  void whole_costs(const Cost* costs, std::size_t cost_stride, std::size_t supplies, std::size_t demands);
  void start();
  bool improve();
  template <class Cost>
  TransportPlan plan(const Cost* costs, std::size_t cost_stride, double total, std::size_t supplies,
                     std::size_t demands);
  template <class Cost>
  void prices(const Cost* costs, std::size_t cost_stride, std::size_t supplies, std::size_t demands);
};

template <class Cost>
void TransportSolver::Workspace::whole_costs(const Cost* costs, std::size_t cost_stride, std::size_t supplies,
                                             std::size_t demands) {
  double probe = 0;  // stays 0 unless a cost is infinite or NaN
  largest_magnitude = 0;
  for (std::size_t i = 0; i < supplies; ++i) {
    for (std::size_t j = 0; j < demands; ++j) {
      const double value = costs[i * cost_stride + j];
      probe += value - value;
      largest_magnitude = std::abs(value) > largest_magnitude ? std::abs(value) : largest_magnitude;
    }
  }
  double least = std::numeric_limits<double>::infinity();
  double largest = -least;
  for (const std::uint32_t i : source_point) {
    for (const std::uint32_t j : sink_point) {
      const double value = costs[i * cost_stride + j];
      least = value < least ? value : least;
      largest = value > largest ? value : largest;
    }
  }
  if (probe != 0 || !std::isfinite(largest - least)) reject("costs must be finite, and their range too");
  cost_floor = least;
  // Potentials and reduced costs stay below (2·min(n, m) + 3) · range: whole numbers up to there must be exact.
  const double longest = 2.0 * std::min(sources(), sinks()) + 3;
  int longest_bits = 0;
  std::frexp(longest, &longest_bits);
  int range_bits = 0;
  std::frexp(largest - least, &range_bits);
  const int scale_bits = std::min(std::numeric_limits<double>::digits - longest_bits - range_bits, 1000);
  const double scale = std::ldexp(1.0, scale_bits);
  cost_unit = largest > least ? 1 / scale : 0;
  constexpr double kRound = 0x1.8p52;  // adding and taking it away rounds to a whole number
  stride = (sinks() + 7) / 8 * 8;
  cost.resize(std::max(cost.size(), sources() * stride));
  for (std::uint32_t s = 0; s < sources(); ++s) {
    const Cost* from = costs + source_point[s] * cost_stride;
    double* to = cost.data() + s * stride;
    for (std::uint32_t t = 0; t < sinks(); ++t) {
      to[t] = ((static_cast<double>(from[sink_point[t]]) - least) * scale + kRound) - kRound;
    }
  }
}

/// A first basis: one source after another sends its mass to the sinks that are nearest and still open. A source and a
/// sink that run out together leave the source open with nothing, to be closed by an arc without flow that points to
/// the root; so the tree is strongly feasible.
void TransportSolver::Workspace::start() {
  basis.reset(sinks(), sources());
  std::vector<std::int64_t>& open = demand;
  std::uint32_t sinks_left = sinks();
  Node root = 0;
  for (std::uint32_t s = 0; s < sources(); ++s) {
    std::int64_t mass = supply[s];
    const Node source = sinks() + s;
    for (;;) {
      Node nearest = sinks();
      for (Node t = 0; t < sinks(); ++t) {
        if (open[t] > 0 && (nearest == sinks() || cost[s * stride + t] < cost[s * stride + nearest])) nearest = t;
      }
      if (mass < open[nearest] || sinks_left == 1) {
        basis.parent[source] = nearest;
        basis.flow[source] = mass;
        open[nearest] -= mass;
        root = nearest;
        break;
      }
      basis.parent[nearest] = source;
      basis.flow[nearest] = open[nearest];
      mass -= open[nearest];
      open[nearest] = 0;
      --sinks_left;
    }
  }
  basis.rebuild(root, cost.data(), stride);
}

/// One pivot on the arc of least reduced cost; false when none is negative.
bool TransportSolver::Workspace::improve() {
  double best = 0;
  std::uint32_t best_source = 0;
  Node best_sink = 0;
  for (std::uint32_t s = 0; s < sources(); ++s) {
    const double* row = cost.data() + s * stride;
    const double potential = basis.potential[sinks() + s];
    for (Node t = 0; t < sinks(); ++t) {
      const double reduced = row[t] - potential + basis.potential[t];
      if (reduced < best) {
        best = reduced;
        best_source = s;
        best_sink = t;
      }
    }
  }
  if (best == 0) return false;
  basis.pivot(sinks() + best_source, best_sink, best);
  return true;
}

/// Reads the plan off the basis.
template <class Cost>
TransportPlan TransportSolver::Workspace::plan(const Cost* costs, std::size_t cost_stride, double total,
                                               std::size_t supplies, std::size_t demands) {
  // By sinks first, then stably by sources: ordered by both.
  const auto visit = [&](auto&& use) {
    for (Node node = 0; node < basis.nodes(); ++node) {
      if (basis.flow[node] == 0) continue;
      const Node sink = node < sinks() ? node : basis.parent[node];
      const Node source = node < sinks() ? basis.parent[node] : node;
      use(source - sinks(), sink, basis.flow[node]);
    }
  };
  offset.assign(sinks() + 1, 0);
  visit([&](std::uint32_t, Node t, std::int64_t) { ++offset[t + 1]; });
  std::partial_sum(offset.begin(), offset.end(), offset.begin());
  const std::size_t count = offset.back();
  flows_by_sink.resize(count);
  flows.resize(count);
  visit([&](std::uint32_t s, Node t, std::int64_t units) {
    flows_by_sink[offset[t]++] = {s, t, std::ldexp(static_cast<double>(units), -kMassBits) * total};
  });
  offset.assign(sources() + 1, 0);
  for (const TransportFlow& flow : flows_by_sink) ++offset[flow.from + 1];
  std::partial_sum(offset.begin(), offset.end(), offset.begin());
  for (const TransportFlow& flow : flows_by_sink) {
    flows[offset[flow.from]++] = {source_point[flow.from], sink_point[flow.to], flow.mass};
  }
  TransportPlan result;
  for (const TransportFlow& flow : flows) {
    result.cost += flow.mass * static_cast<double>(costs[flow.from * cost_stride + flow.to]);
  }
  prices(costs, cost_stride, supplies, demands);
  result.flows = flows;
  result.supply_price = supply_price;
  result.demand_price = demand_price;
  // Half a unit each from rounding a cost and a price; and the doubles that prices are added up in.
  result.price_slack = 2 * cost_unit + 0x1p-50 * largest_magnitude;
  return result;
}

/// Prices from potentials; points that took no part get the highest that fits.
template <class Cost>
void TransportSolver::Workspace::prices(const Cost* costs, std::size_t cost_stride, std::size_t supplies,
                                        std::size_t demands) {
  constexpr double kOpen = std::numeric_limits<double>::infinity();
  supply_price.assign(supplies, kOpen);
  demand_price.assign(demands, kOpen);
  for (std::uint32_t s = 0; s < sources(); ++s) {
    supply_price[source_point[s]] = basis.potential[sinks() + s] * cost_unit + cost_floor;
  }
  for (Node t = 0; t < sinks(); ++t) demand_price[sink_point[t]] = -basis.potential[t] * cost_unit;
  if (sinks() < demands) {
    for (std::size_t j = 0; j < demands; ++j) {
      if (demand_price[j] != kOpen) continue;
      for (const std::uint32_t i : source_point) {
        demand_price[j] = std::min(demand_price[j], static_cast<double>(costs[i * cost_stride + j]) - supply_price[i]);
      }
    }
  }
  if (sources() == supplies) return;
  for (std::size_t i = 0; i < supplies; ++i) {
    if (supply_price[i] != kOpen) continue;
    for (std::size_t j = 0; j < demands; ++j) {
      supply_price[i] = std::min(supply_price[i], static_cast<double>(costs[i * cost_stride + j]) - demand_price[j]);
    }
  }
}

template <class Cost>
TransportPlan TransportSolver::Workspace::solve(const Cost* costs, std::size_t cost_stride,
                                                std::span<const double> supplies, std::span<const double> demands) {
  if (supplies.empty() || demands.empty()) reject("there must be points on both sides");
  if (cost_stride < demands.size()) reject("the stride is shorter than a row");
  const double total = checked_sum(supplies);
  const double total_demand = checked_sum(demands);
  if (std::abs(total - total_demand) > kSumTolerance * std::max(total, total_demand)) {
    reject("supply and demand differ in sum");
  }
  whole_masses(supplies, total, source_point, supply);
  whole_masses(demands, total_demand, sink_point, demand);
  whole_costs(costs, cost_stride, supplies.size(), demands.size());
  start();
  while (improve()) {
  }
  return plan(costs, cost_stride, total, supplies.size(), demands.size());
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

}  // namespace proclens

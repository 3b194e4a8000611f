// Exact optimal transport between two small discrete distributions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace proclens {

/// Mass that moves from supply point `from` to demand point `to`.
struct TransportFlow {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double mass = 0;
  bool operator==(const TransportFlow&) const = default;
};

/// An optimal plan. The spans belong to the solver that made it and are valid until its next call.
struct TransportPlan {
  double cost = 0;  ///< Σ mass · cost over `flows`, not divided by the total mass
  /// The positive entries of a basic solution, at most n + m − 1 of them, ordered by (from, to).
  std::span<const TransportFlow> flows;
  /// Dual prices: supply_price[i] + demand_price[j] ≤ cost(i, j) up to `price_slack`, with equality (same slack) on
  /// every flow. Σ supply·supply_price + Σ demand·demand_price is the cost, within the slack times the total mass.
  std::span<const double> supply_price;  ///< n
  std::span<const double> demand_price;  ///< m
  double price_slack = 0;                ///< slightly above the resolution of the costs, see TransportSolver
};

/// What is known about the cost of an optimal plan.
struct TransportCost {
  double cost = 0;      ///< the optimal cost, equal to TransportPlan::cost, or a lower bound on it
  bool optimal = true;  ///< false for a bound, which then exceeds the given limit
};

/// Solves  min Σ x_ij·c_ij,  Σ_j x_ij = supply_i,  Σ_i x_ij = demand_j,  x ≥ 0  by the network simplex method on the
/// complete bipartite graph. A solver is a workspace: reuse one per thread, and it allocates only for problems larger
/// than all previous ones. The same problem always gives the same plan, bit for bit, whatever was solved before.
///
/// Exactness. Masses become integers in units of total/2⁶², and costs integers in units of a power of two below
/// (largest − smallest cost)/2⁴³ · min(n, m)/256 or finer. On these every sum, potential and comparison is exact, so
/// the strongly feasible basis rule (Cunningham 1976) holds literally: the method cannot cycle and ends at an optimum
/// of the rounded problem. The reported cost is that of the returned plan under the given costs, above the true optimum
/// by at most the total mass times `price_slack`.
class TransportSolver {
 public:
  TransportSolver();
  ~TransportSolver();
  TransportSolver(TransportSolver&&) noexcept;
  TransportSolver& operator=(TransportSolver&&) noexcept;

  /// @param cost row-major, row i at cost + i·stride, supply.size() × demand.size() finite values (may be negative)
  /// @param supply, demand finite masses ≥ 0, each with a positive sum. Demand is scaled to the sum of supply. Throws
  ///        std::invalid_argument if the sums differ by more than 1e-9 of the larger, or if anything else makes this
  ///        not a transport problem. Points with a mass below total/2⁶³ take no part but have a price.
  TransportPlan solve(const float* cost, std::size_t stride, std::span<const double> supply,
                      std::span<const double> demand);
  TransportPlan solve(const double* cost, std::size_t stride, std::span<const double> supply,
                      std::span<const double> demand);

  /// Only the cost of the same problem. If the cost exceeds `limit`, usually not even that: as soon as prices derived
  /// from the initial basis, about 1% below the optimum on bags of real processes, prove it, that bound is returned
  /// instead.
  TransportCost cost(const float* cost, std::size_t stride, std::span<const double> supply,
                     std::span<const double> demand, double limit);

 private:
  struct Workspace;
  std::unique_ptr<Workspace> workspace_;
};

}  // namespace proclens

// A transport problem in integers, on which the solver's arithmetic is exact. Internal to the solver.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace proclens {

/// Sources and sinks are the supply and demand points with mass. Reused from problem to problem: vectors only grow, so
/// their sizes mean nothing beyond the counts below.
struct IntegerTransport {
  static constexpr double kMassUnits = 0x1p62;  ///< the total mass

  std::vector<std::uint32_t> source_point;  ///< the supply point of each source, ascending
  std::vector<std::uint32_t> sink_point;
  std::vector<std::int64_t> supply;  ///< > 0, sum kMassUnits
  std::vector<std::int64_t> demand;
  double total_mass = 0;  ///< the mass that kMassUnits represent

  std::size_t stride = 0;  ///< of the rows below, in whole lanes
  /// Sources × stride; integers ≥ 0; entries past the last sink are far above every potential.
  std::vector<double> cost;
  std::vector<float> rounded_cost;  ///< the same, rounded to float
  double cost_unit = 0;             ///< the value of one unit of cost; 0 when all costs are equal
  double largest_cost = 0;          ///< in units; about the largest entry of `cost`
  double cost_floor = 0;            ///< the given cost that maps to 0
  double largest_magnitude = 0;     ///< of all given costs

  [[nodiscard]] std::uint32_t sources() const noexcept { return static_cast<std::uint32_t>(supply.size()); }
  [[nodiscard]] std::uint32_t sinks() const noexcept { return static_cast<std::uint32_t>(demand.size()); }

  /// How far prices that are feasible for the integer costs may be off for the given costs: half a unit each from
  /// rounding a cost and a price, plus the rounding of the doubles in which prices are summed.
  [[nodiscard]] double price_slack() const noexcept { return 2 * cost_unit + 0x1p-50 * largest_magnitude; }

  /// Loads a problem; see TransportSolver::solve for its constraints and exceptions.
  void assign(const float* costs, std::size_t cost_stride, std::span<const double> supplies,
              std::span<const double> demands);
  void assign(const double* costs, std::size_t cost_stride, std::span<const double> supplies,
              std::span<const double> demands);

 private:
  template <class Cost>
  void assign_any(const Cost* costs, std::size_t cost_stride, std::span<const double> supplies,
                  std::span<const double> demands);
  double choose_unit(double lowest, double largest);
};

}  // namespace proclens

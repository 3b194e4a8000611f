#include "embed/whole_transport.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "embed/transport_lanes.hpp"

namespace proclens {
namespace {

constexpr double kSumTolerance = 1e-9;
constexpr double kFarAbove = 0x1p100;

[[noreturn]] void reject(const char* why) { throw std::invalid_argument(std::string("transport: ") + why); }

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

/// Masses in units; what rounding leaves over goes to the largest. Points that get nothing are left out.
void to_units(std::span<const double> masses, double sum, std::vector<std::uint32_t>& points,
              std::vector<std::int64_t>& units) {
  points.clear();
  units.clear();
  auto left = static_cast<std::int64_t>(WholeTransport::kMassUnits);
  std::size_t largest = 0;
  for (std::size_t i = 0; i < masses.size(); ++i) {
    const std::int64_t count = std::llrint(masses[i] / sum * WholeTransport::kMassUnits);
    if (count == 0) continue;
    if (!units.empty() && count > units[largest]) largest = units.size();
    points.push_back(static_cast<std::uint32_t>(i));
    units.push_back(count);
    left -= count;
  }
  units[largest] += left;
}

/// The largest magnitude of all costs, of points without mass too.
template <class Cost>
double magnitude_of_all(const Cost* costs, std::size_t stride, std::size_t rows, std::size_t columns) {
  double magnitude = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      const double value = std::abs(static_cast<double>(costs[i * stride + j]));
      if (!std::isfinite(value)) reject("costs must be finite");
      magnitude = std::max(magnitude, value);
    }
  }
  return magnitude;
}

}  // namespace

template <class Cost>
void WholeTransport::assign_any(const Cost* costs, std::size_t cost_stride, std::span<const double> supplies,
                                std::span<const double> demands) {
  if (supplies.empty() || demands.empty()) reject("there must be points on both sides");
  if (cost_stride < demands.size()) reject("the stride is shorter than a row");
  total_mass = checked_sum(supplies);
  const double total_demand = checked_sum(demands);
  if (std::abs(total_mass - total_demand) > kSumTolerance * std::max(total_mass, total_demand)) {
    reject("supply and demand differ in sum");
  }
  to_units(supplies, total_mass, source_point, supply);
  to_units(demands, total_demand, sink_point, demand);

  stride = whole_lanes(sinks());
  cost.resize(std::max(cost.size(), sources() * stride));
  rounded_cost.resize(std::max(rounded_cost.size(), sources() * stride));
  const bool all_sinks = sinks() == demands.size();
  for (std::uint32_t s = 0; s < sources(); ++s) {
    const Cost* from = costs + source_point[s] * cost_stride;
    double* to = cost.data() + s * stride;
    if (all_sinks) {
      std::copy_n(from, sinks(), to);
    } else {
      for (std::uint32_t t = 0; t < sinks(); ++t) to[t] = from[sink_point[t]];
    }
    std::fill(to + sinks(), to + stride, to[0]);
  }
  round_costs();
  if (!all_sinks || sources() < supplies.size()) {
    largest_magnitude = magnitude_of_all(costs, cost_stride, supplies.size(), demands.size());
  }
}

/// Makes whole numbers of what stands in `cost`.
void WholeTransport::round_costs() {
  constexpr std::size_t kLanes = LanesOf<double>::count;
  const std::size_t count = sources() * stride;
  DoubleLanes least_lanes = lanes_at(cost.data());
  DoubleLanes largest_lanes = least_lanes;
  DoubleLanes probe{};  // stays 0 unless a cost is infinite or NaN
  for (std::size_t k = 0; k < count; k += kLanes) {
    const DoubleLanes value = lanes_at(cost.data() + k);
    least_lanes = value < least_lanes ? value : least_lanes;
    largest_lanes = value > largest_lanes ? value : largest_lanes;
    probe += value - value;
  }
  double least = least_lanes[0];
  double largest = largest_lanes[0];
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    least = std::min(least, least_lanes[lane]);
    largest = std::max(largest, largest_lanes[lane]);
    if (probe[lane] != 0) reject("costs must be finite");
  }
  const double range = largest - least;
  if (!std::isfinite(range)) reject("the range of the costs must be finite");

  // Potentials and reduced costs stay below (2·min(n, m) + 3) · range; whole numbers up to there must be exact.
  int path_bits = 0;
  std::frexp(2.0 * std::min(sources(), sinks()) + 3, &path_bits);
  int range_bits = 0;
  std::frexp(range, &range_bits);
  const int scale_bits = std::min(std::numeric_limits<double>::digits - path_bits - range_bits, 1000);
  const double scale = std::ldexp(1.0, scale_bits);
  cost_unit = range > 0 ? 1 / scale : 0;
  cost_floor = least;
  largest_magnitude = std::max(std::abs(least), std::abs(largest));
  constexpr double kRound = 0x1p52;  // adding and taking it away rounds to a whole number
  double* const whole = cost.data();
  float* const rounded = rounded_cost.data();
  for (std::size_t k = 0; k < count; ++k) {
    whole[k] = ((whole[k] - least) * scale + kRound) - kRound;
    rounded[k] = static_cast<float>(whole[k]);
  }
  for (std::uint32_t s = 0; s < sources(); ++s) {
    for (std::size_t k = s * stride + sinks(); k < (s + 1) * stride; ++k) {
      cost[k] = kFarAbove;
      rounded_cost[k] = static_cast<float>(kFarAbove);
    }
  }
}

void WholeTransport::assign(const float* costs, std::size_t cost_stride, std::span<const double> supplies,
                            std::span<const double> demands) {
  assign_any(costs, cost_stride, supplies, demands);
}

void WholeTransport::assign(const double* costs, std::size_t cost_stride, std::span<const double> supplies,
                            std::span<const double> demands) {
  assign_any(costs, cost_stride, supplies, demands);
}

}  // namespace proclens

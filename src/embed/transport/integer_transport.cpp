#include "embed/transport/integer_transport.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "embed/transport/transport_lanes.hpp"

namespace proclens {
namespace {

constexpr double kSumTolerance = 1e-9;
constexpr double kFarAbove = 0x1p100;
constexpr std::size_t kMaxPoints = std::size_t{1} << 20;

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

/// Converts masses to units; the remainder left by rounding goes to the largest. Points that receive nothing are
/// dropped.
void to_units(std::span<const double> masses, double sum, std::vector<std::uint32_t>& points,
              std::vector<std::int64_t>& units) {
  points.clear();
  units.clear();
  auto left = static_cast<std::int64_t>(IntegerTransport::kMassUnits);
  std::size_t largest = 0;
  for (std::size_t i = 0; i < masses.size(); ++i) {
    const std::int64_t count = std::llrint(masses[i] / sum * IntegerTransport::kMassUnits);
    if (count == 0) continue;
    if (!units.empty() && count > units[largest]) largest = units.size();
    points.push_back(static_cast<std::uint32_t>(i));
    units.push_back(count);
    left -= count;
  }
  units[largest] += left;
}

struct Range {
  double lowest;
  double largest;
};

/// The range of all costs, including those of points without mass.
template <class Cost>
Range checked_range(const Cost* costs, std::size_t stride, std::size_t rows, std::size_t columns) {
  using Lanes = typename LanesOf<Cost>::Values;
  constexpr std::size_t kLanes = LanesOf<Cost>::count;
  Lanes min_lanes = Lanes{} + costs[0];
  Lanes largest_lanes = min_lanes;
  Lanes probe{};  // stays 0 unless a cost is infinite or NaN
  const auto take = [&](const Lanes& values) {
    min_lanes = values < min_lanes ? values : min_lanes;
    largest_lanes = values > largest_lanes ? values : largest_lanes;
    probe += values - values;  // NOLINT(misc-redundant-expression): not 0 for what is infinite or NaN
  };
  const std::size_t whole = columns / kLanes * kLanes;
  for (std::size_t i = 0; i < rows; ++i) {
    const Cost* row = costs + i * stride;
    for (std::size_t j = 0; j < whole; j += kLanes) take(lanes_at(row + j));
    if (whole == columns) continue;
    Lanes rest = Lanes{} + row[whole];
    for (std::size_t j = whole; j < columns; ++j) rest[j - whole] = row[j];
    take(rest);
  }
  Range range{min_lanes[0], largest_lanes[0]};
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    range.lowest = std::min<double>(range.lowest, min_lanes[lane]);
    range.largest = std::max<double>(range.largest, largest_lanes[lane]);
    if (probe[lane] != 0) reject("costs must be finite");
  }
  if (!std::isfinite(range.largest - range.lowest)) reject("the range of the costs must be finite");
  return range;
}

}  // namespace

template <class Cost>
void IntegerTransport::assign_any(const Cost* costs, std::size_t cost_stride, std::span<const double> supplies,
                                  std::span<const double> demands) {
  if (supplies.empty() || demands.empty()) reject("there must be points on both sides");
  if (supplies.size() > kMaxPoints || demands.size() > kMaxPoints) reject("there are too many points");
  if (cost_stride < demands.size()) reject("the stride is shorter than a row");
  total_mass = checked_sum(supplies);
  const double total_demand = checked_sum(demands);
  if (std::abs(total_mass - total_demand) > kSumTolerance * std::max(total_mass, total_demand)) {
    reject("supply and demand differ in sum");
  }
  to_units(supplies, total_mass, source_point, supply);
  to_units(demands, total_demand, sink_point, demand);
  const auto [lowest, largest] = checked_range(costs, cost_stride, supplies.size(), demands.size());
  const double scale = choose_unit(lowest, largest);

  stride = whole_lanes(sinks());
  cost.resize(std::max(cost.size(), sources() * stride));
  rounded_cost.resize(std::max(rounded_cost.size(), sources() * stride));
  constexpr double kRound = 0x1p52;  // adding and subtracting it rounds to an integer
  for (std::uint32_t s = 0; s < sources(); ++s) {
    const Cost* from = costs + source_point[s] * cost_stride;
    double* const whole = cost.data() + s * stride;
    float* const rounded = rounded_cost.data() + s * stride;
    const auto put = [&, lowest = lowest, scale = scale](std::uint32_t t, double value) {
      whole[t] = ((value - lowest) * scale + kRound) - kRound;
      rounded[t] = static_cast<float>(whole[t]);
    };
    if (sinks() == demands.size()) {
      for (std::uint32_t t = 0; t < sinks(); ++t) put(t, from[t]);
    } else {
      for (std::uint32_t t = 0; t < sinks(); ++t) put(t, from[sink_point[t]]);
    }
    std::fill(whole + sinks(), whole + stride, kFarAbove);
    std::fill(rounded + sinks(), rounded + stride, static_cast<float>(kFarAbove));
  }
}

/// Sets the unit and what depends on it; returns the number of units in a cost of 1.
double IntegerTransport::choose_unit(double lowest, double largest) {
  // Potentials and reduced costs stay below (2·min(n, m) + 3) · range; integers up to that must be exact.
  int path_bits = 0;
  std::frexp(2.0 * std::min(sources(), sinks()) + 3, &path_bits);
  int range_bits = 0;
  std::frexp(largest - lowest, &range_bits);
  const int scale_bits = std::min(std::numeric_limits<double>::digits - path_bits - range_bits, 1000);
  const double scale = std::ldexp(1.0, scale_bits);
  cost_unit = largest > lowest ? 1 / scale : 0;
  cost_floor = lowest;
  largest_cost = (largest - lowest) * scale;
  largest_magnitude = std::max(std::abs(lowest), std::abs(largest));
  return scale;
}

void IntegerTransport::assign(const float* costs, std::size_t cost_stride, std::span<const double> supplies,
                              std::span<const double> demands) {
  assign_any(costs, cost_stride, supplies, demands);
}

void IntegerTransport::assign(const double* costs, std::size_t cost_stride, std::span<const double> supplies,
                              std::span<const double> demands) {
  assign_any(costs, cost_stride, supplies, demands);
}

}  // namespace proclens

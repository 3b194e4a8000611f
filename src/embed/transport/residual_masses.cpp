#include "embed/transport/residual_masses.hpp"

#include <cstddef>
#include <numeric>

namespace proclens {
namespace {

/// What rounding may leave of equal distributions.
constexpr double kNothing = 1e-12;

void scale_to_one(std::vector<double>& masses, double sum) {
  for (double& mass : masses) mass /= sum;
}

}  // namespace

void find_residual_masses(std::span<const std::uint32_t> first_points, std::span<const double> first_masses,
                          std::span<const std::uint32_t> second_points, std::span<const double> second_masses,
                          ResidualMasses& result) {
  result.from.clear();
  result.to.clear();
  result.supply.clear();
  result.demand.clear();
  const auto supply = [&](std::size_t i, double mass) {
    result.from.push_back(static_cast<std::uint32_t>(i));
    result.supply.push_back(mass);
  };
  const auto demand = [&](std::size_t j, double mass) {
    result.to.push_back(static_cast<std::uint32_t>(j));
    result.demand.push_back(mass);
  };
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < first_points.size() && j < second_points.size()) {
    if (first_points[i] < second_points[j]) {
      supply(i, first_masses[i]);
      ++i;
    } else if (second_points[j] < first_points[i]) {
      demand(j, second_masses[j]);
      ++j;
    } else {
      const double surplus = first_masses[i] - second_masses[j];
      if (surplus > 0) supply(i, surplus);
      if (surplus < 0) demand(j, -surplus);
      ++i;
      ++j;
    }
  }
  for (; i < first_points.size(); ++i) supply(i, first_masses[i]);
  for (; j < second_points.size(); ++j) demand(j, second_masses[j]);
  const double supplied = std::accumulate(result.supply.begin(), result.supply.end(), 0.0);
  const double demanded = std::accumulate(result.demand.begin(), result.demand.end(), 0.0);
  result.moved = supplied > kNothing && demanded > kNothing ? supplied : 0;
  if (result.moved == 0) return;
  scale_to_one(result.supply, supplied);
  scale_to_one(result.demand, demanded);
}

}  // namespace proclens

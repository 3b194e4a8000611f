#include "embed/wasserstein_distance.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include "embed/unit_vectors.hpp"

namespace proclens {

WassersteinSpace wasserstein_space(const Context& context, const BagDistributions& bags,
                                   const MatrixView<float>& vectors) {
  if (vectors.rows() != bags.rows.columns) {
    throw std::invalid_argument("wasserstein_space: there must be one vector per feature");
  }
  UnitVectors units = unit_vectors(context, vectors);
  WassersteinSpace space;
  space.bags.rows = distributions_over_points(bags, units);
  space.directions = std::move(units.points);
  return space;
}

WassersteinDistance::WassersteinDistance(const WassersteinSpace& space)
    : space_(space), ground_costs_(space.directions) {}

double WassersteinDistance::operator()(std::size_t a, std::size_t b) {
  if (a == b) return 0;
  if (b < a) std::swap(a, b);
  const SparseRows& rows = space_.bags.rows;
  const auto from = rows.row_columns(a);
  const auto to = rows.row_columns(b);
  if (from.empty() || to.empty()) return std::numeric_limits<double>::infinity();
  costs_.resize(std::max(costs_.size(), from.size() * to.size()));
  ground_costs_.between(from, to, costs_.data(), gathered_);
  constexpr double kNoLimit = std::numeric_limits<double>::infinity();
  return solver_.cost(costs_.data(), to.size(), rows.row_values(a), rows.row_values(b), kNoLimit).cost;
}

}  // namespace proclens

// Slow and obvious ways to the cost of an optimal transport, to check the solver against.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "proclens/matrix.hpp"

namespace proclens {

struct TransportProblem {
  Matrix<double> cost;  ///< n × m
  std::vector<double> supply;
  std::vector<double> demand;
};

/// The least cost according to LEMON's network simplex, with masses rounded to 2⁻⁵⁰ of the total.
[[nodiscard]] double lemon_cost(const TransportProblem& problem);

/// The same on whole numbers, where LEMON is exact. Costs and masses must be whole and the sums equal.
[[nodiscard]] std::int64_t lemon_whole_cost(const TransportProblem& problem);

/// The least cost over all spanning trees of a problem with n·m ≤ 16 arcs (the optimum lies on one).
[[nodiscard]] double enumerated_cost(const TransportProblem& problem);

}  // namespace proclens

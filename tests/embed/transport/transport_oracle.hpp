// Slow, obvious ways to compute the cost of optimal transport, to check the solver against.
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

/// The minimum cost according to LEMON's network simplex, with masses rounded to 2⁻⁵⁰ of the total.
[[nodiscard]] double lemon_cost(const TransportProblem& problem);

/// The same on integers, where LEMON is exact. Costs and masses must be integers with equal sums.
[[nodiscard]] std::int64_t lemon_whole_cost(const TransportProblem& problem);

/// The minimum cost over all spanning trees of a problem with n·m ≤ 16 arcs (one of them is optimal).
[[nodiscard]] double enumerated_cost(const TransportProblem& problem);

}  // namespace proclens

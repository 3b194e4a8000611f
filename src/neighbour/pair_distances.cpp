#include "neighbour/pair_distances.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace proclens {
namespace {

constexpr double kRuledOut = std::numeric_limits<double>::infinity();
/// Single-precision bounds may be too high by this much.
constexpr double kBoundError = 2e-6;

void all_positions(std::size_t count, std::vector<std::uint32_t>& positions) {
  positions.resize(count);
  std::iota(positions.begin(), positions.end(), 0U);
}

}  // namespace

PairDistances::PairDistances(const SparseRows& bags, const GroundCosts& ground_costs, const Matrix<float>& all,
                             bool common_mass_stays)
    : bags_(bags), common_mass_stays_(common_mass_stays), costs_(bags, ground_costs, all) {}

void PairDistances::select(std::uint32_t bag, std::span<const std::uint32_t> partners) {
  bag_ = bag;
  costs_.select(bag, partners);
}

void PairDistances::set_problem(std::uint32_t lower, std::uint32_t upper) {
  const auto supply = bags_.row_values(lower);
  const auto demand = bags_.row_values(upper);
  if (common_mass_stays_) {
    find_residual_masses(bags_.row_columns(lower), supply, bags_.row_columns(upper), demand, problem_);
    return;
  }
  all_positions(supply.size(), problem_.from);
  all_positions(demand.size(), problem_.to);
  problem_.supply.assign(supply.begin(), supply.end());
  problem_.demand.assign(demand.begin(), demand.end());
  problem_.moved = 1;
}

double PairDistances::to(std::uint32_t partner, double limit, ExactSearchCounts& counts) {
  ++counts.pairs;
  set_problem(std::min(bag_, partner), std::max(bag_, partner));
  if (problem_.moved == 0) {
    ++counts.solved;
    return 0;
  }
  const bool supplies = bag_ < partner;
  const float* const costs = costs_.to(partner, supplies ? problem_.from : problem_.to,  //
                                       supplies ? problem_.to : problem_.from);
  if (limit < kRuledOut && problem_.moved * bound_(costs, problem_.supply, problem_.demand) > limit + kBoundError) {
    ++counts.bounded;
    return kRuledOut;
  }
  const TransportCost found =
      solver_.cost(costs, problem_.demand.size(), problem_.supply, problem_.demand, limit / problem_.moved);
  ++(found.optimal ? counts.solved : counts.started);
  return found.optimal ? problem_.moved * found.cost : kRuledOut;
}

}  // namespace proclens

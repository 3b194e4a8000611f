#include "embed/transport/transport_pricing.hpp"

#include <algorithm>

#include "embed/transport/transport_lanes.hpp"

namespace proclens {

void TransportPricing::reset(const IntegerTransport& problem) {
  problem_ = &problem;
  next_row_ = 0;
  exact_ = false;
}

EnteringArc TransportPricing::find(const TransportBasis& basis) {
  if (!exact_) {
    const EnteringArc arc = find_rounded(basis);
    if (arc.reduced_cost < 0) return arc;
    exact_ = true;
  }
  return find_exact(basis);
}

namespace {

/// Entries of the cost matrix that are searched for one entering arc. Fewer cause more pivots, more make searches
/// longer; around this value the total time for problems of real processes is flat.
constexpr std::size_t kPricedCells = 600;

/// The pair with the lowest reduced cost among `count` rows, to the precision of T.
template <class T>
struct MinPair {
  std::uint32_t row;
  std::size_t lane;  // the column modulo the number of lanes
  T reduced_cost;
};

template <class T>
MinPair<T> min_pair(const T* cost, std::size_t stride, const T* sink_potential, const T* source_potential,
                    std::uint32_t row, std::uint32_t count) {
  using Lanes = LanesOf<T>;
  typename Lanes::Values best{};
  typename Lanes::Integers best_row{};
  typename Lanes::Integers this_row = typename Lanes::Integers{} + static_cast<typename Lanes::Integer>(row);
  for (const std::uint32_t stop = row + count; row < stop; ++row) {
    const T* values = cost + row * stride;
    typename Lanes::Values lowest = lanes_at(values) + lanes_at(sink_potential);
    for (std::size_t t = Lanes::count; t < stride; t += Lanes::count) {
      const typename Lanes::Values next = lanes_at(values + t) + lanes_at(sink_potential + t);
      lowest = next < lowest ? next : lowest;
    }
    lowest -= source_potential[row];
    const typename Lanes::Integers lower = lowest < best;
    best = lowest < best ? lowest : best;
    best_row = lower ? this_row : best_row;
    this_row += 1;
  }
  const std::size_t lane = min_lane(best);
  return {static_cast<std::uint32_t>(best_row[lane]), lane, best[lane]};
}

}  // namespace

/// The exact best of a row's pairs in one lane out of `lanes`.
EnteringArc TransportPricing::best_in_lane(const TransportBasis& basis, std::uint32_t source, std::size_t lane,
                                           std::size_t lanes) const {
  const std::uint32_t sinks = problem_->sinks();
  const double* cost = problem_->cost.data() + source * problem_->stride;
  const double potential = basis.potential[sinks + source];
  EnteringArc arc;
  for (std::size_t t = lane; t < sinks; t += lanes) {
    const double reduced = cost[t] + basis.potential[t] - potential;
    if (reduced < arc.reduced_cost) arc = {source, static_cast<std::uint32_t>(t), reduced};
  }
  return arc;
}

EnteringArc TransportPricing::find_rounded(const TransportBasis& basis) {
  const std::size_t stride = problem_->stride;
  const std::uint32_t sources = problem_->sources();
  const float* potential = basis.rounded_potential.data();
  const auto block = static_cast<std::uint32_t>((kPricedCells + stride - 1) / stride);
  // Search block after block of rows, from where the last search ended, at most once around.
  for (std::uint32_t seen = 0; seen < sources;) {
    const std::uint32_t count = std::min({block, sources - next_row_, sources - seen});
    const auto best =
        min_pair(problem_->rounded_cost.data(), stride, potential, potential + problem_->sinks(), next_row_, count);
    seen += count;
    next_row_ = next_row_ + count == sources ? 0 : next_row_ + count;
    if (best.reduced_cost < 0) {
      const EnteringArc arc = best_in_lane(basis, best.row, best.lane, LanesOf<float>::count);
      if (arc.reduced_cost < 0) return arc;
    }
  }
  return {};
}

EnteringArc TransportPricing::find_exact(const TransportBasis& basis) const {
  const double* potential = basis.potential.data();
  const auto best = min_pair(problem_->cost.data(), problem_->stride, potential, potential + problem_->sinks(), 0,
                             problem_->sources());
  return best_in_lane(basis, best.row, best.lane, LanesOf<double>::count);
}

double TransportPricing::gap(const TransportBasis& basis) {
  using Lanes = LanesOf<double>;
  const std::size_t stride = problem_->stride;
  const std::uint32_t sinks = problem_->sinks();
  const double* potential = basis.potential.data();
  sink_least_.assign(stride, 0.0);
  double source_side = 0;
  for (std::uint32_t s = 0; s < problem_->sources(); ++s) {
    const double* cost = problem_->cost.data() + s * stride;
    DoubleLanes source_min{};
    for (std::size_t t = 0; t < stride; t += Lanes::count) {
      const DoubleLanes reduced = lanes_at(cost + t) + lanes_at(potential + t) - potential[sinks + s];
      source_min = reduced < source_min ? reduced : source_min;
      DoubleLanes& sink_min = lanes_at(sink_least_.data() + t);
      sink_min = reduced < sink_min ? reduced : sink_min;
    }
    source_side -= source_min[min_lane(source_min)] * static_cast<double>(problem_->supply[s]);
  }
  double sink_side = 0;
  for (std::uint32_t t = 0; t < sinks; ++t) sink_side -= sink_least_[t] * static_cast<double>(problem_->demand[t]);
  return std::min(source_side, sink_side);
}

}  // namespace proclens

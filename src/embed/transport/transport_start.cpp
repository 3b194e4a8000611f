#include "embed/transport/transport_start.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "embed/transport/grow.hpp"
#include "embed/transport/transport_lanes.hpp"

namespace proclens {
namespace {

constexpr float kClosed = 0x1p110F;  // above any cost, finite, and never NaN whatever the index bits
constexpr std::int32_t kClosedKey = std::numeric_limits<std::int32_t>::max();

const Int32Lanes& int_lanes_at(const std::int32_t* values) { return *reinterpret_cast<const Int32Lanes*>(values); }

}  // namespace

void TransportStart::fill(const IntegerTransport& problem, TransportBasis& basis) {
  const std::uint32_t sources = problem.sources();
  const std::uint32_t sinks = problem.sinks();
  basis.reset(sinks, sources);
  centre(problem);
  open_supply_.assign(problem.supply.begin(), problem.supply.end());
  open_demand_.assign(problem.demand.begin(), problem.demand.end());
  for (std::uint32_t s = 0; s < sources; ++s) find_cheapest_sink(problem, s);

  std::uint32_t sinks_left = sinks;
  for (std::uint32_t sources_left = sources; sources_left > 0;) {
    const std::uint32_t source = cheapest_source(sources);
    const std::uint32_t sink = cheapest_sink_[source];
    if (sink_offset_[sink] == kClosed) {
      find_cheapest_sink(problem, source);
      continue;
    }
    std::int64_t& open = open_demand_[sink];
    std::int64_t& mass = open_supply_[source];
    const std::int64_t sent = std::min(mass, open);
    const bool source_closes = mass < open || sinks_left == 1;
    const TransportBasis::Node node = source_closes ? sinks + source : sink;
    basis.parent[node] = source_closes ? sink : sinks + source;
    basis.flow[node] = sent;
    mass -= sent;
    open -= sent;
    if (source_closes) {
      source_key_[source] = kClosedKey;
      if (--sources_left == 0) basis.rebuild(sink, problem.cost.data(), problem.stride);
    } else {
      sink_offset_[sink] = kClosed;
      --sinks_left;
    }
  }
}

/// Sets the offsets to the negated means, raised so that no sum with a cost is negative.
void TransportStart::centre(const IntegerTransport& problem) {
  const std::size_t stride = problem.stride;
  const std::size_t padded_sources = whole_lanes(problem.sources());
  constexpr auto kShare = static_cast<float>(1 / IntegerTransport::kMassUnits);
  grow(sink_offset_, stride);
  grow(source_offset_, problem.sources());
  grow(source_key_, padded_sources);
  grow(cheapest_sink_, problem.sources());
  grow(demand_share_, stride);
  while (sink_index_.size() < stride) sink_index_.push_back(static_cast<std::int32_t>(sink_index_.size()));
  index_mask_ = static_cast<std::int32_t>(std::bit_ceil(std::max(padded_sources, stride)) - 1);

  // Rounding may make a mean exceed the largest cost.
  const auto above_means = static_cast<float>(1.001 * problem.largest_cost);
  for (std::uint32_t t = 0; t < problem.sinks(); ++t) demand_share_[t] = static_cast<float>(problem.demand[t]) * kShare;
  std::fill(demand_share_.begin() + problem.sinks(), demand_share_.begin() + stride, 0.0F);
  std::fill_n(sink_offset_.begin(), stride, above_means);
  std::fill_n(source_key_.begin(), padded_sources, kClosedKey);
  for (std::uint32_t s = 0; s < problem.sources(); ++s) {
    const float* cost = problem.rounded_cost.data() + s * stride;
    const float share = static_cast<float>(problem.supply[s]) * kShare;
    FloatLanes mean{};
    for (std::size_t t = 0; t < stride; t += LanesOf<float>::count) {
      mean += lanes_at(cost + t) * lanes_at(demand_share_.data() + t);
      lanes_at(sink_offset_.data() + t) -= lanes_at(cost + t) * share;
    }
    float sum = 0;
    for (std::size_t lane = 0; lane < LanesOf<float>::count; ++lane) sum += mean[lane];
    source_offset_[s] = above_means - sum;
  }
  std::fill(sink_offset_.begin() + problem.sinks(), sink_offset_.begin() + stride, kClosed);
  for (std::uint32_t t = 0; t < problem.sinks(); ++t) sink_offset_[t] = std::max(sink_offset_[t], 0.0F);
}

void TransportStart::find_cheapest_sink(const IntegerTransport& problem, std::uint32_t source) {
  const float* cost = problem.rounded_cost.data() + source * problem.stride;
  Int32Lanes key = Int32Lanes{} + kClosedKey;
  for (std::size_t t = 0; t < problem.stride; t += LanesOf<float>::count) {
    const FloatLanes value = lanes_at(cost + t) + lanes_at(sink_offset_.data() + t);
    lower(key, (reinterpret_cast<const Int32Lanes&>(value) & ~index_mask_) | int_lanes_at(sink_index_.data() + t));
  }
  const std::int32_t cheapest = lowest(key);
  const auto value = std::bit_cast<float>(cheapest & ~index_mask_) + source_offset_[source];
  cheapest_sink_[source] = static_cast<std::uint32_t>(cheapest & index_mask_);
  source_key_[source] = (std::bit_cast<std::int32_t>(value) & ~index_mask_) | static_cast<std::int32_t>(source);
}

std::uint32_t TransportStart::cheapest_source(std::uint32_t sources) const {
  Int32Lanes key = Int32Lanes{} + kClosedKey;
  for (std::size_t s = 0; s < sources; s += LanesOf<float>::count) lower(key, int_lanes_at(source_key_.data() + s));
  return static_cast<std::uint32_t>(lowest(key) & index_mask_);
}

}  // namespace proclens

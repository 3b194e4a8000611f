#include "embed/transport_start.hpp"

#include <algorithm>
#include <limits>

#include "embed/transport_lanes.hpp"

namespace proclens {
namespace {

constexpr float kClosed = std::numeric_limits<float>::infinity();

template <class T>
void grow(std::vector<T>& values, std::size_t size) {
  if (values.size() < size) values.resize(size);
}

}  // namespace

void TransportStart::fill(WholeTransport& problem, TransportBasis& basis) {
  const std::uint32_t sources = problem.sources();
  const std::uint32_t sinks = problem.sinks();
  basis.reset(sinks, sources);
  centre(problem);
  for (std::uint32_t s = 0; s < sources; ++s) find_cheapest_sink(problem, s);

  const std::size_t padded_sources = whole_lanes(sources);
  std::uint32_t sinks_left = sinks;
  for (std::uint32_t sources_left = sources; sources_left > 0;) {
    const std::uint32_t source = static_cast<std::uint32_t>(least_sum(cheapest_.data(), source_offset_.data(), padded_sources).place);
    const std::uint32_t sink = cheapest_sink_[source];
    if (sink_offset_[sink] == kClosed) {
      find_cheapest_sink(problem, source);
      continue;
    }
    std::int64_t& open = problem.demand[sink];
    std::int64_t& mass = problem.supply[source];
    const std::int64_t sent = std::min(mass, open);
    const bool source_closes = mass < open || sinks_left == 1;
    const TransportBasis::Node node = source_closes ? sinks + source : sink;
    basis.parent[node] = source_closes ? sink : sinks + source;
    basis.flow[node] = sent;
    mass -= sent;
    open -= sent;
    if (source_closes) {
      source_offset_[source] = kClosed;
      if (--sources_left == 0) basis.rebuild(sink, problem.cost.data(), problem.stride);
    } else {
      sink_offset_[sink] = kClosed;
      --sinks_left;
    }
  }
}

/// Sets the offsets to the negative means.
void TransportStart::centre(const WholeTransport& problem) {
  const std::size_t stride = problem.stride;
  constexpr auto kShare = static_cast<float>(1 / WholeTransport::kMassUnits);
  grow(sink_offset_, stride);
  grow(source_offset_, whole_lanes(problem.sources()));
  grow(cheapest_, whole_lanes(problem.sources()));
  grow(cheapest_sink_, problem.sources());
  grow(demand_share_, stride);
  for (std::uint32_t t = 0; t < problem.sinks(); ++t) demand_share_[t] = static_cast<float>(problem.demand[t]) * kShare;
  std::fill(demand_share_.begin() + problem.sinks(), demand_share_.begin() + stride, 0.0F);
  std::fill_n(sink_offset_.begin(), stride, 0.0F);
  std::fill_n(source_offset_.begin(), whole_lanes(problem.sources()), kClosed);
  std::fill_n(cheapest_.begin(), whole_lanes(problem.sources()), 0.0F);
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
    source_offset_[s] = -sum;
  }
  std::fill(sink_offset_.begin() + problem.sinks(), sink_offset_.begin() + stride, kClosed);
}

void TransportStart::find_cheapest_sink(const WholeTransport& problem, std::uint32_t source) {
  const float* cost = problem.rounded_cost.data() + source * problem.stride;
  const auto [sink, value] = least_sum(cost, sink_offset_.data(), problem.stride);
  cheapest_[source] = value;
  cheapest_sink_[source] = static_cast<std::uint32_t>(sink);
}

}  // namespace proclens

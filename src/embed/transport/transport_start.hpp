// The initial basis of the network simplex method. Internal to the solver.
#pragma once

#include <cstdint>
#include <vector>

#include "embed/transport/integer_transport.hpp"
#include "embed/transport/transport_basis.hpp"

namespace proclens {

/// Fills a basis greedily: repeatedly, the cheapest pair of a source and a sink that are both still open sends as much
/// mass as it can, where the price of a pair is its cost less the mean cost of its source (over the demand) and of its
/// sink (over the supply). This way far-away points, which are expensive wherever their mass goes, do not wait until
/// only bad pairs are left. For ½‖x − y‖² this is the order of the inner products of the centred points. On bags of
/// real processes it saves two thirds of the pivots that remain when pairs are chosen by plain cost.
///
/// When both run out together, only the sink closes; the source remains and is later closed by an arc without flow,
/// which then belongs to it and points to the root. The last sink remains until all sources are closed. So the tree is
/// strongly feasible.
class TransportStart {
 public:
  void fill(const IntegerTransport& problem, TransportBasis& basis);

 private:
  void centre(const IntegerTransport& problem);
  void find_cheapest_sink(const IntegerTransport& problem, std::uint32_t source);
  [[nodiscard]] std::uint32_t cheapest_source(std::uint32_t sources) const;

  // A key is the bit pattern of a float ≥ 0, which orders the same way as an integer, with the lowest bits replaced by
  // an index: the smallest key reveals where it is.
  std::int32_t index_mask_ = 0;
  std::vector<std::int64_t> open_supply_;  // not sent yet
  std::vector<std::int64_t> open_demand_;
  std::vector<float> sink_offset_;        // makes a sink's costs comparable; far above all costs once it is closed
  std::vector<float> source_offset_;      // the same for a source's
  std::vector<std::int32_t> source_key_;  // of its cheapest sink, or a lower bound; the largest value once it is closed
  std::vector<std::uint32_t> cheapest_sink_;
  std::vector<float> demand_share_;
  std::vector<std::int32_t> sink_index_;  // 0, 1, 2, …
};

}  // namespace proclens

// The basis from which the network simplex method starts. Internal to the solver.
#pragma once

#include <cstdint>
#include <vector>

#include "embed/transport/integer_transport.hpp"
#include "embed/transport/transport_basis.hpp"

namespace proclens {

/// Fills a basis greedily: again and again the cheapest pair of a source and a sink that are both still open sends what
/// it can, cheapness being a cost less the mean cost of its source (over the demand) and of its sink (over the supply).
/// So far-away points, which cost much wherever they go, do not have to wait until only bad pairs are left. For ½‖x −
/// y‖² this is the order of the inner products of the centred points. On bags of real processes it saves two thirds of
/// the pivots that nearest pairs by plain cost leave to do.
///
/// When both run out together only the sink closes; the source stays, to be closed by an arc without flow, which is
/// then its own arc and points to the root. The last sink stays until all sources are closed. So the tree is strongly
/// feasible.
class TransportStart {
 public:
  void fill(const IntegerTransport& problem, TransportBasis& basis);

 private:
  void centre(const IntegerTransport& problem);
  void find_cheapest_sink(const IntegerTransport& problem, std::uint32_t source);
  [[nodiscard]] std::uint32_t cheapest_source(std::uint32_t sources) const;

  // A key is the bit pattern of a float ≥ 0, which as a whole number is in the same order, with the lowest bits
  // replaced by an index: the least key tells where it is.
  std::int32_t index_mask_ = 0;
  std::vector<std::int64_t> open_supply_;  // what has not been sent yet
  std::vector<std::int64_t> open_demand_;
  std::vector<float> sink_offset_;        // makes a sink's costs comparable; far above all costs when it is closed
  std::vector<float> source_offset_;      // the same for a source's
  std::vector<std::int32_t> source_key_;  // for its cheapest sink, or a bound from below; the largest when it is closed
  std::vector<std::uint32_t> cheapest_sink_;
  std::vector<float> demand_share_;
  std::vector<std::int32_t> sink_index_;  // 0, 1, 2, …
};

}  // namespace proclens

// The search for an arc that improves a transport plan. Internal to the solver.
#pragma once

#include <cstdint>
#include <vector>

#include "embed/transport/integer_transport.hpp"
#include "embed/transport/transport_basis.hpp"

namespace proclens {

/// An arc whose reduced cost, cost − potential[source] + potential[sink], is negative.
struct EnteringArc {
  std::uint32_t source = 0;  ///< row of the cost matrix
  std::uint32_t sink = 0;    ///< column
  double reduced_cost = 0;   ///< < 0, exact; 0 if there is no such arc
};

class TransportPricing {
 public:
  /// Starts on a new problem, which must outlive the calls to `find`.
  void reset(const IntegerTransport& problem);

  [[nodiscard]] EnteringArc find(const TransportBasis& basis);

  /// How much, in units of mass times cost, the cost of a basis may exceed the optimum: the cost of lowering the prices
  /// of either side until no reduced cost is negative. The lowered prices are feasible, so their value bounds the
  /// optimum from below.
  [[nodiscard]] double gap(const TransportBasis& basis);

 private:
  EnteringArc find_rounded(const TransportBasis& basis);
  [[nodiscard]] EnteringArc find_exact(const TransportBasis& basis) const;
  [[nodiscard]] EnteringArc best_in_lane(const TransportBasis& basis, std::uint32_t source, std::size_t lane,
                                         std::size_t lanes) const;

  const IntegerTransport* problem_ = nullptr;
  std::uint32_t next_row_ = 0;
  bool exact_ = false;
  std::vector<double> sink_least_;
};

}  // namespace proclens

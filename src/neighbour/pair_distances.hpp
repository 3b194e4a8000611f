// The exact transport distance between one bag and others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "embed/transport/ground_costs.hpp"
#include "embed/transport/pair_costs.hpp"
#include "embed/transport/residual_masses.hpp"
#include "embed/transport/transport.hpp"
#include "embed/transport/transport_bound.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// A workspace: use one per thread.
class PairDistances {
 public:
  /// @param bags u × w, rows of sum 1 or empty   @param ground_costs, all see PairCosts. All are borrowed.
  /// @param common_mass_stays see find_residual_masses()
  PairDistances(const SparseRows& bags, const GroundCosts& ground_costs, const Matrix<float>& all,
                bool common_mass_stays);

  /// Selects a bag and others to compare it with, all of which have mass.
  void select(std::uint32_t bag, std::span<const std::uint32_t> partners);

  /// The distance to one of them, or infinity if it certainly exceeds the limit. The same bits from either side.
  /// @param counts receives how the pair was settled
  [[nodiscard]] double to(std::uint32_t partner, double limit, ExactSearchCounts& counts);

 private:
  void set_problem(std::uint32_t lower, std::uint32_t upper);

  const SparseRows& bags_;
  bool common_mass_stays_;
  std::uint32_t bag_ = 0;
  ResidualMasses problem_;
  PairCosts costs_;
  TransportBound bound_;
  TransportSolver solver_;
};

}  // namespace proclens

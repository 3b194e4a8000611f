// What two distributions do not have in common.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace proclens {

/// What is left to transport when the mass that both distributions have at a point stays there. Reused from pair to
/// pair.
struct ResidualMasses {
  std::vector<std::uint32_t> from;  ///< positions in the first distribution's row, ascending
  std::vector<std::uint32_t> to;    ///< positions in the second's
  std::vector<double> supply;       ///< at `from`, summing to 1 up to rounding
  std::vector<double> demand;       ///< at `to`, the same
  double moved = 0;                 ///< the mass that supply and demand are shares of, in [0, 1]; 0: nothing is left
};

/// Transport of the residual masses, times `moved`, bounds the cost of transport between the distributions from above.
/// It equals it where ground costs satisfy the triangle inequality; ½‖x − y‖² does not, but nearly always comes close.
/// @param first_points, second_points ascending   @param first_masses, second_masses > 0, each summing to 1
void find_residual_masses(std::span<const std::uint32_t> first_points, std::span<const double> first_masses,
                          std::span<const std::uint32_t> second_points, std::span<const double> second_masses,
                          ResidualMasses& result);

}  // namespace proclens

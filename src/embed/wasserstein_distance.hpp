// The exact Wasserstein distance between bags.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "embed/transport/ground_costs.hpp"
#include "embed/transport/transport.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// Bags as distributions over distinct directions: the same distances as over features, with smaller problems to solve,
/// since features that always occur together have the same vector.
struct WassersteinSpace {
  BagDistributions bags;     ///< u × w; see distributions_over_points()
  Matrix<float> directions;  ///< w × d; see unit_vectors()
};

/// @param bags u × v
/// @param vectors v × d, finite, of any length; mass on a feature with the zero vector is dropped. Throws
///        std::invalid_argument unless there are as many vectors as the bags have columns.
[[nodiscard]] WassersteinSpace wasserstein_space(const Context& context, const BagDistributions& bags,
                                                 const MatrixView<float>& vectors);

/// Computes one distance at a time. A workspace: use one per thread.
class WassersteinDistance {
 public:
  /// @param space borrowed; must outlive this
  explicit WassersteinDistance(const WassersteinSpace& space);

  /// The minimum mean cost of moving bag a's mass to bag b's, at ½‖x − y‖² per unit of mass: in [0, 2]. The cost, not
  /// its root. Symmetric bit for bit: the lower of a and b always supplies. A bag without mass has infinite distance to
  /// every other bag and distance 0 to itself. The solver's error is far below that of the single-precision ground
  /// costs (see GroundCosts), about 1e-7.
  [[nodiscard]] double operator()(std::size_t a, std::size_t b);

 private:
  const WassersteinSpace& space_;
  GroundCosts ground_costs_;
  TransportSolver solver_;
  std::vector<float> costs_;
  std::vector<float> gathered_;
};

}  // namespace proclens

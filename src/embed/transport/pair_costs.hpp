// The ground costs between one bag and others, pair by pair. Internal to the search for exact neighbours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "embed/transport/ground_costs.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// Cuts the costs of pairs of bags out of the costs between all directions, or out of a panel that it computes for one
/// bag and its partners. A workspace: use one per thread.
class PairCosts {
 public:
  /// @param bags u × w over the directions of `ground_costs`
  /// @param all their costs, w × w, or an empty matrix. All are borrowed.
  PairCosts(const SparseRows& bags, const GroundCosts& ground_costs, const Matrix<float>& all);

  /// Turns to the pairs of `bag` and `partners`.
  void turn_to(std::uint32_t bag, std::span<const std::uint32_t> partners);

  /// The costs from the lower of `bag` and `partner` to the other, row-major without padding; valid until the next
  /// call.
  [[nodiscard]] const float* to(std::uint32_t partner);

 private:
  const SparseRows& bags_;
  const GroundCosts& ground_costs_;
  const Matrix<float>& all_;
  std::uint32_t bag_ = 0;
  std::vector<std::uint32_t> union_;      // the directions of the partners, which are the columns of the panel
  std::vector<std::uint32_t> column_of_;  // of a direction in the panel
  std::vector<float> panel_;
  std::vector<std::uint32_t> columns_;  // of one partner's directions in the panel
  std::vector<float> gathered_;
  std::vector<float> costs_;
};

}  // namespace proclens

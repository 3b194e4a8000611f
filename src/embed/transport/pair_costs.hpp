// The ground costs between one bag and others, pair by pair. Internal to the exact neighbour search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "embed/transport/ground_costs.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// Extracts the costs of pairs of bags from the costs between all directions, or from a panel computed for one bag and
/// its partners. A workspace: use one per thread.
class PairCosts {
 public:
  /// @param bags u × w over the directions of `ground_costs`
  /// @param all their costs, w × w, or an empty matrix. All are borrowed.
  PairCosts(const SparseRows& bags, const GroundCosts& ground_costs, const Matrix<float>& all);

  /// Selects `bag` and its `partners`.
  void select(std::uint32_t bag, std::span<const std::uint32_t> partners);

  /// The costs from some points of the lower of `bag` and `partner` to some of the other, row-major without padding;
  /// valid until the next call.
  /// @param own, theirs positions in the rows of `bag` and `partner`
  [[nodiscard]] const float* to(std::uint32_t partner, std::span<const std::uint32_t> own,
                                std::span<const std::uint32_t> theirs);

 private:
  const SparseRows& bags_;
  const GroundCosts& ground_costs_;
  const Matrix<float>& all_;
  std::uint32_t bag_ = 0;
  std::vector<std::uint32_t> union_;      // the directions of the partners: the columns of the panel
  std::vector<std::uint32_t> column_of_;  // per direction, its column in the panel
  std::vector<float> panel_;
  std::vector<std::uint32_t> columns_;  // the panel columns of some of one partner's directions
  std::vector<float> gathered_;
  std::vector<float> costs_;
};

}  // namespace proclens

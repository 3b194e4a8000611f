// The cost of moving mass from one direction to another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// Costs ½‖x − y‖² between rows of a matrix: for unit vectors the cosine distance 1 − x·y.
///
/// Costs come from single-precision products and have an error of about 1e-7. Costs below 1/64 are recomputed from the
/// differences in double precision, so that small costs are accurate, too. The cost from a row to itself, or to a row
/// with the same values, is exactly 0. No cost is negative.
class GroundCosts {
 public:
  /// @param directions w × d, borrowed; must outlive this. Finite, with norms of about 1 or 0
  explicit GroundCosts(const Matrix<float>& directions);

  /// Fills the rows.size() × columns.size() costs between the listed rows of `directions`, row-major without padding.
  /// `gathered` is scratch space that grows as needed; use one per thread.
  void between(std::span<const std::uint32_t> rows, std::span<const std::uint32_t> columns, float* costs,
               std::vector<float>& gathered) const;

  /// All costs, w × w and symmetric. Runs in parallel.
  [[nodiscard]] Matrix<float> all(const Context& context) const;

 private:
  void products_to_costs(std::span<const std::uint32_t> rows, std::span<const std::uint32_t> columns, float* products,
                         std::size_t stride) const;

  const Matrix<float>& directions_;
  std::vector<float> half_norms_;  // ½‖x‖²
};

}  // namespace proclens

// Recognises a vector among the rows of a matrix.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// The rows of a matrix, for lookups by value. Keeps a view of it. Rounding may change a vector, so there is no hash of
/// it to look up; but vectors that nearly coincide are nearly of the same length, so only those rows are compared.
class EqualVectors {
 public:
  /// @param vectors finite
  EqualVectors(const Context& context, const MatrixView<float>& vectors);

  /// The row nearest to `vector` among those with ‖row − vector‖ ≤ 1e-5·‖vector‖, which single-precision rounding stays
  /// within; the first of several at the same distance. Exact.
  [[nodiscard]] std::optional<std::uint32_t> find(std::span<const float> vector) const;

 private:
  MatrixView<float> vectors_;
  std::vector<std::pair<double, std::uint32_t>> by_length_;  // length, row
};

}  // namespace proclens

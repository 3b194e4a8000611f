// A vector for each feature, from the features it occurs with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

struct VocabularyOptions {
  std::size_t components = 512;  ///< length of the vectors; at most v − 1 are kept. At least 1
  std::uint64_t seed = 42;       ///< of the randomised SVD's start; ignored when the SVD is small enough to be exact

  /// What is wrong, a sentence for each option; empty when nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// The rows of U·Σ of the truncated SVD of C = diag(s)·Bᵀ·M·B, with B the weighted bags (u × v), M their
/// multiplicities on the diagonal and s the column sums of M·B. C is never formed.
/// @param weighted B, u × v   @param multiplicity u
/// @return v × max(1, min(components, v − 1)), 0 × 0 without features; a feature without weight has a zero row. Signs:
///         the entry of largest magnitude in each left singular vector is positive.
/// Throws std::invalid_argument when shapes do not fit or a `validate()` finds fault, Cancelled.
[[nodiscard]] Matrix<float> vocabulary_vectors(const Context& context, const SparseRowsView& weighted,
                                               std::span<const std::uint32_t> multiplicity,
                                               const VocabularyOptions& options = {});

}  // namespace proclens

// A vector for each feature, derived from the features it co-occurs with.
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
  std::size_t components = 512;  ///< dimension of the vectors; capped at v − 1. At least 1
  std::uint64_t seed = 42;  ///< of the randomised SVD's start; ignored if the matrix is small enough for an exact SVD

  /// What is wrong with the options, one sentence each; empty if nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// The rows of U·Σ of the truncated SVD of C = diag(s)·Bᵀ·M·B, with B the weighted bags (u × v), M the diagonal matrix
/// of their multiplicities and s the column sums of M·B. C is never formed.
/// @param weighted B, u × v   @param multiplicity u
/// @return v × max(1, min(components, v − 1)), 0 × 0 without features; a feature without weight has a zero row. Signs:
///        the entry of largest magnitude in each left singular vector is positive.
/// Throws std::invalid_argument if the shapes do not match or a `validate()` reports a problem, Cancelled.
[[nodiscard]] Matrix<float> vocabulary_vectors(const Context& context, const SparseRowsView& weighted,
                                               std::span<const std::uint32_t> multiplicity,
                                               const VocabularyOptions& options = {});

}  // namespace proclens

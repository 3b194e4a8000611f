// A vector for each feature, from the features it occurs with.
#pragma once

#include <cstdint>
#include <span>

#include "core/matrix.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct VocabularyOptions {
  std::size_t components = 512;  ///< rank of the truncated SVD; at most v − 1 are kept, at least one
  std::uint64_t seed = 42;       ///< of the randomised SVD's start
};

/// The rows of U·Σ of the truncated SVD of C = diag(s)·Bᵀ·M·B, with B the weighted bags (u × v), M their
/// multiplicities on the diagonal and s the column sums of M·B. C is never formed.
/// @return v × max(1, min(components, v − 1)), 0 × 0 without features; a feature without weight has a zero row. Signs:
/// the entry of largest magnitude
///         in each left singular vector is positive.
[[nodiscard]] Matrix<float> vocabulary_vectors(const Context& context, const SparseRows& weighted,
                                               std::span<const std::uint32_t> multiplicity,
                                               const VocabularyOptions& options = {});

}  // namespace proclens

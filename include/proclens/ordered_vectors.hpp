// A vector for each feature, derived from the features before and after it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"
#include "proclens/ordered_bags.hpp"

namespace proclens {

struct OrderedVectorOptions {
  std::size_t window = 5;        ///< how many features before, and how many after, are the context of one. At least 1
  std::size_t rounds = 3;        ///< of expectation-maximisation, which favours typical contexts; 0: plain counts
  std::size_t components = 512;  ///< dimension of the vectors; capped at v − 1. At least 1
  std::uint64_t seed = 42;       ///< of the randomised SVD's start; unused up to 1,536 features: their SVD is exact

  /// What is wrong with the options, one sentence each; empty if nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// The rows of U·√Σ of the truncated SVD of the co-occurrence of features in order, a v × 2v matrix:
///
/// 1. Entry (t, c) is how often c is among the `window` features before t, entry (t, v + c) among those after; each
///    occurrence of t contributes 1 in all, spread evenly over its context. Columns are scaled to sum 1.
/// 2. `rounds` times: each occurrence of t spreads its 1 over its context in proportion to the entries of the previous
///    round; columns are scaled to sum 1.
/// 3. Rows are scaled to sum 1, and every entry is replaced by its fourth root.
///
/// Source: TokenCooccurrenceVectorizer(n_iter=3) and its reduce_dimension(512) in vectorizers 0.2.3. An object of
/// multiplicity m counts m times. Memory: 4 bytes for each feature in each window, about 40 for each different pair,
/// and six v × (components + 64) matrices of doubles.
/// @param features v
/// @return v × max(1, min(components, v − 1)), 0 × 0 without features; the row of a feature that only occurs alone is
///         zero. Signs: the entry of largest magnitude in each column is positive.
/// Throws std::invalid_argument if a `validate()` reports a problem, Cancelled.
[[nodiscard]] Matrix<float> ordered_vectors(const Context& context, const SequencesView& sequences,
                                            std::size_t features, const OrderedVectorOptions& options = {});

}  // namespace proclens

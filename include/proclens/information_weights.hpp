// How much each feature says about an object.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "proclens/bags.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct InformationWeightOptions {
  /// s: pseudo-counts added to every feature, spread over the objects in proportion to their share p of all counts.
  /// Larger values pull the weights of rare features together. Above 0.
  double prior_strength = 1e-4;

  /// The exponent of the normalised divergence. Larger values increase the contrast between features; 0 gives every
  /// feature weight 1. At least 0.
  double power = 2;

  /// Whether objects without features count among the n objects. A matrix has rows for them. Telemetry read from the
  /// features up, as the Python stack reads it, does not, and its weights should not depend on what was not recorded.
  bool count_empty = true;

  /// What is wrong with the options, one sentence each; empty if nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// One weight per feature, ≥ 0: max(0, KL_j / mean KL)^power, where KL_j is the Kullback–Leibler divergence from the
/// objects' shares of all counts (p) to their shares of feature j's counts, with prior. With N the counts per object:
///   q_i = (N_ij + s·p_i)/(c_j + s),  z_j = s/(c_j + s) · ln(s/(c_j + s)),
///   KL_j = Σ_{i: N_ij > 0} q_i·ln(q_i/p_i) + (1/n)·(n − nnz_j)·z_j.
/// Multiplicities count: the result is that of the expanded matrix. If the mean KL is not positive, the normalisation
/// is skipped: with a single object, a single feature or only equal bags, nothing distinguishes objects and every
/// weight is 0. A feature that no object has weighs 0. Cost O(entries).
/// Source: InformationWeightTransformer of the Python package vectorizers (approximate prior).
/// @return v weights
/// Throws std::invalid_argument if the bags' or the options' `validate()` reports a problem.
[[nodiscard]] std::vector<double> information_weights(const Context& context, const BagsView& bags,
                                                      const InformationWeightOptions& options = {});

/// B = N · diag(w): the bags with weighted counts. Entries of weight 0 are dropped, so a bag without information
/// becomes an empty row.
/// @param weights v   @return u × v
/// Throws std::invalid_argument if the shapes do not match or `bags.validate()` reports a problem.
[[nodiscard]] SparseRows weighted_bags(const BagsView& bags, std::span<const double> weights);

}  // namespace proclens

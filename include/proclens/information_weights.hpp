// How much each feature tells about an object.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "proclens/bags.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct InformationWeightOptions {
  /// s: pseudo-counts that every feature gets, spread over the objects by their share p of all counts. Larger values
  /// pull rare features' weights together. Above 0.
  double prior_strength = 1e-4;

  /// The exponent on the normalised divergence. Larger values tell features further apart; 0 gives all weight 1. At
  /// least 0.
  double power = 2;

  /// Whether objects without features count among the n objects. A matrix has such rows; telemetry that is read from
  /// the features up, as the Python stack does, has not, and its weights should not change with what was not recorded.
  bool count_empty = true;

  /// What is wrong, a sentence for each option; empty when nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// One weight per feature, ≥ 0: max(0, KL_j / mean KL)^power, where KL_j is the Kullback–Leibler divergence from the
/// objects' shares of all counts (p) to their shares of feature j's counts, with prior. With N the counts per object:
///   q_i = (N_ij + s·p_i)/(c_j + s),  z_j = s/(c_j + s) · ln(s/(c_j + s)),
///   KL_j = Σ_{i: N_ij > 0} q_i·ln(q_i/p_i) + (1/n)·(n − nnz_j)·z_j.
/// Multiplicities count: the result is that of the expanded matrix. When the mean KL is not positive the normalisation
/// is skipped: with one object, one feature or equal bags only, nothing tells objects apart and every weight is 0.
/// A feature of no object weighs 0. Costs O(entries).
/// Source: InformationWeightTransformer of the Python package vectorizers (approximate prior).
/// @return v weights
/// Throws std::invalid_argument when the bags' or the options' `validate()` finds fault.
[[nodiscard]] std::vector<double> information_weights(const Context& context, const BagsView& bags,
                                                      const InformationWeightOptions& options = {});

/// B = N · diag(w): the bags with their counts weighted. Entries whose weight is 0 are left out, so a bag without
/// information becomes an empty row.
/// @param weights v   @return u × v
/// Throws std::invalid_argument when shapes do not fit or `bags.validate()` finds fault.
[[nodiscard]] SparseRows weighted_bags(const BagsView& bags, std::span<const double> weights);

}  // namespace proclens

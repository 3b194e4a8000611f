// How much each feature tells about an object.
#pragma once

#include <vector>

#include "bag/bags.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct InformationWeightOptions {
  double prior_strength = 1e-4;  ///< s > 0: pseudo-counts spread over the objects by their share p of all counts
  double power = 2;              ///< the exponent on the normalised divergence
  /// Whether objects without features count among the n objects. A matrix has such rows; telemetry that is read from
  /// the features up, as the Python stack does, has not, and its weights should not change with what was not recorded.
  bool count_empty = true;
};

/// One weight per feature, ≥ 0: max(0, KL_j / mean KL)^power, where KL_j is the Kullback–Leibler divergence from the
/// objects' shares of all counts (p) to their shares of feature j's counts, with prior. With N the counts per object:
///   q_i = (N_ij + s·p_i)/(c_j + s),  z_j = s/(c_j + s) · ln(s/(c_j + s)),
///   KL_j = Σ_{i: N_ij > 0} q_i·ln(q_i/p_i) + (1/n)·(n − nnz_j)·z_j.
/// Multiplicities count: the result is that of the expanded matrix. When the mean KL is not positive the normalisation
/// is skipped: with one object, one feature or equal bags only, nothing tells objects apart and every weight is 0.
/// A feature of no object weighs 0. Throws std::invalid_argument unless s > 0. Source: InformationWeightTransformer of
/// the Python package vectorizers (approximate prior).
[[nodiscard]] std::vector<double> information_weights(const Context& context, const Bags& bags,
                                                      const InformationWeightOptions& options = {});

/// B = N · diag(w): the bags with their counts weighted. Entries whose weight is 0 are left out, so a bag without
/// information becomes an empty row.
[[nodiscard]] SparseRows weighted_bags(const Bags& bags, const std::vector<double>& weights);

}  // namespace proclens

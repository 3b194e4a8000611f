// The exact transport plans from every bag to the reference.
#pragma once

#include <cstdint>
#include <vector>

#include "embed/reference_distribution.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// The exact transport plans of u distributions over w points to one reference of r points, as sparse rows over the r·w
/// pairs: column k·w + j of row i is the mass that moves from point j to reference point k. A row's masses for k sum to
/// the reference's mass there; the row of a bag without mass is empty. At most r + (entries of the distribution) − 1
/// entries per row.
///
/// The cost of a pair is ½‖x_k − y_j‖². Its terms that depend on k or on j alone contribute the same to every plan, so
/// −x_k·y_j is minimised instead; on unit vectors this is the cosine distance.
/// @param distributions u × w, rows of sum 1 or empty
/// @param points w × d
/// Throws Error (data) if r·w does not fit 32 bits.
[[nodiscard]] SparseRows transport_plans(const Context& context, const SparseRows& distributions,
                                         const Matrix<float>& points, const ReferenceDistribution& reference);

}  // namespace proclens

// The transport images of all bags under the centre reference, as a linear operator.
#pragma once

#include <span>
#include <vector>

#include "embed/reference_distribution.hpp"
#include "embed/svd/linear_operator.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// The u × (r·d) matrix of the features that vectorizers' LOT_exact derives from transport plans on the sphere, in one
/// segment of d numbers per unit reference point x_k: with T = T_i(x_k) scaled to length 1, t the direction of the
/// component of T − x_k orthogonal to x_k, and z = (1 − T·x_k)·t, the segment is sign(z)·√|z| entry by entry, times
/// `row_factors[i]`. The row of a bag without a plan is zero.
///
/// Not linear in the plan, so every product recomputes the segments, a block at a time; nothing of size u × (r·d) is
/// ever stored. A product with l vectors costs 2·l·u·r·d operations.
/// Source: lot_vectors_sparse_internal() in the Python package vectorizers 0.2.3.
class CentreOperator final : public LinearOperator<float> {
 public:
  /// @param plans u × (r·w), see transport_plans(); @param points w × d; @param reference r unit vectors. All three are
  ///        borrowed and must outlive the operator.
  /// @param row_factors u
  CentreOperator(const SparseRows& plans, const Matrix<float>& points, const ReferenceDistribution& reference,
                 std::span<const float> row_factors);

  [[nodiscard]] std::size_t rows() const override { return plans_.rows(); }
  [[nodiscard]] std::size_t columns() const override { return reference_.points.rows() * points_.columns(); }
  [[nodiscard]] Matrix<float> apply(const Context& context, const Matrix<float>& z) const override;
  [[nodiscard]] Matrix<float> apply_transpose(const Context& context, const Matrix<float>& y) const override;

 private:
  /// Writes the segments of bags [begin, end) for reference point k, one below the other.
  void stretches(std::size_t begin, std::size_t end, std::size_t k, float* to) const;

  const SparseRows& plans_;
  const Matrix<float>& points_;
  const ReferenceDistribution& reference_;
  std::vector<float> row_factors_;
};

}  // namespace proclens

// The transport images of all bags under the spread reference, as a linear operator.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "embed/reference_distribution.hpp"
#include "embed/svd/linear_operator.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// The u × (r·d) matrix X whose row i is, up to a factor, the image √q_k·T_i(x_k) of the reference under bag i's plan
/// P, in one segment of d numbers per reference point: T_i(x_k) = Σ_j P_kj·y_j / q_k, the mean of the points whose mass
/// goes to x_k. The factor scales the row to length `row_lengths[i]`; the row of a bag without a plan is zero.
///
/// X is u × 32,768 with the default options and never formed. With one entry P_kj/√q_k per plan entry in a sparse u ×
/// pairs matrix and one y_j per pair that any plan uses, X·Z is a sparse matrix times (y_j·Z_k), so a product with l
/// vectors costs 2·l·(d·pairs + entries) operations; there are far fewer pairs than u·r. Memory: 16 bytes per plan
/// entry.
class SpreadOperator final : public LinearOperator<float> {
 public:
  /// @param plans u × (r·w), see transport_plans()
  /// @param points w × d; borrowed, must outlive the operator
  /// @param row_lengths u
  SpreadOperator(const Context& context, const SparseRows& plans, const Matrix<float>& points,
                 const ReferenceDistribution& reference, std::span<const float> row_lengths);

  [[nodiscard]] std::size_t rows() const override { return row_start_.size() - 1; }
  [[nodiscard]] std::size_t columns() const override { return pairs_of_.size() * points_.columns(); }
  [[nodiscard]] Matrix<float> apply(const Context& context, const Matrix<float>& z) const override;
  [[nodiscard]] Matrix<float> apply_transpose(const Context& context, const Matrix<float>& y) const override;

 private:
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  /// Neighbouring pairs of one reference point, few enough for one matrix product.
  struct Segment {
    std::uint32_t reference_point;
    Range pairs;
  };

  void number_pairs(const SparseRows& plans, std::size_t r);
  void scale_entries(const Context& context, const SparseRows& plans, const ReferenceDistribution& reference,
                     std::span<const float> row_lengths);
  void index_by_pair();
  [[nodiscard]] std::vector<Segment> segments(Range pairs, std::uint32_t reference_point) const;
  void copy_points(const Segment& segment, float* to) const;

  const Matrix<float>& points_;
  std::vector<Range> pairs_of_;            // per reference point; together they cover all pairs
  std::vector<std::uint32_t> pair_point_;  // per pair, its row in points_
  std::vector<std::size_t> row_start_;     // entries by bag, pairs ascending
  std::vector<std::uint32_t> entry_pair_;
  std::vector<float> entry_value_;
  std::vector<std::size_t> pair_start_;  // the same entries by pair, bags ascending
  std::vector<std::uint32_t> pair_bag_;
  std::vector<float> pair_value_;
};

}  // namespace proclens

#include "embed/spread_operator.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/linear_algebra/multiply.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kSegmentPairs = 256;  ///< of one matrix product
constexpr std::size_t kGroupPairs = 16384;  ///< whose products with Z are kept at once
constexpr std::size_t kSpreadBlockBags = 64;

inline void add_scaled(float factor, const float* from, std::size_t width, float* to) {
  for (std::size_t c = 0; c < width; ++c) to[c] = std::fma(factor, from[c], to[c]);
}

/// Accumulated in eight partial sums, so that the compiler can vectorise it.
double squared_length(const std::vector<float>& vector) {
  constexpr std::size_t kLanes = 8;
  float lanes[kLanes] = {};
  const std::size_t whole = vector.size() / kLanes * kLanes;
  for (std::size_t c = 0; c < whole; c += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += vector[c + lane] * vector[c + lane];
  }
  double sum = 0;
  for (const float lane : lanes) sum += lane;
  for (std::size_t c = whole; c < vector.size(); ++c) sum += static_cast<double>(vector[c]) * vector[c];
  return sum;
}

}  // namespace

SpreadOperator::SpreadOperator(const Context& context, const SparseRows& plans, const Matrix<float>& points,
                               const ReferenceDistribution& reference, std::span<const float> row_lengths)
    : points_(points) {
  const std::size_t r = reference.masses.size();
  if (plans.columns != r * points.rows() || row_lengths.size() != plans.rows()) {
    throw std::invalid_argument("spread operator: the shapes do not fit");
  }
  number_pairs(plans, r);
  scale_entries(context, plans, reference, row_lengths);
  index_by_pair();
}

void SpreadOperator::number_pairs(const SparseRows& plans, std::size_t r) {
  constexpr std::uint32_t kUnused = 0xFFFFFFFFU;
  const std::size_t w = points_.rows();
  std::vector<std::uint32_t> number(plans.columns, kUnused);
  for (const std::uint32_t column : plans.column) number[column] = 0;
  for (std::size_t k = 0; k < r; ++k) {
    Range range{static_cast<std::uint32_t>(pair_point_.size()), 0};
    for (std::size_t j = 0; j < w; ++j) {
      if (number[k * w + j] == kUnused) continue;
      number[k * w + j] = static_cast<std::uint32_t>(pair_point_.size());
      pair_point_.push_back(static_cast<std::uint32_t>(j));
    }
    range.end = static_cast<std::uint32_t>(pair_point_.size());
    pairs_of_.push_back(range);
  }
  row_start_ = plans.row_start;
  entry_pair_.resize(plans.nonzeros());
  std::transform(plans.column.begin(), plans.column.end(), entry_pair_.begin(),
                 [&](std::uint32_t column) { return number[column]; });
}

void SpreadOperator::scale_entries(const Context& context, const SparseRows& plans,
                                   const ReferenceDistribution& reference, std::span<const float> row_lengths) {
  const std::size_t w = points_.rows();
  const std::size_t d = points_.columns();
  entry_value_.resize(plans.nonzeros());
  parallel_blocks(context, plans.rows(), kSpreadBlockBags, [&](std::size_t begin, std::size_t end) {
    std::vector<float> image(d);
    for (std::size_t i = begin; i < end; ++i) {
      double squares = 0;  // of the whole row
      for (std::size_t e = plans.row_start[i]; e < plans.row_start[i + 1];) {
        const std::size_t k = plans.column[e] / w;
        const double root = std::sqrt(reference.masses[k]);
        std::fill(image.begin(), image.end(), 0.0F);
        for (; e < plans.row_start[i + 1] && plans.column[e] / w == k; ++e) {
          entry_value_[e] = static_cast<float>(plans.value[e] / root);
          add_scaled(entry_value_[e], points_.row(plans.column[e] - k * w).data(), d, image.data());
        }
        squares += squared_length(image);
      }
      if (!(squares > 0)) continue;
      const auto factor = static_cast<float>(row_lengths[i] / std::sqrt(squares));
      for (std::size_t e = plans.row_start[i]; e < plans.row_start[i + 1]; ++e) entry_value_[e] *= factor;
    }
  });
}

void SpreadOperator::index_by_pair() {
  pair_start_.assign(pair_point_.size() + 1, 0);
  for (const std::uint32_t pair : entry_pair_) ++pair_start_[pair + 1];
  for (std::size_t p = 0; p < pair_point_.size(); ++p) pair_start_[p + 1] += pair_start_[p];
  pair_bag_.resize(entry_pair_.size());
  pair_value_.resize(entry_pair_.size());
  std::vector<std::size_t> next(pair_start_.begin(), pair_start_.end() - 1);
  for (std::size_t i = 0; i < rows(); ++i) {
    for (std::size_t e = row_start_[i]; e < row_start_[i + 1]; ++e) {
      const std::size_t entry = next[entry_pair_[e]]++;
      pair_bag_[entry] = static_cast<std::uint32_t>(i);
      pair_value_[entry] = entry_value_[e];
    }
  }
}

std::vector<SpreadOperator::Segment> SpreadOperator::segments(Range pairs, std::uint32_t reference_point) const {
  std::vector<Segment> result;
  const Range all = pairs_of_[reference_point];
  const std::uint32_t end = std::min(pairs.end, all.end);
  for (std::uint32_t p = std::max(pairs.begin, all.begin); p < end; p += kSegmentPairs) {
    result.push_back({reference_point, {p, std::min<std::uint32_t>(end, p + kSegmentPairs)}});
  }
  return result;
}

void SpreadOperator::copy_points(const Segment& segment, float* to) const {
  const std::size_t d = points_.columns();
  for (std::uint32_t p = segment.pairs.begin; p < segment.pairs.end; ++p, to += d) {
    std::copy_n(points_.row(pair_point_[p]).data(), d, to);
  }
}

Matrix<float> SpreadOperator::apply(const Context& context, const Matrix<float>& z) const {
  if (z.rows() != columns()) throw std::invalid_argument("spread operator: the shapes do not fit");
  const std::size_t d = points_.columns();
  const std::size_t l = z.columns();
  const std::size_t pairs = pair_point_.size();
  Matrix<float> result(rows(), l);
  Matrix<float> product(std::min(pairs, kGroupPairs), l);  // y_j·Z_k of every pair of the group
  for (std::size_t first = 0; first < pairs; first += kGroupPairs) {
    context.check_cancelled();
    const Range group{static_cast<std::uint32_t>(first),
                      static_cast<std::uint32_t>(std::min(pairs, first + kGroupPairs))};
    std::vector<Segment> work;
    for (std::uint32_t k = 0; k < pairs_of_.size(); ++k) {
      const auto more = segments(group, k);
      work.insert(work.end(), more.begin(), more.end());
    }
    parallel_blocks(context, work.size(), 1, [&](std::size_t s, std::size_t) {
      std::vector<float> gathered(kSegmentPairs * d);
      copy_points(work[s], gathered.data());
      multiply_block(Op::none, Op::none, work[s].pairs.end - work[s].pairs.begin, l, d, 1.0F, gathered.data(), d,
                     z.row(work[s].reference_point * d).data(), l, 0.0F,
                     product.row(work[s].pairs.begin - group.begin).data(), l);
    });
    parallel_blocks(context, rows(), kSpreadBlockBags, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const auto stop = entry_pair_.begin() + static_cast<std::ptrdiff_t>(row_start_[i + 1]);
        auto entry =
            std::lower_bound(entry_pair_.begin() + static_cast<std::ptrdiff_t>(row_start_[i]), stop, group.begin);
        for (; entry != stop && *entry < group.end; ++entry) {
          add_scaled(entry_value_[static_cast<std::size_t>(entry - entry_pair_.begin())],
                     product.row(*entry - group.begin).data(), l, result.row(i).data());
        }
      }
    });
  }
  return result;
}

Matrix<float> SpreadOperator::apply_transpose(const Context& context, const Matrix<float>& y) const {
  if (y.rows() != rows()) throw std::invalid_argument("spread operator: the shapes do not fit");
  const std::size_t d = points_.columns();
  const std::size_t l = y.columns();
  Matrix<float> result(columns(), l);
  parallel_blocks(context, pairs_of_.size(), 1, [&](std::size_t k, std::size_t) {
    std::vector<float> gathered(kSegmentPairs * d);
    std::vector<float> sums(kSegmentPairs * l);
    for (const Segment& segment : segments(pairs_of_[k], static_cast<std::uint32_t>(k))) {
      context.check_cancelled();
      copy_points(segment, gathered.data());
      std::fill(sums.begin(), sums.end(), 0.0F);
      for (std::uint32_t p = segment.pairs.begin; p < segment.pairs.end; ++p) {
        float* sum = sums.data() + (p - segment.pairs.begin) * l;
        for (std::size_t e = pair_start_[p]; e < pair_start_[p + 1]; ++e) {
          add_scaled(pair_value_[e], y.row(pair_bag_[e]).data(), l, sum);
        }
      }
      multiply_block(Op::transpose, Op::none, d, l, segment.pairs.end - segment.pairs.begin, 1.0F, gathered.data(), d,
                     sums.data(), l, 1.0F, result.row(k * d).data(), l);
    }
  });
  return result;
}

}  // namespace proclens

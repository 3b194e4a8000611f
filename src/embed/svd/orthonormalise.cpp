#include "embed/svd/orthonormalise.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/linear_algebra/multiply.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kGramRows = 1024;  ///< at least; more if there would be more than kGramParts partial sums
constexpr std::size_t kGramParts = 64;
constexpr std::size_t kMultiplyRows = 256;
constexpr std::size_t kTile = 96;

/// A unit column whose squared remainder, after the other columns are projected out, is below this is rounding error.
/// Rounding of T affects the column itself; rounding of double affects the inner products.
template <class T>
constexpr double kSmallestPivot = std::is_same_v<T, float> ? 1e-11 : 1e-13;

/// A pass whose pivots are all at least this large leaves columns orthonormal to about 1e-9.
constexpr double kGoodPivot = 1e-7;

/// The values of rows [begin, end) as doubles: in place, or copied into `storage` if they are floats.
const double* as_double(const Matrix<double>& z, std::size_t begin, std::size_t, std::vector<double>&) {
  return z.row(begin).data();
}
const double* as_double(const Matrix<float>& z, std::size_t begin, std::size_t end, std::vector<double>& storage) {
  storage.assign(z.row(begin).data(), z.row(begin).data() + (end - begin) * z.columns());
  return storage.data();
}

/// Scales a Gram matrix to a unit diagonal. Returns the factors, 0 where the diagonal is 0 or too small to invert.
std::vector<double> unit_diagonal(Matrix<double>& g) {
  const std::size_t l = g.rows();
  std::vector<double> factor(l);
  for (std::size_t i = 0; i < l; ++i) {
    factor[i] = g(i, i) > std::numeric_limits<double>::min() ? 1.0 / std::sqrt(g(i, i)) : 0.0;
  }
  for (std::size_t i = 0; i < l; ++i) {
    for (std::size_t j = 0; j < l; ++j) g(i, j) *= factor[i] * factor[j];
  }
  return factor;
}

struct PivotedCholesky {
  std::vector<std::size_t> order;  ///< order[a] is the column taken a-th
  std::size_t rank = 0;
  double last_pivot = 1;  ///< the smallest accepted
};

/// G = P·L·Lᵀ·Pᵀ by rank-one updates of the remainder, the largest diagonal first (ties: the lowest column). L is
/// returned in the leading `rank` columns of the lower triangle of `g`, whose rows and columns are permuted
/// accordingly.
PivotedCholesky pivoted_cholesky(Matrix<double>& g, double smallest_pivot) {
  const std::size_t l = g.rows();
  PivotedCholesky result{std::vector<std::size_t>(l), 0};
  std::iota(result.order.begin(), result.order.end(), std::size_t{0});
  for (std::size_t a = 0; a < l; ++a) {
    std::size_t best = a;
    for (std::size_t b = a + 1; b < l; ++b) {
      if (g(b, b) > g(best, best)) best = b;
    }
    if (!(g(best, best) > smallest_pivot)) break;
    if (best != a) {
      std::swap(result.order[a], result.order[best]);
      std::swap_ranges(g.row(a).begin(), g.row(a).end(), g.row(best).begin());
      for (std::size_t i = 0; i < l; ++i) std::swap(g(i, a), g(i, best));
    }
    result.last_pivot = g(a, a);
    const double pivot = std::sqrt(result.last_pivot);
    g(a, a) = pivot;
    for (std::size_t i = a + 1; i < l; ++i) {
      g(i, a) /= pivot;
      g(a, i) = g(i, a);
    }
    const double* column = g.row(a).data();
    for (std::size_t i = a + 1; i < l; ++i) {
      double* row = g.row(i).data();
      const double factor = row[a];
      for (std::size_t j = a + 1; j < l; ++j) row[j] = std::fma(-factor, column[j], row[j]);
    }
    ++result.rank;
  }
  return result;
}

/// L⁻ᵀ (upper triangular) of the leading rank × rank lower triangle of `g`.
Matrix<double> inverse_transpose(const Matrix<double>& g, std::size_t rank) {
  // Row i of L⁻¹ is (e_i − Σ_{k<i} L_ik · row k of L⁻¹) / L_ii.
  Matrix<double> inverse(rank, rank);
  for (std::size_t i = 0; i < rank; ++i) {
    double* row = inverse.row(i).data();
    for (std::size_t k = 0; k < i; ++k) {
      const double factor = g(i, k);
      const double* above = inverse.row(k).data();
      for (std::size_t j = 0; j <= k; ++j) row[j] = std::fma(-factor, above[j], row[j]);
    }
    row[i] += 1.0;
    const double scale = 1.0 / g(i, i);
    for (std::size_t j = 0; j <= i; ++j) row[j] *= scale;
  }
  Matrix<double> result(rank, rank);
  for (std::size_t i = 0; i < rank; ++i) {
    for (std::size_t j = 0; j <= i; ++j) result(j, i) = inverse(i, j);
  }
  return result;
}

/// z ← (z with its columns in `order`, scaled) · upper, followed by zero columns.
template <class T>
void multiply_upper(const Context& context, Matrix<T>& z, const PivotedCholesky& cholesky,
                    const std::vector<double>& factor, const Matrix<double>& upper) {
  const std::size_t rank = cholesky.rank;
  parallel_blocks(context, z.rows(), kMultiplyRows, [&](std::size_t begin, std::size_t end) {
    std::vector<double> from((end - begin) * rank);
    std::vector<double> to((end - begin) * rank);
    for (std::size_t i = begin; i < end; ++i) {
      double* row = from.data() + (i - begin) * rank;
      for (std::size_t a = 0; a < rank; ++a) row[a] = z(i, cholesky.order[a]) * factor[cholesky.order[a]];
    }
    for (std::size_t j = 0; j < rank; j += kTile) {
      const std::size_t j_end = std::min(rank, j + kTile);
      multiply_block(Op::none, Op::none, end - begin, j_end - j, j_end, 1.0, from.data(), rank, upper.data() + j, rank,
                     0.0, to.data() + j, rank);
    }
    for (std::size_t i = begin; i < end; ++i) {
      const double* row = to.data() + (i - begin) * rank;
      std::transform(row, row + rank, z.row(i).begin(), [](double value) { return static_cast<T>(value); });
      std::fill(z.row(i).begin() + static_cast<std::ptrdiff_t>(rank), z.row(i).end(), T{0});
    }
  });
}

}  // namespace

template <class T>
Matrix<double> gram(const Context& context, const Matrix<T>& z) {
  const std::size_t l = z.columns();
  Matrix<double> total = reduce_blocks(
      context, z.rows(), std::max(kGramRows, (z.rows() + kGramParts - 1) / kGramParts), Matrix<double>(l, l),
      [&](std::size_t begin, std::size_t end) {
        std::vector<double> storage;
        const double* rows = as_double(z, begin, end, storage);
        Matrix<double> part(l, l);
        for (std::size_t i = 0; i < l; i += kTile) {
          const std::size_t height = std::min(l, i + kTile) - i;
          multiply_block(Op::transpose, Op::none, height, i + height, end - begin, 1.0, rows + i, l, rows, l, 0.0,
                         part.data() + i * l, l);
        }
        return part;
      },
      [](Matrix<double>& sum, Matrix<double>&& part) {
        std::transform(sum.data(), sum.data() + sum.rows() * sum.columns(), part.data(), sum.data(), std::plus<>{});
      });
  for (std::size_t i = 0; i < l; ++i) {
    for (std::size_t j = i + 1; j < l; ++j) total(i, j) = total(j, i);
  }
  return total;
}

template <class T>
std::size_t orthonormalise(const Context& context, Matrix<T>& z) {
  std::size_t rank = 0;
  double last_pivot = 0;
  do {
    Matrix<double> g = gram(context, z);
    const std::vector<double> factor = unit_diagonal(g);
    const PivotedCholesky cholesky = pivoted_cholesky(g, kSmallestPivot<T>);
    multiply_upper(context, z, cholesky, factor, inverse_transpose(g, cholesky.rank));
    rank = cholesky.rank;
    last_pivot = cholesky.last_pivot;
  } while (last_pivot < kGoodPivot);
  return rank;
}

template Matrix<double> gram(const Context&, const Matrix<float>&);
template Matrix<double> gram(const Context&, const Matrix<double>&);
template std::size_t orthonormalise(const Context&, Matrix<float>&);
template std::size_t orthonormalise(const Context&, Matrix<double>&);

}  // namespace proclens

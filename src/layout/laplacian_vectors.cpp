#include "layout/laplacian_vectors.hpp"

#include <immintrin.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <span>
#include <utility>

#include "core/elementary.hpp"
#include "core/linear_algebra/multiply.hpp"
#include "core/linear_algebra/symmetric_eigen.hpp"
#include "core/parallel.hpp"
#include "core/random.hpp"

namespace proclens {
namespace {

constexpr std::size_t kDense = 128;
constexpr std::size_t kBlockVectors = 16;  // vectors processed together; those beyond `count` widen the spectral gap
constexpr std::size_t kRows = 512;
// A filter amplifies the last wanted vector by e^kGrowth relative to the unwanted ones.
constexpr double kGrowth = 8;
constexpr double kBottom = -1;  // no eigenvalue of S is smaller
// The tolerance is relative to at least this eigenvalue of L; rounding hides smaller ones.
constexpr double kSmallest = 1e-9;

/// u × kBlockVectors, row-major.
using Block = Matrix<double>;

/// S = D^(−½)·W·D^(−½), and its eigenvector for the eigenvalue 1.
struct Normalised {
  SparseRows matrix;
  std::vector<double> top;
};

Normalised normalised(const SparseRows& graph) {
  Normalised s{graph, std::vector<double>(graph.rows())};
  double total = 0;
  for (std::size_t i = 0; i < graph.rows(); ++i) {
    double degree = 0;
    for (const double w : graph.row_values(i)) degree += w;
    s.top[i] = std::sqrt(degree);
    total += degree;
  }
  for (std::size_t i = 0; i < graph.rows(); ++i) {
    for (std::size_t e = graph.row_start[i]; e < graph.row_start[i + 1]; ++e) {
      s.matrix.value[e] /= s.top[i] * s.top[graph.column[e]];
    }
  }
  for (double& entry : s.top) entry /= std::sqrt(total);
  return s;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpsabi"  // vectors are passed only to inlined functions

/// A row of a block in the compiler's vector types, so that sums over many rows stay in registers.
using Doubles = double __attribute__((vector_size(32)));
using BlockRow = std::array<Doubles, kBlockVectors / 4>;

inline Doubles load_doubles(const double* from) {
  Doubles value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

inline BlockRow load_row(const Block& v, std::size_t i) {
  const double* const from = v.row(i).data();
  return {load_doubles(from), load_doubles(from + 4), load_doubles(from + 8), load_doubles(from + 12)};
}

inline void store_row(const BlockRow& row, double* to) {
  for (const Doubles& part : row) {
    std::memcpy(to, &part, sizeof part);
    to += 4;
  }
}

/// result = factor·(S·v − centre·v) − previous
void filter_step(const Context& context, const SparseRows& s, const Block& v, double factor, double centre,
                 const Block& previous, Block& result) {
  parallel_blocks(context, s.rows(), kRows, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      BlockRow sum = load_row(v, i);
      for (Doubles& part : sum) part *= -centre;
      for (std::size_t e = s.row_start[i]; e < s.row_start[i + 1]; ++e) {
        const Doubles factors = Doubles{} + s.value[e];
        const BlockRow other = load_row(v, s.column[e]);
        for (std::size_t k = 0; k < sum.size(); ++k) sum[k] = _mm256_fmadd_pd(factors, other[k], sum[k]);
      }
      const BlockRow before = load_row(previous, i);
      for (std::size_t k = 0; k < sum.size(); ++k) sum[k] = factor * sum[k] - before[k];
      store_row(sum, result.row(i).data());
    }
  });
}

#pragma GCC diagnostic pop

/// aᵀ·b, summed in block order.
Matrix<double> inner(const Context& context, const Block& a, const Block& b) {
  return reduce_blocks(
      context, a.rows(), kRows, Matrix<double>(kBlockVectors, kBlockVectors),
      [&](std::size_t begin, std::size_t end) {
        Matrix<double> part(kBlockVectors, kBlockVectors);
        multiply_block(Op::transpose, Op::none, kBlockVectors, kBlockVectors, end - begin, 1.0, a.row(begin).data(),
                       kBlockVectors, b.row(begin).data(), kBlockVectors, 0.0, part.data(), kBlockVectors);
        return part;
      },
      [](Matrix<double>& sum, Matrix<double>&& part) {
        for (std::size_t i = 0; i < kBlockVectors * kBlockVectors; ++i) sum.data()[i] += part.data()[i];
      });
}

/// v ← v·rotation
void rotate(const Context& context, Block& v, const Matrix<double>& rotation) {
  parallel_blocks(context, v.rows(), kRows, [&](std::size_t begin, std::size_t end) {
    Matrix<double> part(end - begin, kBlockVectors);
    multiply_block(Op::none, Op::none, end - begin, kBlockVectors, kBlockVectors, 1.0, v.row(begin).data(),
                   kBlockVectors, rotation.data(), kBlockVectors, 0.0, part.data(), kBlockVectors);
    std::copy_n(part.data(), (end - begin) * kBlockVectors, v.row(begin).data());
  });
}

/// Projects `top` out of every column.
void project_out(const Context& context, const std::vector<double>& top, Block& v) {
  using Row = std::array<double, kBlockVectors>;
  const Row along = reduce_blocks(
      context, v.rows(), kRows, Row{},
      [&](std::size_t begin, std::size_t end) {
        Row part{};
        for (std::size_t i = begin; i < end; ++i) {
          for (std::size_t k = 0; k < kBlockVectors; ++k) part[k] += top[i] * v(i, k);
        }
        return part;
      },
      [](Row& sum, Row&& part) {
        for (std::size_t k = 0; k < kBlockVectors; ++k) sum[k] += part[k];
      });
  parallel_blocks(context, v.rows(), kRows, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t k = 0; k < kBlockVectors; ++k) v(i, k) -= top[i] * along[k];
    }
  });
}

/// Orthonormalises the columns through the eigenvectors of their Gram matrix; twice, since the Gram matrix squares the
/// condition number of the block.
void orthonormalise(const Context& context, Block& v) {
  for (int pass = 0; pass < 2; ++pass) {
    const SymmetricEigen gram = symmetric_eigen(inner(context, v, v));
    Matrix<double> rotation = gram.vectors;
    for (std::size_t k = 0; k < kBlockVectors; ++k) {
      const double length = std::sqrt(std::max(gram.values[k], gram.values[0] * 1e-30));
      for (std::size_t i = 0; i < kBlockVectors; ++i) rotation(i, k) /= length;
    }
    rotate(context, v, rotation);
  }
}

/// Multiplies v by the Chebyshev polynomial of the given degree that stays within ±1 on [−1, cut].
void chebyshev_filter(const Context& context, const SparseRows& s, double cut, int degree, Block& v, Block& before,
                      Block& next) {
  const double centre = (cut + kBottom) / 2;
  const double half_width = (cut - kBottom) / 2;
  std::fill_n(before.data(), before.rows() * kBlockVectors, 0.0);
  filter_step(context, s, v, 1 / half_width, centre, before, next);
  for (int step = 1; step < degree; ++step) {
    // next becomes the current vector and v the previous one; `before` can be overwritten.
    std::swap(before, v);
    std::swap(v, next);
    filter_step(context, s, v, 2 / half_width, centre, before, next);
  }
  std::swap(v, next);
}

/// The degree at which T(wanted) = e^kGrowth, for the polynomial that stays within ±1 on [−1, cut].
int filter_degree(double cut, double wanted) {
  const double half_width = (cut - kBottom) / 2;
  const double beyond = 1 + std::max(wanted - cut, 1e-9) / half_width;
  return static_cast<int>(std::clamp(kGrowth / reproducible::acosh(beyond), 8.0, 400.0));
}

/// The largest ‖S·v − θ·v‖ over the first `count` columns; sv = S·v.
double largest_residual(const Block& v, const Block& sv, const std::vector<double>& theta, std::size_t count) {
  std::array<double, kBlockVectors> squares{};
  for (std::size_t i = 0; i < v.rows(); ++i) {
    for (std::size_t k = 0; k < count; ++k) {
      const double r = sv(i, k) - theta[k] * v(i, k);
      squares[k] += r * r;
    }
  }
  return std::sqrt(*std::max_element(squares.begin(), squares.begin() + static_cast<std::ptrdiff_t>(count)));
}

void copy_columns(const Matrix<double>& from, std::size_t first, std::size_t count, Matrix<double>& to) {
  for (std::size_t k = 0; k < count; ++k) {
    std::size_t peak = 0;
    for (std::size_t i = 0; i < from.rows(); ++i) {
      if (std::abs(from(i, first + k)) > std::abs(from(peak, first + k))) peak = i;
    }
    const double sign = from(peak, first + k) < 0 ? -1 : 1;
    for (std::size_t i = 0; i < from.rows(); ++i) to(i, k) = sign * from(i, first + k);
  }
}

LaplacianVectors solve_dense(const Normalised& s, std::size_t count) {
  const std::size_t n = s.top.size();
  Matrix<double> dense(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t e = s.matrix.row_start[i]; e < s.matrix.row_start[i + 1]; ++e) {
      dense(i, s.matrix.column[e]) = s.matrix.value[e];
    }
    // Moves the eigenvalue of `top` from 1 to −2, below all others.
    for (std::size_t j = 0; j < n; ++j) dense(i, j) -= 3 * s.top[i] * s.top[j];
  }
  const SymmetricEigen eigen = symmetric_eigen(dense);
  const std::size_t found = std::min(count, n - 1);
  LaplacianVectors result{{}, Matrix<double>(n, count), 0, 0};
  for (std::size_t k = 0; k < found; ++k) result.values.push_back(1 - eigen.values[k]);
  copy_columns(eigen.vectors, 0, found, result.vectors);
  return result;
}

LaplacianVectors solve_by_filter(const Context& context, const Normalised& s, std::size_t count,
                                 const LaplacianOptions& options) {
  const std::size_t n = s.top.size();
  const CounterRandom random(options.seed, 0x5BEC);
  Block v(n, kBlockVectors);
  for (std::size_t i = 0; i < n * kBlockVectors; ++i) v.data()[i] = random.normal(i);
  Block before(n, kBlockVectors);
  Block next(n, kBlockVectors);
  LaplacianVectors result{std::vector<double>(count), Matrix<double>(n, count), 0, 0};
  double cut = 0.5;
  int degree = 8;
  while (true) {
    chebyshev_filter(context, s.matrix, cut, degree, v, before, next);
    project_out(context, s.top, v);
    orthonormalise(context, v);
    std::fill_n(before.data(), n * kBlockVectors, 0.0);
    filter_step(context, s.matrix, v, 1, 0, before, next);
    const SymmetricEigen ritz = symmetric_eigen(inner(context, v, next));
    rotate(context, v, ritz.vectors);
    rotate(context, next, ritz.vectors);
    result.residual = largest_residual(v, next, ritz.values, count);
    result.products += degree + 1;
    const double wanted = options.tolerance * std::max(1 - ritz.values[0], kSmallest);
    if (result.residual <= wanted || result.products >= options.max_products) {
      for (std::size_t k = 0; k < count; ++k) result.values[k] = 1 - ritz.values[k];
      copy_columns(v, 0, count, result.vectors);
      return result;
    }
    cut = std::max(ritz.values.back(), -0.5);
    degree = std::min(filter_degree(cut, ritz.values[count - 1]), options.max_products - result.products);
    degree = std::max(degree, 1);
  }
}

}  // namespace

LaplacianVectors laplacian_vectors(const Context& context, const SparseRows& graph, std::size_t count,
                                   const LaplacianOptions& options) {
  if (graph.rows() < 2) return {{}, Matrix<double>(graph.rows(), count), 0, 0};
  const Normalised s = normalised(graph);
  return graph.rows() <= kDense ? solve_dense(s, count) : solve_by_filter(context, s, count, options);
}

}  // namespace proclens

#include "embed/svd/truncated_svd.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/linear_algebra/multiply.hpp"
#include "core/linear_algebra/symmetric_eigen.hpp"
#include "core/parallel.hpp"
#include "core/random.hpp"
#include "embed/svd/orthonormalise.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kStartStream = 0x5EED57A7;
constexpr std::size_t kBlockRows = 512;

template <class T>
Matrix<T> identity(std::size_t n) {
  Matrix<T> result(n, n);
  for (std::size_t i = 0; i < n; ++i) result(i, i) = T{1};
  return result;
}

/// Independent entries of mean 0 and variance 1, which serve as well as normal ones (Halko et al., section 4.6) at a
/// tenth of the cost.
template <class T>
Matrix<T> random_block(const Context& context, std::size_t rows, std::size_t columns, std::uint64_t seed) {
  const CounterRandom random(seed, kStartStream);
  const double width = std::sqrt(12.0);
  Matrix<T> result(rows, columns);
  parallel_blocks(context, rows, kBlockRows, [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin * columns; k < end * columns; ++k) {
      result.data()[k] = static_cast<T>((random.uniform(k) - 0.5) * width);
    }
  });
  return result;
}

/// The l directions that Aᵀ is first applied to: those of `start`, then random ones; the identity if l reaches the
/// number of rows.
template <class T>
Matrix<T> left_start(const Context& context, std::size_t rows, std::size_t l, const Matrix<T>& start,
                     std::uint64_t seed) {
  if (l >= rows) return identity<T>(rows);
  Matrix<T> result = random_block<T>(context, rows, l, seed);
  if (start.empty()) return result;
  for (std::size_t i = 0; i < rows; ++i) {
    std::copy_n(start.row(i).begin(), std::min(l, start.columns()), result.row(i).begin());
  }
  return result;
}

/// An orthonormal basis that approximates the space of the leading right singular vectors.
template <class T>
Matrix<T> right_basis(const Context& context, const LinearOperator<T>& a, std::size_t l,
                      const TruncatedSvdOptions& options, const Matrix<T>& start) {
  if (l >= a.columns()) return identity<T>(a.columns());
  Matrix<T> z = a.apply_transpose(context, left_start(context, a.rows(), l, start, options.seed));
  // One product more or less is no matter where several may pass before a basis is made.
  const bool goes_on = l < a.rows() && options.power_iterations > 0;
  if (!goes_on || options.products_per_basis == 1) orthonormalise(context, z);
  if (!goes_on) return z;  // if l reaches the rows, the whole row space
  for (std::size_t i = 0; i < options.power_iterations; ++i) {
    context.check_cancelled();
    z = a.apply_transpose(context, a.apply(context, z));
    const bool is_last = i + 1 == options.power_iterations;
    if (is_last || (i + 1) % options.products_per_basis == 0) orthonormalise(context, z);
  }
  return z;
}

/// A·Z for a basis Z, and how to combine its columns into the leading k of U·Σ.
template <class T>
struct RayleighRitz {
  Matrix<T> basis;         ///< Z, columns × l
  Matrix<T> product;       ///< A·Z, rows × l
  Matrix<T> combinations;  ///< l × k
  std::vector<double> singular_values;
};

/// The leading `columns` columns of `w` as T.
template <class T>
Matrix<T> leading_columns(const Matrix<double>& w, std::size_t columns) {
  Matrix<T> result(w.rows(), columns);
  for (std::size_t i = 0; i < w.rows(); ++i) {
    for (std::size_t j = 0; j < columns; ++j) result(i, j) = static_cast<T>(w(i, j));
  }
  return result;
}

template <class T>
std::size_t component_count(const LinearOperator<T>& a, const TruncatedSvdOptions& options) {
  return std::min({options.components, a.rows(), a.columns()});
}

template <class T>
RayleighRitz<T> rayleigh_ritz(const Context& context, const LinearOperator<T>& a, std::size_t k,
                              const TruncatedSvdOptions& options, const Matrix<T>& start) {
  RayleighRitz<T> result;
  result.basis = right_basis(context, a, k + options.oversampling, options, start);
  result.product = a.apply(context, result.basis);
  const SymmetricEigen ritz = symmetric_eigen(gram(context, result.product));
  result.combinations = leading_columns<T>(ritz.vectors, k);
  for (std::size_t j = 0; j < k; ++j) result.singular_values.push_back(std::sqrt(std::max(0.0, ritz.values[j])));
  return result;
}

}  // namespace

template <class T>
void orient_signs(Matrix<T>& scaled_left, Matrix<T>& right) {
  const std::size_t k = scaled_left.columns();
  std::vector<T> largest(k);
  for (std::size_t i = 0; i < scaled_left.rows(); ++i) {
    const auto row = scaled_left.row(i);
    for (std::size_t j = 0; j < k; ++j) {
      if (std::abs(row[j]) > std::abs(largest[j])) largest[j] = row[j];
    }
  }
  const auto flip = [&](Matrix<T>& matrix) {
    for (std::size_t i = 0; i < matrix.rows(); ++i) {
      const auto row = matrix.row(i);
      for (std::size_t j = 0; j < k; ++j) row[j] = largest[j] < 0 ? -row[j] : row[j];
    }
  };
  flip(scaled_left);
  flip(right);
}

template <class T>
TruncatedSvd<T> truncated_svd(const Context& context, const LinearOperator<T>& a, const TruncatedSvdOptions& options,
                              const Matrix<T>& start) {
  if (!start.empty() && start.rows() != a.rows()) throw std::invalid_argument("truncated_svd: the start does not fit");
  const std::size_t k = component_count(a, options);
  TruncatedSvd<T> result{Matrix<T>(a.rows(), k), Matrix<T>(options.right_vectors ? a.columns() : 0, k),
                         std::vector<double>(k)};
  if (k == 0) return result;
  RayleighRitz<T> ritz = rayleigh_ritz(context, a, k, options, start);
  multiply(context, Op::none, Op::none, T{1}, ritz.product, ritz.combinations, T{0}, result.scaled_left);
  if (options.right_vectors) {
    multiply(context, Op::none, Op::none, T{1}, ritz.basis, ritz.combinations, T{0}, result.right);
  }
  result.singular_values = std::move(ritz.singular_values);
  orient_signs(result.scaled_left, result.right);
  return result;
}

template <class T>
SquaredRight<T> squared_right(const Context& context, const LinearOperator<T>& a, const TruncatedSvdOptions& options) {
  const std::size_t k = component_count(a, options);
  SquaredRight<T> result{Matrix<T>(a.columns(), k), std::vector<double>(k)};
  if (k == 0) return result;
  RayleighRitz<T> ritz = rayleigh_ritz(context, a, k, options, Matrix<T>());
  ritz.basis = {};
  const Matrix<T> squared = a.apply_transpose(context, std::exchange(ritz.product, {}));
  multiply(context, Op::none, Op::none, T{1}, squared, ritz.combinations, T{0}, result.vectors);
  result.singular_values = std::move(ritz.singular_values);
  return result;
}

template struct TruncatedSvd<float>;
template struct SquaredRight<double>;
template struct TruncatedSvd<double>;
template void orient_signs(Matrix<float>&, Matrix<float>&);
template void orient_signs(Matrix<double>&, Matrix<double>&);
template TruncatedSvd<float> truncated_svd(const Context&, const LinearOperator<float>&, const TruncatedSvdOptions&,
                                           const Matrix<float>&);
template TruncatedSvd<double> truncated_svd(const Context&, const LinearOperator<double>&, const TruncatedSvdOptions&,
                                            const Matrix<double>&);

template SquaredRight<double> squared_right(const Context&, const LinearOperator<double>&, const TruncatedSvdOptions&);

}  // namespace proclens

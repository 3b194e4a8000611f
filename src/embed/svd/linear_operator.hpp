// A matrix accessible only through its products with blocks of vectors.
#pragma once

#include <cstddef>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// A rows × columns matrix A that is never formed. Implementations must give the same bits for any number of threads.
/// `T` is float or double.
template <class T>
class LinearOperator {
 public:
  LinearOperator() = default;
  LinearOperator(const LinearOperator&) = delete;
  LinearOperator& operator=(const LinearOperator&) = delete;
  virtual ~LinearOperator() = default;

  [[nodiscard]] virtual std::size_t rows() const = 0;
  [[nodiscard]] virtual std::size_t columns() const = 0;

  /// A · x, where x is columns() × l; the result is rows() × l.
  [[nodiscard]] virtual Matrix<T> apply(const Context& context, const Matrix<T>& x) const = 0;

  /// Aᵀ · y, where y is rows() × l; the result is columns() × l.
  [[nodiscard]] virtual Matrix<T> apply_transpose(const Context& context, const Matrix<T>& y) const = 0;
};

}  // namespace proclens

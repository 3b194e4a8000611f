#include "core/linear_algebra/multiply.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>
#include <type_traits>

#include "core/linear_algebra/multiply_kernel.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBlockRows = 256;
constexpr std::size_t kBlockColumns = 512;

// A panel of B (kDepth × kWidth) stays in the second-level cache, a strip of it and of A in the first. All are packed
// in the order in which they are read; strips are padded with zeros, whose products are discarded.
constexpr std::size_t kDepth = 256;
constexpr std::size_t kWidth = 640;
constexpr std::size_t kHeight = 96;
constexpr std::align_val_t kLine{64};

struct FreeAligned {
  void operator()(void* memory) const { ::operator delete(memory, kLine); }
};

template <class T>
using Buffer = std::unique_ptr<T[], FreeAligned>;

template <class T>
Buffer<T> buffer(std::size_t size) {
  return Buffer<T>(static_cast<T*>(::operator new(size * sizeof(T), kLine)));
}

/// to[p·kWidth + j] = alpha · from[p·ld + j] for j < filled, 0 up to kWidth.
template <std::size_t kWidth, class T>
void pack_rows(const T* from, std::size_t ld, std::size_t depth, std::size_t filled, T alpha, T* to) {
  for (std::size_t p = 0; p < depth; ++p, from += ld, to += kWidth) {
    if (filled == kWidth) {
      for (std::size_t j = 0; j < kWidth; ++j) to[j] = alpha * from[j];
    } else {
      for (std::size_t j = 0; j < filled; ++j) to[j] = alpha * from[j];
      std::fill(to + filled, to + kWidth, T{0});
    }
  }
}

using FourFloats = float __attribute__((vector_size(16)));
using FourDoubles = double __attribute__((vector_size(32)));

/// to[c·kWidth + r] = alpha · from[r·ld + c] for r, c < 4.
template <std::size_t kWidth, class T>
void pack_square(const T* from, std::size_t ld, T alpha, T* to) {
  using Four = std::conditional_t<sizeof(T) == sizeof(float), FourFloats, FourDoubles>;
  Four row[4];
  for (std::size_t r = 0; r < 4; ++r) std::memcpy(&row[r], from + r * ld, sizeof(Four));
  const Four upper_left = __builtin_shufflevector(row[0], row[1], 0, 4, 1, 5);
  const Four upper_right = __builtin_shufflevector(row[0], row[1], 2, 6, 3, 7);
  const Four lower_left = __builtin_shufflevector(row[2], row[3], 0, 4, 1, 5);
  const Four lower_right = __builtin_shufflevector(row[2], row[3], 2, 6, 3, 7);
  const Four column[4] = {__builtin_shufflevector(upper_left, lower_left, 0, 1, 4, 5) * alpha,
                          __builtin_shufflevector(upper_left, lower_left, 2, 3, 6, 7) * alpha,
                          __builtin_shufflevector(upper_right, lower_right, 0, 1, 4, 5) * alpha,
                          __builtin_shufflevector(upper_right, lower_right, 2, 3, 6, 7) * alpha};
  for (std::size_t c = 0; c < 4; ++c) std::memcpy(to + c * kWidth, &column[c], sizeof(Four));
}

/// to[p·kWidth + j] = alpha · from[j·ld + p] for j < filled, 0 up to kWidth.
template <std::size_t kWidth, class T>
void pack_columns(const T* from, std::size_t ld, std::size_t depth, std::size_t filled, T alpha, T* to) {
  const std::size_t square_depth = depth / 4 * 4;
  const std::size_t square_filled = filled / 4 * 4;
  for (std::size_t j = 0; j < square_filled; j += 4) {
    const T* const columns = from + j * ld;
    for (std::size_t p = 0; p < square_depth; p += 4) pack_square<kWidth>(columns + p, ld, alpha, to + p * kWidth + j);
    for (std::size_t p = square_depth; p < depth; ++p) {
      for (std::size_t r = 0; r < 4; ++r) to[p * kWidth + j + r] = alpha * columns[r * ld + p];
    }
  }
  for (std::size_t j = square_filled; j < kWidth; ++j) {
    for (std::size_t p = 0; p < depth; ++p) to[p * kWidth + j] = j < filled ? alpha * from[j * ld + p] : T{0};
  }
}

/// alpha · op(from), rows [p, p + depth) and columns [j, j + columns), as strips of kWidth columns, each row-major.
template <std::size_t kWidth, class T>
void pack(bool transpose, const T* from, std::size_t ld, std::size_t p, std::size_t depth, std::size_t j,
          std::size_t columns, T alpha, T* to) {
  for (std::size_t first = 0; first < columns; first += kWidth, to += kWidth * depth) {
    const std::size_t filled = std::min(kWidth, columns - first);
    if (transpose) {
      pack_columns<kWidth>(from + (j + first) * ld + p, ld, depth, filled, alpha, to);
    } else {
      pack_rows<kWidth>(from + p * ld + j + first, ld, depth, filled, alpha, to);
    }
  }
}

/// A tile at the right edge of C, narrower than the kernel's, is computed in a copy that is wide enough.
template <class Kernel, class T>
void accumulate_narrow(std::size_t height, std::size_t filled, std::size_t depth, const T* a, const T* b, T* c,
                       std::size_t ldc) {
  T tile[Kernel::kRows * Kernel::kColumns] = {};
  for (std::size_t i = 0; i < height; ++i) std::copy_n(c + i * ldc, filled, tile + i * Kernel::kColumns);
  Kernel::accumulate(height, depth, a, b, tile, Kernel::kColumns);
  for (std::size_t i = 0; i < height; ++i) std::copy_n(tile + i * Kernel::kColumns, filled, c + i * ldc);
}

/// c (rows × columns) += a · b, both packed in strips of the given depth.
template <class Kernel, class T>
void multiply_panels(std::size_t rows, std::size_t columns, std::size_t depth, const T* a, const T* b, T* c,
                     std::size_t ldc) {
  for (std::size_t column = 0; column < columns; column += Kernel::kColumns) {
    const std::size_t filled = std::min(Kernel::kColumns, columns - column);
    for (std::size_t row = 0; row < rows; row += Kernel::kRows) {
      const std::size_t height = std::min(Kernel::kRows, rows - row);
      T* const corner = c + row * ldc + column;
      if (filled == Kernel::kColumns) {
        Kernel::accumulate(height, depth, a + row * depth, b + column * depth, corner, ldc);
      } else {
        accumulate_narrow<Kernel>(height, filled, depth, a + row * depth, b + column * depth, corner, ldc);
      }
    }
  }
}

template <class T>
void scale(std::size_t m, std::size_t n, T beta, T* c, std::size_t ldc) {
  if (beta == T{1}) return;
  for (std::size_t i = 0; i < m; ++i) {
    T* const row = c + i * ldc;
    if (beta == T{0}) {
      std::fill_n(row, n, T{0});
    } else {
      for (std::size_t j = 0; j < n; ++j) row[j] *= beta;
    }
  }
}

bool has_avx512() {
  static const bool has = __builtin_cpu_supports("avx512f") != 0;
  return has;
}

void multiply_on_this_processor(const Product<float>& product) {
  if (has_avx512() && product.n > FloatAvx2::kColumns) {
    multiply_with<FloatAvx512>(product);
  } else {
    multiply_with<FloatAvx2>(product);
  }
}

void multiply_on_this_processor(const Product<double>& product) {
  if (has_avx512() && product.n > DoubleAvx2::kColumns) {
    multiply_with<DoubleAvx512>(product);
  } else {
    multiply_with<DoubleAvx2>(product);
  }
}

template <class T>
void multiply_blocks(const Context& context, Op op_a, Op op_b, T alpha, const Matrix<T>& a, const Matrix<T>& b, T beta,
                     Matrix<T>& c) {
  const std::size_t m = op_a == Op::none ? a.rows() : a.columns();
  const std::size_t k = op_a == Op::none ? a.columns() : a.rows();
  const std::size_t k_b = op_b == Op::none ? b.rows() : b.columns();
  const std::size_t n = op_b == Op::none ? b.columns() : b.rows();
  if (k != k_b || c.rows() != m || c.columns() != n) throw std::invalid_argument("multiply: the shapes do not fit");
  if (m == 0 || n == 0) return;
  const std::size_t row_blocks = (m + kBlockRows - 1) / kBlockRows;
  const std::size_t column_blocks = (n + kBlockColumns - 1) / kBlockColumns;
  parallel_blocks(context, row_blocks * column_blocks, 1, [&](std::size_t block, std::size_t) {
    const std::size_t i = block / column_blocks * kBlockRows;
    const std::size_t j = block % column_blocks * kBlockColumns;
    multiply_block(op_a, op_b, std::min(kBlockRows, m - i), std::min(kBlockColumns, n - j), k, alpha,
                   op_a == Op::none ? a.data() + i * a.columns() : a.data() + i, a.columns(),
                   op_b == Op::none ? b.data() + j : b.data() + j * b.columns(), b.columns(), beta,
                   c.data() + i * c.columns() + j, c.columns());
  });
}

}  // namespace

template <class Kernel>
void multiply_with(const Product<typename Kernel::Value>& product) {
  using T = typename Kernel::Value;
  const auto& [transpose_a, transpose_b, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc] = product;
  constexpr std::size_t kPanelColumns = kWidth / Kernel::kColumns * Kernel::kColumns;
  constexpr std::size_t kPanelRows = kHeight / Kernel::kRows * Kernel::kRows;
  scale(m, n, beta, c, ldc);
  const std::size_t deepest = std::min(k, kDepth);
  const std::size_t strips = (std::min(n, kPanelColumns) + Kernel::kColumns - 1) / Kernel::kColumns;
  const Buffer<T> packed_a = buffer<T>(deepest * kPanelRows);
  const Buffer<T> packed_b = buffer<T>(deepest * strips * Kernel::kColumns);
  for (std::size_t j = 0; j < n; j += kPanelColumns) {
    const std::size_t columns = std::min(kPanelColumns, n - j);
    for (std::size_t p = 0; p < k; p += kDepth) {
      const std::size_t depth = std::min(kDepth, k - p);
      pack<Kernel::kColumns>(transpose_b, b, ldb, p, depth, j, columns, alpha, packed_b.get());
      for (std::size_t i = 0; i < m; i += kPanelRows) {
        const std::size_t rows = std::min(kPanelRows, m - i);
        pack<Kernel::kRows>(!transpose_a, a, lda, p, depth, i, rows, T{1}, packed_a.get());
        multiply_panels<Kernel>(rows, columns, depth, packed_a.get(), packed_b.get(), c + i * ldc + j, ldc);
      }
    }
  }
}

template void multiply_with<FloatAvx2>(const Product<float>&);
template void multiply_with<DoubleAvx2>(const Product<double>&);
template void multiply_with<FloatAvx512>(const Product<float>&);
template void multiply_with<DoubleAvx512>(const Product<double>&);

void multiply_block(Op op_a, Op op_b, std::size_t m, std::size_t n, std::size_t k, float alpha, const float* a,
                    std::size_t lda, const float* b, std::size_t ldb, float beta, float* c, std::size_t ldc) {
  multiply_on_this_processor(
      {op_a == Op::transpose, op_b == Op::transpose, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc});
}

void multiply_block(Op op_a, Op op_b, std::size_t m, std::size_t n, std::size_t k, double alpha, const double* a,
                    std::size_t lda, const double* b, std::size_t ldb, double beta, double* c, std::size_t ldc) {
  multiply_on_this_processor(
      {op_a == Op::transpose, op_b == Op::transpose, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc});
}

void multiply(const Context& context, Op op_a, Op op_b, float alpha, const Matrix<float>& a, const Matrix<float>& b,
              float beta, Matrix<float>& c) {
  multiply_blocks(context, op_a, op_b, alpha, a, b, beta, c);
}

void multiply(const Context& context, Op op_a, Op op_b, double alpha, const Matrix<double>& a, const Matrix<double>& b,
              double beta, Matrix<double>& c) {
  multiply_blocks(context, op_a, op_b, alpha, a, b, beta, c);
}

}  // namespace proclens

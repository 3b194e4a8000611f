// The loop shared by all kernels. Each file that includes this is compiled for its own instruction set, so nothing here
// has external linkage, and no standard header is included whose inline functions the linker could share with code for
// less capable processors.
#pragma once

#include <cstddef>

namespace proclens {
namespace {

/// The upper kHeight rows of a tile of kRows rows and two vectors. `Lane` has the types Value and Vector, kWidth, and
/// load, store, broadcast and fma (each lane rounded once). The loops over rows are unrolled early because g++ keeps
/// the sums in registers only if no variable index is left.
template <class Lane, std::size_t kRows, std::size_t kHeight>
inline __attribute__((always_inline)) void accumulate_rows(std::size_t depth, const typename Lane::Value* a,
                                                           const typename Lane::Value* b, typename Lane::Value* c,
                                                           std::size_t ldc) {
  typename Lane::Vector sum[kHeight][2];
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kHeight; ++i) {
    sum[i][0] = Lane::load(c + i * ldc);
    sum[i][1] = Lane::load(c + i * ldc + Lane::kWidth);
  }
  for (std::size_t p = 0; p < depth; ++p, a += kRows, b += 2 * Lane::kWidth) {
    const typename Lane::Vector left = Lane::load(b);
    const typename Lane::Vector right = Lane::load(b + Lane::kWidth);
#pragma GCC unroll 16
    for (std::size_t i = 0; i < kHeight; ++i) {
      const typename Lane::Vector factor = Lane::broadcast(a + i);
      sum[i][0] = Lane::fma(factor, left, sum[i][0]);
      sum[i][1] = Lane::fma(factor, right, sum[i][1]);
    }
  }
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kHeight; ++i) {
    Lane::store(c + i * ldc, sum[i][0]);
    Lane::store(c + i * ldc + Lane::kWidth, sum[i][1]);
  }
}

/// A kernel's `accumulate`. Each height has its own loop.
template <class Lane, std::size_t kRows, std::size_t kHeight = kRows>
void accumulate_tile(std::size_t height, std::size_t depth, const typename Lane::Value* a,
                     const typename Lane::Value* b, typename Lane::Value* c, std::size_t ldc) {
  if (height == kHeight) {
    accumulate_rows<Lane, kRows, kHeight>(depth, a, b, c, ldc);
  } else if constexpr (kHeight > 1) {
    accumulate_tile<Lane, kRows, kHeight - 1>(height, depth, a, b, c, ldc);
  }
}

}  // namespace
}  // namespace proclens

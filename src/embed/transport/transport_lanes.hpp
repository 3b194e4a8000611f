// Several numbers at a time, in the compiler's vector types: one source for all targets. Internal to the solver.
#pragma once

#include <cstddef>
#include <cstdint>
#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace proclens {

/// Rows are padded to whole multiples of this many numbers.
inline constexpr std::size_t kRowLanes = 8;

/// `length` rounded up to whole lanes.
constexpr std::size_t whole_lanes(std::size_t length) { return (length + kRowLanes - 1) / kRowLanes * kRowLanes; }

// 32 bytes, which can be read and written at any address aligned for one number.
using FloatLanes [[gnu::vector_size(32), gnu::aligned(4), gnu::may_alias]] = float;
using DoubleLanes [[gnu::vector_size(32), gnu::aligned(8), gnu::may_alias]] = double;
using Int32Lanes [[gnu::vector_size(32), gnu::aligned(4), gnu::may_alias]] = std::int32_t;
using Int64Lanes [[gnu::vector_size(32)]] = std::int64_t;

/// The vector types for numbers of type T.
template <class T>
struct LanesOf;
template <>
struct LanesOf<float> {
  using Values = FloatLanes;
  using Integers = Int32Lanes;
  using Integer = std::int32_t;
  static constexpr std::size_t count = 8;
  static constexpr Integers each = {0, 1, 2, 3, 4, 5, 6, 7};
};
template <>
struct LanesOf<double> {
  using Values = DoubleLanes;
  using Integers = Int64Lanes;
  using Integer = std::int64_t;
  static constexpr std::size_t count = 4;
  static constexpr Integers each = {0, 1, 2, 3};
};

template <class T>
const typename LanesOf<T>::Values& lanes_at(const T* values) {
  return *reinterpret_cast<const typename LanesOf<T>::Values*>(values);
}
template <class T>
typename LanesOf<T>::Values& lanes_at(T* values) {
  return *reinterpret_cast<typename LanesOf<T>::Values*>(values);
}

/// The lane of the smallest value, ties by lane.
inline std::size_t min_lane(const FloatLanes& values) {
#ifdef __AVX2__
  const __m256 all = values;
  __m256 lowest = _mm256_min_ps(all, _mm256_permute2f128_ps(all, all, 1));
  lowest = _mm256_min_ps(lowest, _mm256_permute_ps(lowest, 0x4E));
  lowest = _mm256_min_ps(lowest, _mm256_permute_ps(lowest, 0xB1));
  const auto equal = static_cast<unsigned>(_mm256_movemask_ps(_mm256_cmp_ps(all, lowest, _CMP_EQ_OQ)));
  return static_cast<std::size_t>(__builtin_ctz(equal));
#else
  std::size_t lowest = 0;
  for (std::size_t lane = 1; lane < LanesOf<float>::count; ++lane)
    lowest = values[lane] < values[lowest] ? lane : lowest;
  return lowest;
#endif
}

inline std::size_t min_lane(const DoubleLanes& values) {
  const std::size_t low = values[1] < values[0] ? 1 : 0;
  const std::size_t high = values[3] < values[2] ? 3 : 2;
  return values[high] < values[low] ? high : low;
}

inline Int32Lanes& lower(Int32Lanes& a, const Int32Lanes& b) {
  a = a < b ? a : b;
  return a;
}

/// The smallest of eight.
inline std::int32_t lowest(const Int32Lanes& values) {
#ifdef __AVX2__
  const auto all = reinterpret_cast<__m256i>(values);
  __m128i lowest = _mm_min_epi32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
  lowest = _mm_min_epi32(lowest, _mm_shuffle_epi32(lowest, 0x4E));
  lowest = _mm_min_epi32(lowest, _mm_shuffle_epi32(lowest, 0xB1));
  return _mm_cvtsi128_si32(lowest);
#else
  std::int32_t lowest = values[0];
  for (std::size_t lane = 1; lane < LanesOf<float>::count; ++lane)
    lowest = values[lane] < lowest ? values[lane] : lowest;
  return lowest;
#endif
}

}  // namespace proclens

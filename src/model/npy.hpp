// Arrays as files in NumPy's format 1.0 (numpy.lib.format): little-endian, C order. numpy.load() reads them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {

template <class T>
inline constexpr std::string_view kNpyType = {};
template <>
inline constexpr std::string_view kNpyType<float> = "<f4";
template <>
inline constexpr std::string_view kNpyType<double> = "<f8";
template <>
inline constexpr std::string_view kNpyType<std::int32_t> = "<i4";

/// The header that precedes the values of an array; a multiple of 64 bytes. Only format 1.0 is written, and every array
/// of a given type and shape has exactly this header.
[[nodiscard]] std::string npy_header(std::string_view type, const std::vector<std::size_t>& shape);

}  // namespace proclens

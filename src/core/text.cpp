#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>

namespace proclens {
namespace {

struct Decoded {
  std::uint32_t code_point = 0;
  std::size_t length = 0;  ///< 0 if the bytes here are not valid UTF-8
};

Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t first = byte(at);
  if (first < 0x80) return {first, 1};
  std::size_t length = 0;
  std::uint32_t code_point = 0;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
    code_point = first & 0x1FU;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    code_point = first & 0x0FU;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    code_point = first & 0x07U;
  } else {
    return {};
  }
  if (at + length > text.size()) return {};
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return {};
    code_point = (code_point << 6U) | (byte(at + i) & 0x3FU);
  }
  const bool overlong = (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (overlong || surrogate || code_point > 0x10FFFF) return {};
  return {code_point, length};
}

bool moves_the_cursor(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || c == 0x061C ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/// East Asian wide and full-width characters and pictographs take two columns, combining marks none (Unicode Standard
/// Annex 11, by block).
std::size_t columns_of(std::uint32_t c) {
  struct Range {
    std::uint32_t first, last;
    std::size_t columns;
  };
  constexpr std::array<Range, 14> kRanges = {{{0x0300, 0x036F, 0},
                                              {0x1100, 0x115F, 2},
                                              {0x1AB0, 0x1AFF, 0},
                                              {0x20D0, 0x20FF, 0},
                                              {0x2E80, 0x303E, 2},
                                              {0x3041, 0xA4CF, 2},
                                              {0xAC00, 0xD7A3, 2},
                                              {0xF900, 0xFAFF, 2},
                                              {0xFE00, 0xFE0F, 0},
                                              {0xFE20, 0xFE2F, 0},
                                              {0xFE30, 0xFE6F, 2},
                                              {0xFF01, 0xFF60, 2},
                                              {0x1F300, 0x1FAFF, 2},
                                              {0x20000, 0x3FFFD, 2}}};
  for (const Range& range : kRanges) {
    if (c >= range.first && c <= range.last) return range.columns;
  }
  return 1;
}

std::string escaped(std::uint32_t c) {
  std::array<char, 16> buffer{};
  const int length = c < 0x100 ? std::snprintf(buffer.data(), buffer.size(), "\\x%02X", c)
                               : std::snprintf(buffer.data(), buffer.size(), "\\u{%04X}", c);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode(text, at);
    if (decoded.length == 0) {
      out += "\xEF\xBF\xBD";
      ++at;
    } else {
      out.append(text, at, decoded.length);
      at += decoded.length;
    }
  }
  return out;
}

std::string printable(std::string_view text, std::size_t max_bytes) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (out.size() >= max_bytes) {
      out += "…";
      break;
    }
    const Decoded decoded = decode(text, at);
    if (decoded.length == 0) {
      out += escaped(static_cast<unsigned char>(text[at]));
      ++at;
      continue;
    }
    if (moves_the_cursor(decoded.code_point)) {
      out += escaped(decoded.code_point);
    } else {
      out.append(text, at, decoded.length);
    }
    at += decoded.length;
  }
  return out;
}

std::size_t terminal_columns(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode(text, at);
    columns += decoded.length == 0 ? 1 : columns_of(decoded.code_point);
    at += std::max<std::size_t>(decoded.length, 1);
  }
  return columns;
}

std::string pad_end(std::string text, std::size_t columns) {
  const std::size_t taken = terminal_columns(text);
  if (taken < columns) text.append(columns - taken, ' ');
  return text;
}

std::string pad_start(const std::string& text, std::size_t columns) {
  const std::size_t taken = terminal_columns(text);
  return taken < columns ? std::string(columns - taken, ' ') + text : text;
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return lower;
}

std::string_view last_path_part(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  if (slash == std::string_view::npos || slash + 1 == path.size()) return path;
  return path.substr(slash + 1);
}

std::string with_separators(unsigned long long number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string counted(unsigned long long number, std::string_view one, std::string_view many) {
  std::string text = with_separators(number) + " ";
  if (number == 1 || many.empty()) {
    text += one;
    if (number != 1) text += "s";
  } else {
    text += many;
  }
  return text;
}

std::string human_bytes(unsigned long long bytes) {
  constexpr std::array<const char*, 5> kUnits = {"B", "kB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (size >= 999.5 && unit + 1 < kUnits.size()) {
    size /= 1000;
    ++unit;
  }
  std::array<char, 32> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), unit == 0 || size >= 99.95 ? "%.0f %s" : "%.1f %s",
                                   size, kUnits[unit]);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

namespace {

/// The multiplier of a unit of bytes; 0 for an unknown unit.
double unit_bytes(std::string_view unit) {
  std::string letters(unit);
  for (char& c : letters) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  if (letters.ends_with('b')) letters.pop_back();
  if (letters.empty()) return 1;
  constexpr std::string_view kPrefixes = "kmgtpe";
  const std::size_t power = kPrefixes.find(letters.front());
  if (power == std::string_view::npos) return 0;
  const bool is_binary = letters.size() == 2 && letters[1] == 'i';
  if (letters.size() > 1 && !is_binary) return 0;
  double bytes = 1;
  for (std::size_t step = 0; step <= power; ++step) bytes *= is_binary ? 1024 : 1000;
  return bytes;
}

}  // namespace

std::optional<std::uint64_t> parse_bytes(std::string_view text) {
  const std::size_t number_end = std::min(text.find_first_not_of("0123456789."), text.size());
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + number_end, number, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + number_end) return std::nullopt;
  std::string_view unit = text.substr(number_end);
  unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
  const double bytes = std::ceil(number * unit_bytes(unit));
  constexpr double kLimit = 18446744073709551616.0;  // 2^64
  if (unit_bytes(unit) == 0 || bytes >= kLimit) return std::nullopt;
  return static_cast<std::uint64_t>(bytes);
}

}  // namespace proclens

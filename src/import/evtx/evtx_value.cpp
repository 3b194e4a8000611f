#include "import/evtx/evtx_value.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <string_view>

#include "import/evtx/evtx_bytes.hpp"

namespace proclens {
namespace {

constexpr std::string_view upper_digits = "0123456789ABCDEF";
constexpr std::string_view lower_digits = "0123456789abcdef";

void append_utf8(std::string& text, std::uint32_t code) {
  const auto add = [&](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0 | code >> 6);
    add(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    add(0xE0 | code >> 12);
    add(0x80 | (code >> 6 & 0x3F));
    add(0x80 | (code & 0x3F));
  } else {
    add(0xF0 | code >> 18);
    add(0x80 | (code >> 12 & 0x3F));
    add(0x80 | (code >> 6 & 0x3F));
    add(0x80 | (code & 0x3F));
  }
}

std::uint32_t unit_at(std::span<const std::byte> utf16, std::size_t unit) {
  return static_cast<std::uint32_t>(utf16[2 * unit]) | static_cast<std::uint32_t>(utf16[2 * unit + 1]) << 8;
}

/// The number of units before the first NUL.
std::size_t text_units(std::span<const std::byte> utf16) {
  const std::size_t units = utf16.size() / 2;
  for (std::size_t i = 0; i < units; ++i) {
    if (unit_at(utf16, i) == 0) return i;
  }
  return units;
}

template <class Number>
void append_decimal(std::string& text, Number number) {
  std::array<char, 24> digits;
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  text.append(digits.data(), written.ptr);
}

/// With leading zeros.
void append_decimal(std::string& text, std::uint64_t number, int width) {
  std::array<char, 20> digits;
  for (int i = width; i-- > 0; number /= 10) digits[static_cast<std::size_t>(i)] = lower_digits[number % 10];
  text.append(digits.data(), static_cast<std::size_t>(width));
}

void append_hexadecimal(std::string& text, std::uint64_t number, int width, std::string_view digit_set) {
  for (int i = width; i-- > 0;) text.push_back(digit_set[number >> (4 * i) & 15]);
}

void append_bytes(std::string& text, std::span<const std::byte> bytes) {
  for (const std::byte byte : bytes) append_hexadecimal(text, std::to_integer<std::uint64_t>(byte), 2, upper_digits);
}

/// Windows-1252, the code page of most machines; its five undefined bytes become U+FFFD.
void append_ansi(std::string& text, std::span<const std::byte> ansi) {
  static constexpr std::array<std::uint16_t, 32> upper_controls = {
      0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
  for (const std::byte byte : ansi) {
    const auto code = std::to_integer<std::uint32_t>(byte);
    if (code == 0) return;
    append_utf8(text, code >= 0x80 && code < 0xA0 ? upper_controls[code - 0x80] : code);
  }
}

/// Six digits after the point and an exponent of three digits, as Windows' C library prints %e.
void append_real(std::string& text, double number) {
  if (!std::isfinite(number)) {
    text += std::isnan(number) ? "Ind" : number < 0 ? "-Inf" : "Inf";
    return;
  }
  std::array<char, 32> digits;
  const auto written =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::scientific, 6);
  const std::string_view shown(digits.data(), static_cast<std::size_t>(written.ptr - digits.data()));
  const std::size_t exponent = shown.find('e') + 2;  // after its sign
  text += shown.substr(0, exponent);
  text.append(3 - std::min<std::size_t>(3, shown.size() - exponent), '0');
  text += shown.substr(exponent);
}

void append_guid(std::string& text, EvtxBytes value) {
  text += '{';
  append_hexadecimal(text, value.u32(), 8, upper_digits);
  text += '-';
  append_hexadecimal(text, value.u16(), 4, upper_digits);
  text += '-';
  append_hexadecimal(text, value.u16(), 4, upper_digits);
  text += '-';
  append_bytes(text, value.take(2));
  text += '-';
  append_bytes(text, value.take(6));
  text += '}';
}

struct Date {
  std::uint64_t year, month, day;
};

/// The Gregorian date `days` after 1601-01-01. (H. Hinnant, "chrono-compatible low-level date algorithms": years start
/// in March, so that the leap day comes last.)
Date date_of(std::uint64_t days) {
  const std::uint64_t since_march_1600 = days + 306;
  const std::uint64_t era = since_march_1600 / 146097;
  const std::uint64_t day_of_era = since_march_1600 % 146097;
  const std::uint64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::uint64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::uint64_t shifted_month = (5 * day_of_year + 2) / 153;
  const std::uint64_t day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  const std::uint64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  return {1600 + era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, day};
}

void append_date_time(std::string& text, Date date, std::uint64_t hour, std::uint64_t minute, std::uint64_t second) {
  append_decimal(text, date.year, date.year > 9999 ? 5 : 4);
  text += '-';
  append_decimal(text, date.month, 2);
  text += '-';
  append_decimal(text, date.day, 2);
  text += 'T';
  append_decimal(text, hour, 2);
  text += ':';
  append_decimal(text, minute, 2);
  text += ':';
  append_decimal(text, second, 2);
}

/// Units of 100 nanoseconds since 1601.
void append_file_time(std::string& text, std::uint64_t ticks) {
  const std::uint64_t seconds = ticks / 10'000'000;
  append_date_time(text, date_of(seconds / 86400), seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
  text += '.';
  append_decimal(text, ticks % 10'000'000 * 100, 9);
  text += 'Z';
}

bool append_system_time(std::string& text, EvtxBytes value) {
  const std::uint64_t year = value.u16();
  const std::uint64_t month = value.u16();
  value.u16();  // day of the week
  const std::uint64_t day = value.u16();
  const std::uint64_t hour = value.u16();
  const std::uint64_t minute = value.u16();
  const std::uint64_t second = value.u16();
  const std::uint64_t millisecond = value.u16();
  const bool fits = year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 &&
                    second <= 60 && millisecond < 1000;
  if (!fits) return false;
  append_date_time(text, {year, month, day}, hour, minute, second);
  text += '.';
  append_decimal(text, millisecond, 3);
  text += 'Z';
  return true;
}

/// Revision, number of sub-authorities, authority (48 bits, big-endian), sub-authorities.
bool append_security_identifier(std::string& text, EvtxBytes value) {
  const std::size_t bytes = value.left();
  const unsigned revision = value.u8();
  const unsigned parts = value.u8();
  std::uint64_t authority = 0;
  for (int i = 0; i < 6; ++i) authority = authority << 8 | value.u8();
  if (bytes < 8 || bytes != 8 + 4 * std::size_t{parts}) return false;
  text += "S-";
  append_decimal(text, revision);
  text += '-';
  append_decimal(text, authority);
  for (unsigned i = 0; i < parts; ++i) {
    text += '-';
    append_decimal(text, value.u32());
  }
  return true;
}

/// The size of values of the type in bytes; 0 if it varies.
std::size_t fixed_bytes(EvtxType type) {
  switch (type) {
    case EvtxType::int8:
    case EvtxType::uint8:
      return 1;
    case EvtxType::int16:
    case EvtxType::uint16:
      return 2;
    case EvtxType::int32:
    case EvtxType::uint32:
    case EvtxType::float32:
    case EvtxType::boolean:
    case EvtxType::hexadecimal32:
      return 4;
    case EvtxType::int64:
    case EvtxType::uint64:
    case EvtxType::float64:
    case EvtxType::file_time:
    case EvtxType::hexadecimal64:
      return 8;
    case EvtxType::guid:
    case EvtxType::system_time:
      return 16;
    default:
      return 0;
  }
}

}  // namespace

void append_utf16(std::string& text, std::span<const std::byte> utf16) {
  const std::size_t units = utf16.size() / 2;
  // Nearly all text is entirely ASCII.
  std::size_t ascii = 0;
  while (ascii < units && unit_at(utf16, ascii) < 0x80) ++ascii;
  const std::size_t before = text.size();
  text.resize(before + ascii);
  for (std::size_t i = 0; i < ascii; ++i) text[before + i] = static_cast<char>(utf16[2 * i]);
  for (std::size_t i = ascii; i < units; ++i) {
    std::uint32_t code = unit_at(utf16, i);
    if (code >= 0xD800 && code < 0xE000) {
      const std::uint32_t next = i + 1 < units ? unit_at(utf16, i + 1) : 0;
      if (code < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (next - 0xDC00);
        ++i;
      } else {
        code = 0xFFFD;
      }
    }
    append_utf8(text, code);
  }
}

bool append_evtx_value(std::string& text, EvtxType type, std::span<const std::byte> value) {
  const std::size_t expected = fixed_bytes(type);
  if (expected != 0 && value.size() != expected) return false;
  EvtxBytes bytes(value, 0, value.size());
  switch (type) {
    case EvtxType::null:
      return true;
    case EvtxType::utf16_text:
      append_utf16(text, value.first(2 * text_units(value)));
      return true;
    case EvtxType::ansi_text:
      append_ansi(text, value);
      return true;
    case EvtxType::int8:
      append_decimal(text, static_cast<std::int8_t>(bytes.u8()));
      return true;
    case EvtxType::uint8:
      append_decimal(text, bytes.u8());
      return true;
    case EvtxType::int16:
      append_decimal(text, static_cast<std::int16_t>(bytes.u16()));
      return true;
    case EvtxType::uint16:
      append_decimal(text, bytes.u16());
      return true;
    case EvtxType::int32:
      append_decimal(text, static_cast<std::int32_t>(bytes.u32()));
      return true;
    case EvtxType::uint32:
      append_decimal(text, bytes.u32());
      return true;
    case EvtxType::int64:
      append_decimal(text, static_cast<std::int64_t>(bytes.u64()));
      return true;
    case EvtxType::uint64:
      append_decimal(text, bytes.u64());
      return true;
    case EvtxType::float32:
      append_real(text, std::bit_cast<float>(bytes.u32()));
      return true;
    case EvtxType::float64:
      append_real(text, std::bit_cast<double>(bytes.u64()));
      return true;
    case EvtxType::boolean:
      text += bytes.u32() != 0 ? "true" : "false";
      return true;
    case EvtxType::binary:
      append_bytes(text, value);
      return true;
    case EvtxType::guid:
      append_guid(text, bytes);
      return true;
    case EvtxType::size:
      if (value.size() != 4 && value.size() != 8) return false;
      return append_evtx_value(text, value.size() == 4 ? EvtxType::hexadecimal32 : EvtxType::hexadecimal64, value);
    case EvtxType::file_time:
      append_file_time(text, bytes.u64());
      return true;
    case EvtxType::system_time:
      return append_system_time(text, bytes);
    case EvtxType::security_identifier:
      return append_security_identifier(text, bytes);
    case EvtxType::hexadecimal32:
      text += "0x";
      append_hexadecimal(text, bytes.u32(), 8, lower_digits);
      return true;
    case EvtxType::hexadecimal64:
      text += "0x";
      append_hexadecimal(text, bytes.u64(), 16, lower_digits);
      return true;
    case EvtxType::binary_xml:
      return false;
  }
  return false;
}

std::optional<std::size_t> first_item_bytes(EvtxType type, std::span<const std::byte> items) {
  switch (type) {
    case EvtxType::utf16_text: {
      const std::size_t text = 2 * text_units(items);
      return text + 2 <= items.size() ? text + 2 : items.size();
    }
    case EvtxType::ansi_text: {
      std::size_t text = 0;
      while (text < items.size() && items[text] != std::byte{0}) ++text;
      return text < items.size() ? text + 1 : text;
    }
    case EvtxType::security_identifier: {
      if (items.size() < 8) return std::nullopt;
      const std::size_t bytes = 8 + 4 * std::to_integer<std::size_t>(items[1]);
      return bytes <= items.size() ? std::optional(bytes) : std::nullopt;
    }
    default: {
      const std::size_t bytes = fixed_bytes(type);
      return bytes != 0 && bytes <= items.size() ? std::optional(bytes) : std::nullopt;
    }
  }
}

}  // namespace proclens

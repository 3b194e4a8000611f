// The values inside an event, as text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace proclens {

/// How to interpret the bytes of a value ([MS-EVEN6] 2.2.12, BinXmlValueType).
enum class EvtxType : std::uint8_t {
  null = 0x00,
  utf16_text = 0x01,
  ansi_text = 0x02,
  int8 = 0x03,
  uint8 = 0x04,
  int16 = 0x05,
  uint16 = 0x06,
  int32 = 0x07,
  uint32 = 0x08,
  int64 = 0x09,
  uint64 = 0x0a,
  float32 = 0x0b,
  float64 = 0x0c,
  boolean = 0x0d,
  binary = 0x0e,
  guid = 0x0f,
  size = 0x10,
  file_time = 0x11,
  system_time = 0x12,
  security_identifier = 0x13,
  hexadecimal32 = 0x14,
  hexadecimal64 = 0x15,
  binary_xml = 0x21,
};

/// Set in the type of an array; the other bits are the type of its items.
inline constexpr std::uint8_t evtx_array_bit = 0x80;

/// Appends UTF-16 (little-endian; an odd last byte is dropped) as UTF-8. Lone surrogates become U+FFFD.
void append_utf16(std::string& text, std::span<const std::byte> utf16);

/// Appends one value as libevtx's `evtxexport -f xml` shows it, but without XML escapes: numbers in decimal, GUIDs in
/// braces and upper case, hexadecimal numbers with 0x and all digits, times as ISO 8601 in UTC with all their digits
/// (nine for a FILETIME, the last two of them zero), SIDs as S-1-…, booleans as true and false, binary as upper-case
/// hexadecimal digits. Text ends at its first NUL.
///
/// @return whether the bytes match the type; if not, `text` is unchanged. `binary_xml`, arrays and undocumented types
///        never match.
[[nodiscard]] bool append_evtx_value(std::string& text, EvtxType type, std::span<const std::byte> value);

/// The size of the first item of an array, given the bytes of all remaining items (at least one byte). nullopt if the
/// bytes do not match the type, or there are no arrays of it.
[[nodiscard]] std::optional<std::size_t> first_item_bytes(EvtxType type, std::span<const std::byte> items);

}  // namespace proclens

// Reads a block of the map page back, slowly, following the description in docs/map-page.md.
#pragma once

#include <libdeflate.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {

inline std::string decode_base64(std::string_view text) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) throw std::runtime_error("not base64");
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<char>(bits >> count & 0xFFU));
    }
  }
  return bytes;
}

inline std::string inflate(std::string_view stream, std::size_t max_bytes = std::size_t{1} << 22U) {
  std::string bytes(max_bytes, '\0');
  std::size_t size = 0;
  libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
  const auto result =
      libdeflate_zlib_decompress(decompressor, stream.data(), stream.size(), bytes.data(), bytes.size(), &size);
  libdeflate_free_decompressor(decompressor);
  if (result != LIBDEFLATE_SUCCESS) throw std::runtime_error("not a zlib stream");
  bytes.resize(size);
  return bytes;
}

/// The decoded bytes of a block's pieces.
inline std::string block_bytes(const std::vector<std::string>& pieces) {
  std::string bytes;
  for (const std::string& piece : pieces) bytes += inflate(decode_base64(piece));
  return bytes;
}

/// The bytes of the block `name` of a page.
inline std::string block_bytes(const std::string& html, const std::string& name) {
  const std::string start = "data-block=\"" + name + "\">";
  std::vector<std::string> pieces;
  for (std::size_t at = html.find(start); at != std::string::npos; at = html.find(start, at)) {
    at += start.size();
    pieces.push_back(html.substr(at, html.find('<', at) - at));
  }
  return block_bytes(pieces);
}

}  // namespace proclens

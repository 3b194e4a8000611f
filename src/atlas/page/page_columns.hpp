// The byte format of a block of the page: a JSON header and columns of numbers and texts behind it.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proclens/context.hpp"

namespace proclens {

/// Builds one block: u32 size of the header (little-endian), the header, then the columns' bytes. The header is a JSON
/// object whose "columns" give each column's encoding, place and number of values:
///   f32     the four bytes of all floats, one plane after the other (first bytes, second bytes, …)
///   f64     likewise the eight bytes of doubles
///   u8      one byte each
///   varint  unsigned LEB128
///   delta   the zigzag of the difference to the value before (0 before the first), as unsigned LEB128
/// Encodings and their source: LEB128 and zigzag as in Protocol Buffers; planes as in Parquet's BYTE_STREAM_SPLIT.
class BlockWriter {
 public:
  /// Further members of the header. Its texts must be valid UTF-8.
  nlohmann::ordered_json& header() { return header_; }

  void f32(const std::string& name, std::span<const float> values);
  void f64(const std::string& name, std::span<const double> values);
  void u8(const std::string& name, std::span<const std::uint8_t> values);
  void varint(const std::string& name, std::span<const std::uint64_t> values);
  void delta(const std::string& name, std::span<const std::int64_t> values);

  /// Sorted distinct texts as three columns NAME.shared (bytes shared with the text before), NAME.length (bytes that
  /// follow) and NAME.bytes.
  void sorted_texts(const std::string& name, std::span<const std::string_view> ascending);

  [[nodiscard]] std::string bytes() const;

 private:
  void add(const std::string& name, const char* encoding, std::size_t values, std::string_view bytes);

  nlohmann::ordered_json header_ = {{"columns", nlohmann::ordered_json::object()}};
  std::string body_;
};

/// `bytes` as zlib streams of at most `piece_bytes` of input each, in base64. Pieces are compressed on all threads;
/// where they are cut does not depend on how many there are.
[[nodiscard]] std::vector<std::string> compressed_pieces(const Context& context, std::string_view bytes,
                                                         std::size_t piece_bytes = 1U << 22U);

/// Base64 (RFC 4648, with padding).
[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace proclens

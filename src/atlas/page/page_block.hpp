// A part of the page's data as it is stored in map.html: compressed, and in base64 so that nothing in it is markup.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proclens/context.hpp"

namespace proclens {

/// Named bytes in pieces of base64, each a zlib stream (RFC 1950); the contents of the streams are concatenated.
struct PageBlock {
  std::string name;
  std::vector<std::string> pieces;
};

/// `bytes` as zlib streams of at most `piece_bytes` of input each, in base64. Pieces are compressed on all threads;
/// their boundaries do not depend on the number of threads.
[[nodiscard]] std::vector<std::string> compressed_pieces(const Context& context, std::string_view bytes,
                                                         std::size_t piece_bytes = 1U << 22U);

/// Base64 (RFC 4648, with padding).
[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace proclens

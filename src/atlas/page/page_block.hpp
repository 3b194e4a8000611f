// A part of the page's data as it stands in map.html: compressed, and base64 so that nothing in it is markup.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proclens/context.hpp"

namespace proclens {

/// Bytes under a name: pieces of base64, each a zlib stream (RFC 1950); what the streams hold is joined.
struct PageBlock {
  std::string name;
  std::vector<std::string> pieces;
};

/// `bytes` as zlib streams of at most `piece_bytes` of input each, in base64.
/// Pieces are compressed on all threads; where they are cut does not depend on how many there are.
[[nodiscard]] std::vector<std::string> compressed_pieces(const Context& context, std::string_view bytes,
                                                         std::size_t piece_bytes = 1U << 22U);

/// Base64 (RFC 4648, with padding).
[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace proclens

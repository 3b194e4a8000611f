// A string as a stream of bytes.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>

#include "import/files/read_bytes.hpp"

namespace proclens {

/// Returns `text` in pieces of at most `max_piece` bytes.
inline ReadBytes read_text(std::string text, std::size_t max_piece = 1 << 20) {
  return [text = std::move(text), max_piece, at = std::size_t{0}](std::span<std::byte> into) mutable {
    const std::size_t got = std::min({into.size(), max_piece, text.size() - at});
    std::memcpy(into.data(), text.data() + at, got);
    at += got;
    return got;
  };
}

}  // namespace proclens

// A source of bytes: a file, a member of an archive, a string in a test.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

namespace proclens {

/// Fills the front of `into` and returns how many bytes it wrote; 0 only at the end. Throws UnreadableFile
/// (import/files/file_content.hpp) if the underlying data is damaged.
using ReadBytes = std::function<std::size_t(std::span<std::byte> into)>;

}  // namespace proclens

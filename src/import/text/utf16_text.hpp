// UTF-16 as UTF-8.
#pragma once

#include "import/files/read_bytes.hpp"

namespace proclens {

/// The bytes of a stream of UTF-16 text as UTF-8. Lone surrogates and an odd last byte become U+FFFD.
[[nodiscard]] ReadBytes utf16_as_utf8(ReadBytes read, bool is_big_endian);

}  // namespace proclens

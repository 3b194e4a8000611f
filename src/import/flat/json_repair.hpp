// Repairs JSON text that is valid but for its characters.
#pragma once

#include <string>
#include <string_view>

namespace proclens {

/// `text` with bytes that are not UTF-8 and escapes of lone surrogates replaced by U+FFFD.
[[nodiscard]] std::string with_valid_characters(std::string_view text);

}  // namespace proclens

// Small helpers for the demo's text tables.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {

/// The parts of `text` between `separator`s; none for an empty text.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// The words of `text`, which are separated by spaces; views into it.
[[nodiscard]] std::vector<std::string_view> words(std::string_view text);

/// The lines of `text`, at least one; views into it.
[[nodiscard]] std::vector<std::string_view> lines(std::string_view text);

/// `text` without the spaces at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// `text` with every ~ as a space.
[[nodiscard]] std::string with_spaces(std::string_view text);

/// ASCII letters in lower case.
[[nodiscard]] std::string lower_case(std::string_view text);

/// The lowest `digits` ≤ 16 hexadecimal digits of `bits`, lower case.
[[nodiscard]] std::string hex_digits(std::uint64_t bits, unsigned digits);

}  // namespace proclens

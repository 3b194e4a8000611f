// Small questions about texts.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace proclens {

template <std::size_t n>
[[nodiscard]] bool is_one_of(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Without blanks and line ends around it.
[[nodiscard]] inline std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
}

}  // namespace proclens

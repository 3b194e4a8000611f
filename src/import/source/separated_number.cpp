#include "import/source/separated_number.hpp"

#include <array>

namespace proclens {
namespace {

/// The bytes of a separator at the start of `text`; 0 if there is none.
std::size_t separator_bytes(std::string_view text) {
  // The last three: no-break space, narrow no-break space, thin space.
  constexpr std::array<std::string_view, 7> kSeparators = {",", ".", "'", " ", "\u00A0", "\u202F", "\u2009"};
  for (const std::string_view separator : kSeparators) {
    if (text.starts_with(separator)) return separator.size();
  }
  return 0;
}

/// Takes `most` digits at most off the text; returns how many.
std::size_t take_digits(std::string_view& text, std::size_t most, std::int64_t& number) {
  std::size_t taken = 0;
  for (; taken < most && taken < text.size() && text[taken] >= '0' && text[taken] <= '9'; ++taken) {
    number = 10 * number + (text[taken] - '0');
  }
  text.remove_prefix(taken);
  return taken;
}

}  // namespace

std::optional<std::int64_t> separated_number(std::string_view text) {
  constexpr std::size_t kMostGroups = 5;  // after the first: fits 64 bits
  std::int64_t number = 0;
  if (take_digits(text, 3, number) == 0) return std::nullopt;
  std::size_t groups = 0;
  while (!text.empty()) {
    const std::size_t separator = separator_bytes(text);
    if (separator == 0 || ++groups > kMostGroups) return std::nullopt;
    text.remove_prefix(separator);
    if (take_digits(text, 3, number) != 3) return std::nullopt;
  }
  return groups > 0 ? std::optional(number) : std::nullopt;
}

}  // namespace proclens

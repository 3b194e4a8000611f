#include "import/flat/json_repair.hpp"

#include <charconv>

#include "core/text.hpp"

namespace proclens {
namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// The code unit of the escape \u and four digits at `i`, or -1.
int code_unit(std::string_view text, std::size_t i) {
  if (i + 6 > text.size() || text[i] != '\\' || text[i + 1] != 'u') return -1;
  int unit = 0;
  for (std::size_t digit = i + 2; digit < i + 6; ++digit) {
    if (!is_hex(text[digit])) return -1;
  }
  std::from_chars(text.data() + i + 2, text.data() + i + 6, unit, 16);
  return unit;
}

bool is_high(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// `text` with escapes of lone surrogates replaced.
std::string with_whole_surrogates(std::string_view text) {
  std::string whole;
  whole.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const int unit = code_unit(text, i);
    if (is_high(unit) && is_low(code_unit(text, i + 6))) {
      whole.append(text, i, 12);
      i += 12;
    } else if (is_high(unit) || is_low(unit)) {
      whole += "\\uFFFD";
      i += 6;
    } else {
      const std::size_t taken = text[i] == '\\' && i + 1 < text.size() ? 2 : 1;
      whole.append(text, i, taken);
      i += taken;
    }
  }
  return whole;
}

}  // namespace

std::string with_valid_characters(std::string_view text) { return with_whole_surrogates(valid_utf8(text)); }

}  // namespace proclens

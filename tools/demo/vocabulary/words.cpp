#include "demo/vocabulary/words.hpp"

namespace proclens {

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string hex_digits(std::uint64_t bits, unsigned digits) {
  std::string out(digits, '0');
  for (unsigned i = digits; i-- > 0; bits >>= 4U) out[i] = "0123456789abcdef"[bits & 15U];
  return out;
}

}  // namespace proclens

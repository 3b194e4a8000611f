#include "core/hash_bytes.hpp"

#include <cstddef>

namespace proclens {
namespace {

/// -1 for what is no hexadecimal digit.
int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<HashBytes> hash_of_digits(std::string_view digits) {
  if (digits.size() != 32) return std::nullopt;
  std::array<std::uint64_t, 2> halves{};
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int value = digit_value(digits[i]);
    if (value < 0) return std::nullopt;
    halves[i / 16] = (halves[i / 16] << 4U) | static_cast<std::uint64_t>(value);
  }
  return HashBytes{halves[0], halves[1]};
}

std::array<char, 32> digits_of(const HashBytes& hash, bool upper) {
  const char* const digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::array<char, 32> text{};
  for (unsigned i = 0; i < 16; ++i) {
    text[i] = digits[(hash.high >> (60U - 4U * i)) & 15U];
    text[16 + i] = digits[(hash.low >> (60U - 4U * i)) & 15U];
  }
  return text;
}

}  // namespace proclens

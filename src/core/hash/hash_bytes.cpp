#include "core/hash/hash_bytes.hpp"

#include <cstddef>

namespace proclens {
namespace {

constexpr std::uint8_t kNoDigit = 0xFF;

constexpr std::array<std::uint8_t, 256> kDigitValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (unsigned i = 0; i < 10; ++i) values['0' + i] = static_cast<std::uint8_t>(i);
  for (unsigned i = 0; i < 6; ++i) values['a' + i] = values['A' + i] = static_cast<std::uint8_t>(10 + i);
  return values;
}();

}  // namespace

std::optional<HashBytes> hash_of_digits(std::string_view digits) {
  if (digits.size() != 32) return std::nullopt;
  std::array<std::uint64_t, 2> halves{};
  unsigned seen = 0;  // no early exit: nearly all texts are hashes
  for (std::size_t i = 0; i < 32; ++i) {
    const unsigned value = kDigitValues[static_cast<unsigned char>(digits[i])];
    seen |= value;
    halves[i / 16] = halves[i / 16] << 4U | (value & 15U);
  }
  return seen < 16 ? std::optional(HashBytes{halves[0], halves[1]}) : std::nullopt;
}

HashDigits digits_of(const HashBytes& hash, bool upper) {
  const char* const digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  HashDigits text{};
  for (unsigned i = 0; i < 16; ++i) {
    text.digits[i] = digits[(hash.high >> (60U - 4U * i)) & 15U];
    text.digits[16 + i] = digits[(hash.low >> (60U - 4U * i)) & 15U];
  }
  return text;
}

}  // namespace proclens

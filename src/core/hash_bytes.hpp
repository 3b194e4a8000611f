// The hashes that name processes and files, as numbers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace proclens {

/// The 16 bytes of an MD5, as two numbers that compare as the bytes do.
struct HashBytes {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  bool operator==(const HashBytes&) const = default;
  bool operator<(const HashBytes& other) const { return high != other.high ? high < other.high : low < other.low; }
};

/// A hash as text.
struct HashDigits {
  std::array<char, 32> digits;
  operator std::string_view() const { return {digits.data(), digits.size()}; }
  operator std::string() const { return {digits.data(), digits.size()}; }
};

/// Of 32 hexadecimal digits in any case; nothing for any other text.
[[nodiscard]] std::optional<HashBytes> hash_of_digits(std::string_view digits);
/// In upper case, as pid_hash is written, or in lower case, as MD5s of files are.
[[nodiscard]] HashDigits digits_of(const HashBytes& hash, bool upper);

}  // namespace proclens

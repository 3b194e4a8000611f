// MD5 hashes, which identify processes and files, as pairs of numbers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace proclens {

/// The 16 bytes of an MD5 as two numbers that compare like the bytes.
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

/// Parses 32 hexadecimal digits in either case; nullopt for any other text.
[[nodiscard]] std::optional<HashBytes> hash_of_digits(std::string_view digits);
/// In upper case, as pid_hash is written, or in lower case, as file MD5s are.
[[nodiscard]] HashDigits digits_of(const HashBytes& hash, bool upper);

}  // namespace proclens

// The hashes that name processes and files, as numbers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace proclens {

/// The 16 bytes of an MD5, as two numbers that compare as the bytes do.
struct HashBytes {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  bool operator==(const HashBytes&) const = default;
  bool operator<(const HashBytes& other) const { return high != other.high ? high < other.high : low < other.low; }
};

/// Of 32 hexadecimal digits; nothing for any other text.
[[nodiscard]] std::optional<HashBytes> hash_of_digits(std::string_view digits);
/// 32 digits, upper case or lower case.
[[nodiscard]] std::array<char, 32> digits_of(const HashBytes& hash, bool upper);

}  // namespace proclens

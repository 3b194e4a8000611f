// Small text helpers of the demo.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace proclens {

/// ASCII letters in lower case.
[[nodiscard]] std::string lower_case(std::string_view text);

/// The lowest `digits` ≤ 16 hexadecimal digits of `bits`, lower case.
[[nodiscard]] std::string hex_digits(std::uint64_t bits, unsigned digits);

}  // namespace proclens

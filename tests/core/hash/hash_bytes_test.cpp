#include "core/hash/hash_bytes.hpp"

#include <gtest/gtest.h>

#include <string>

namespace proclens {
namespace {

TEST(HashBytes, DigitsAndBack) {
  const std::string digits = "0123456789ABCDEFfedcba9876543210";
  const auto hash = hash_of_digits(digits);
  ASSERT_TRUE(hash.has_value());
  EXPECT_EQ(hash->high, 0x0123456789ABCDEFULL);
  EXPECT_EQ(hash->low, 0xFEDCBA9876543210ULL);
  EXPECT_EQ(std::string_view(digits_of(*hash, true)), "0123456789ABCDEFFEDCBA9876543210");
  EXPECT_EQ(std::string_view(digits_of(*hash, false)), "0123456789abcdeffedcba9876543210");
  EXPECT_EQ(hash_of_digits(digits.substr(1)), std::nullopt);
  for (const char* no_digit : {"g", "/", ":", "@", "`", "\xB1"}) {
    EXPECT_EQ(hash_of_digits(digits.substr(1) + no_digit), std::nullopt) << no_digit;
  }
  EXPECT_EQ(hash_of_digits("0123456789ABCDEFfedcba987654321g"), std::nullopt);
}

}  // namespace
}  // namespace proclens

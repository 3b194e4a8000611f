#include "core/digest.hpp"

#include <gtest/gtest.h>

namespace proclens {
namespace {

std::string hex(std::span<const std::uint8_t> bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", byte);
    text += digits;
  }
  return text;
}

TEST(Digest, Md5OfTheTestSuiteInRfc1321) {
  EXPECT_EQ(hex(md5("")), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(hex(md5("message digest")), "f96b697d7cb7938d525a2f31aaf161d0");
}

TEST(Digest, Sha256OfTheExamplesInFips180) {
  Sha256 whole;
  whole.add(std::as_bytes(std::span(std::string_view("abc"))));
  EXPECT_EQ(whole.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 pieces;
  for (const std::string_view piece : {"abcdbcdecdefdefgefghfghighij", "hijkijkljklmklmnlmnomnopnopq"}) {
    pieces.add(std::as_bytes(std::span(piece)));
  }
  EXPECT_EQ(pieces.hex(), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

}  // namespace
}  // namespace proclens

#include "storage/digest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace proclens {
namespace {

TEST(Digest, Md5OfTheTestSuiteInRfc1321) {
  EXPECT_EQ(std::string(digits_of(md5(""), false)), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(std::string(digits_of(md5("message digest"), false)), "f96b697d7cb7938d525a2f31aaf161d0");
}

std::string blake3_of(std::string_view text, std::size_t piece) {
  Blake3 digest;
  for (; !text.empty(); text.remove_prefix(std::min(piece, text.size()))) {
    digest.add(std::as_bytes(std::span(text.substr(0, piece))));
  }
  return digest.hex();
}

/// The input of BLAKE3's test vectors: 0, 1, …, 250, 0, 1, …
std::string counted(std::size_t bytes) {
  std::string text(bytes, '\0');
  for (std::size_t i = 0; i < bytes; ++i) text[i] = static_cast<char>(i % 251);
  return text;
}

TEST(Digest, Blake3OfItsTestVectors) {
  for (const std::size_t piece : {1, 1000, 1 << 20}) {
    EXPECT_EQ(blake3_of("", piece), "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
    EXPECT_EQ(blake3_of("abc", piece), "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85");
    EXPECT_EQ(blake3_of(counted(1025), piece), "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444");
    EXPECT_EQ(blake3_of(counted(102'400), piece), "bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085");
  }
}

}  // namespace
}  // namespace proclens

#include "atlas/page/page_block.hpp"

#include <gtest/gtest.h>

#include "atlas/page/page_reader.hpp"
#include "core/parallel.hpp"
#include "core/random.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

std::string random_bytes(std::size_t size, std::uint64_t seed) {
  const CounterRandom random(seed, 0);
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(random.below(i, 256));
  return bytes;
}

TEST(Base64, GivesTheExamplesOfTheStandard) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, LosesNoByte) {
  for (std::size_t size = 0; size < 50; ++size) {
    const std::string bytes = random_bytes(size, size);
    EXPECT_EQ(decode_base64(base64(bytes)), bytes);
  }
}

TEST(CompressedPieces, AreTheSameForAnyNumberOfThreads) {
  const std::string bytes = random_bytes(10'000, 1) + std::string(20'000, 'x') + random_bytes(500, 2);
  std::vector<std::vector<std::string>> results;
  for (const int threads : {1, 2, 5}) {
    const Context context({.threads = threads});
    results.push_back(compressed_pieces(context, bytes, 4096));
  }
  EXPECT_EQ(results[0].size(), 8U);
  EXPECT_EQ(results[0], results[1]);
  EXPECT_EQ(results[0], results[2]);
  std::string whole;
  for (const std::string& piece : results[0]) whole += inflate(decode_base64(piece), 4096);
  EXPECT_EQ(whole, bytes);
}

}  // namespace
}  // namespace proclens

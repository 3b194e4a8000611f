#include "atlas/page/page_columns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

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

TEST(BlockWriter, WritesWhatAReaderReads) {
  const std::vector<float> floats = {0.0F, -1.5F, 3e-30F, 7e30F, -0.0F};
  const std::vector<std::uint64_t> whole = {0, 1, 127, 128, 16383, 16384, std::numeric_limits<std::uint64_t>::max()};
  const std::vector<std::int64_t> differing = {5, 5, -1, 1'699'300'000'000, 0, -4'000'000'000'000'000};
  const std::vector<std::uint8_t> bytes = {0, 255, 7};
  BlockWriter writer;
  writer.header()["note"] = "ünï";
  writer.f32("f", floats);
  writer.varint("w", whole);
  writer.delta("d", differing);
  writer.u8("b", bytes);
  const ReadBlock read(writer.bytes());
  EXPECT_EQ(read.f32("f"), floats);
  EXPECT_EQ(read.varint("w"), whole);
  EXPECT_EQ(read.delta("d"), differing);
  EXPECT_EQ(read.raw("b", "u8"), std::string("\x00\xFF\x07", 3));
  EXPECT_EQ(read.header["note"], "ünï");
}

TEST(BlockWriter, SharesTheBeginningsOfSortedTexts) {
  const std::vector<std::string_view> texts = {"", "a", "ab", "abc", "b", "c:\\windows\\x.dll", "c:\\windows\\y.dll"};
  BlockWriter writer;
  writer.sorted_texts("t", texts);
  const ReadBlock read(writer.bytes());
  EXPECT_EQ(read.texts("t"), std::vector<std::string>(texts.begin(), texts.end()));
  EXPECT_EQ(read.varint("t.shared"), (std::vector<std::uint64_t>{0, 0, 1, 2, 0, 0, 11}));
  EXPECT_EQ(read.raw("t.bytes", "u8").size(), 0U + 1 + 1 + 1 + 1 + 16 + 5);
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

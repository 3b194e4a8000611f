#include "import/evtx/evtx_file.hpp"

#include <gtest/gtest.h>

#include "import/evtx/evtx_reading.hpp"
#include "import/evtx/evtx_writer.hpp"

namespace proclens {
namespace {

std::string three_chunks() {
  return evtx_file(
      {sysmon_like_chunk(4, 1).finish(), sysmon_like_chunk(5, 5).finish(), sysmon_like_chunk(3, 10).finish()});
}

std::vector<std::uint64_t> numbers(const EvtxChunk& chunk) {
  std::vector<std::uint64_t> all;
  for (const EvtxRecord& record : chunk.records) all.push_back(record.number);
  return all;
}

std::vector<std::uint64_t> up_to(std::uint64_t last, std::uint64_t first = 1) {
  std::vector<std::uint64_t> all;
  for (std::uint64_t number = first; number <= last; ++number) all.push_back(number);
  return all;
}

TEST(EvtxFile, ReadsTheSameInPiecesOfAnySize) {
  const std::string file = three_chunks();
  const EvtxChunk whole = read_file(file);
  EXPECT_EQ(numbers(whole), up_to(12));
  EXPECT_TRUE(whole.damages.empty());
  for (const std::size_t step : {1, 7, 4095, 4096, 65536, 65537}) {
    const EvtxChunk again = read_file(file, step);
    EXPECT_EQ(again.records, whole.records) << step;
    EXPECT_EQ(again.damages, whole.damages) << step;
  }
}

TEST(EvtxFile, SaysHowFarItHasRead) {
  const std::string file = three_chunks();
  EvtxFile reading(reader_of(file));
  EXPECT_EQ(reading.position(), 0U);
  EXPECT_EQ(reading.next()->offset, 4096U);
  EXPECT_EQ(reading.position(), 4096U + 65536);
  EXPECT_EQ(reading.next()->offset, 4096U + 65536);
  EXPECT_TRUE(reading.next().has_value());
  EXPECT_FALSE(reading.next().has_value());
  EXPECT_EQ(reading.position(), file.size());
  EXPECT_FALSE(reading.next().has_value());
}

TEST(EvtxFile, ADamagedHeaderCostsNoChunk) {
  for (std::size_t at = 0; at < 128; ++at) {
    if (at >= 120 && at < 124) continue;  // no checksum covers the flags
    std::string file = three_chunks();
    file[at] = static_cast<char>(file[at] ^ 0x11);
    const EvtxChunk read = read_file(file);
    ASSERT_EQ(numbers(read), up_to(12)) << at;
    ASSERT_EQ(read.damages, (std::vector<EvtxDamage>{{0, "the file header is damaged"}})) << at;
  }
  std::string file = three_chunks();
  file.replace(0, 4096, 4096, '\0');
  EXPECT_EQ(numbers(read_file(file)), up_to(12));
}

TEST(EvtxFile, ChunksWithoutAFileHeaderAreRead) {
  const EvtxChunk read = read_file(three_chunks().substr(4096));
  EXPECT_EQ(numbers(read), up_to(12));
  EXPECT_EQ(read.damages, (std::vector<EvtxDamage>{{0, "the file header is missing"}}));
  EXPECT_EQ(read.records.at(0).offset, 512U);
}

TEST(EvtxFile, AZeroedChunkCostsOnlyItself) {
  for (std::size_t chunk = 0; chunk < 3; ++chunk) {
    std::string file = three_chunks();
    file.replace(4096 + 65536 * chunk, 65536, 65536, '\0');
    const EvtxChunk read = read_file(file);
    const std::vector<std::uint64_t> lost = chunk == 0 ? up_to(4) : chunk == 1 ? up_to(9, 5) : up_to(12, 10);
    std::vector<std::uint64_t> expected;
    std::ranges::set_difference(up_to(12), lost, std::back_inserter(expected));
    EXPECT_EQ(numbers(read), expected);
    EXPECT_EQ(
        read.damages,
        (std::vector<EvtxDamage>{{4096 + 65536 * chunk, "a chunk that the file header counts as used is zeroed"}}));
  }
}

TEST(EvtxFile, PreallocatedChunksAreNotDamage) {
  const EvtxChunk read = read_file(three_chunks() + std::string(5 * 65536, '\0'));
  EXPECT_EQ(numbers(read), up_to(12));
  EXPECT_TRUE(read.damages.empty());
}

TEST(EvtxFile, ChunksThatTheHeaderDoesNotCountYetAreRead) {
  const EvtxChunk read = read_file(three_chunks() + sysmon_like_chunk(3, 13).finish());
  EXPECT_EQ(numbers(read), up_to(15));
  EXPECT_TRUE(read.damages.empty());
}

TEST(EvtxFile, ATruncatedFileKeepsWhatIsThere) {
  const std::string file = three_chunks();
  const std::size_t second = 4096 + 65536;
  EXPECT_EQ(numbers(read_file(file.substr(0, second))), up_to(4));
  EXPECT_EQ(read_file(file.substr(0, second)).damages,
            (std::vector<EvtxDamage>{{second, "the file ends after 1 of 3 chunks"}}));
  const EvtxChunk cut = read_file(file.substr(0, second + 40'000));
  EXPECT_EQ(numbers(cut), up_to(9));
  EXPECT_EQ(cut.damages, (std::vector<EvtxDamage>{{second + 40'000, "the file ends inside a chunk"},
                                                  {second + 40'000, "the file ends after 2 of 3 chunks"}}));
  for (const std::size_t length : {0, 1, 7, 8, 127, 128, 4095, 4096}) {
    EXPECT_TRUE(read_file(file.substr(0, length)).records.empty()) << length;
    EXPECT_FALSE(read_file(file.substr(0, length)).damages.empty()) << length;
  }
}

TEST(EvtxFile, WhatTheReaderThrowsPassesThrough) {
  EvtxFile file([](std::span<std::byte>) -> std::size_t { throw std::runtime_error("disk"); });
  EXPECT_THROW((void)file.next(), std::runtime_error);
}

}  // namespace
}  // namespace proclens

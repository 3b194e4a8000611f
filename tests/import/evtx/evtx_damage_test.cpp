// Damage to one record, or to what surrounds the records, does not affect the others.
#include <gtest/gtest.h>

#include <set>

#include "import/evtx/evtx_reading.hpp"
#include "import/evtx/evtx_writer.hpp"

namespace proclens {
namespace {

constexpr std::size_t records_in_chunk = 6;

struct Sample {
  EvtxWriter writer = sysmon_like_chunk(records_in_chunk, 100);
  std::string bytes = writer.finish();
  EvtxChunk whole = read_chunk(bytes);
};

const Sample& sample() {
  static const Sample made;
  return made;
}

/// Whether every record that does not depend on record `damaged` was read unchanged.
testing::AssertionResult others_are_whole(const EvtxChunk& chunk, std::size_t damaged) {
  for (std::size_t i = 0; i < records_in_chunk; ++i) {
    if (i == damaged || sample().writer.records()[i].needs.contains(damaged)) continue;
    if (std::ranges::find(chunk.records, sample().whole.records[i]) == chunk.records.end()) {
      return testing::AssertionFailure() << "record " << i << " was lost or changed";
    }
  }
  return testing::AssertionSuccess();
}

TEST(EvtxDamage, TheSampleIsWholeAndMostOfItsRecordsNeedNoOther) {
  EXPECT_EQ(sample().whole.records.size(), records_in_chunk);
  EXPECT_TRUE(sample().whole.damages.empty());
  EXPECT_EQ(sample().writer.records()[0].needs, std::set<std::size_t>{});
  EXPECT_EQ(sample().writer.records()[5].needs, (std::set<std::size_t>{0, 2}));
}

TEST(EvtxDamage, NoByteFlipReachesAnotherRecord) {
  for (std::size_t record = 0; record < records_in_chunk; ++record) {
    const auto [begin, end, needs] = sample().writer.records()[record];
    for (std::size_t at = begin; at < end; ++at) {
      for (const int flip : {1 << at % 8, 0xFF}) {
        std::string bytes = sample().bytes;
        bytes[at] = static_cast<char>(bytes[at] ^ flip);
        const EvtxChunk chunk = read_chunk(bytes);
        ASSERT_TRUE(others_are_whole(chunk, record)) << "byte " << at << " of record " << record << " ^ " << flip;
        ASSERT_FALSE(chunk.damages.empty()) << "byte " << at << " ^ " << flip;
      }
    }
  }
}

TEST(EvtxDamage, NoByteFlipInTheHeaderCostsARecord) {
  for (std::size_t at = 0; at < 512; ++at) {
    std::string bytes = sample().bytes;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x21);
    const EvtxChunk chunk = read_chunk(bytes);
    ASSERT_EQ(chunk.records, sample().whole.records) << at;
    const bool is_checked = at < 120 || at >= 124;  // no checksum covers the flags
    ASSERT_EQ(chunk.damages.size(), is_checked ? 1U : 0U) << at;
    for (const EvtxDamage& damage : chunk.damages) ASSERT_EQ(damage.offset, 4096U) << at;
  }
}

TEST(EvtxDamage, AZeroedRecordCostsOnlyItself) {
  for (std::size_t record = 0; record < records_in_chunk; ++record) {
    const auto [begin, end, needs] = sample().writer.records()[record];
    std::string bytes = sample().bytes;
    bytes.replace(begin, end - begin, end - begin, '\0');
    const EvtxChunk chunk = read_chunk(bytes);
    EXPECT_TRUE(others_are_whole(chunk, record)) << record;
    EXPECT_EQ(chunk.damages.at(0).offset, 4096 + begin);
    EXPECT_EQ(chunk.damages.at(0).what, "a damaged record");
    std::uint64_t lost = 0;
    for (const EvtxDamage& damage : chunk.damages) lost += damage.records;
    EXPECT_EQ(chunk.records.size() + lost, records_in_chunk) << record;
  }
}

TEST(EvtxDamage, LostRecordsAreCountedByTheNumbersAroundThem) {
  const auto lost = [](std::size_t first, std::size_t last) {
    std::string bytes = sysmon_like_chunk(30, 100).finish();
    const std::vector<EvtxWriter::Record> records = sysmon_like_chunk(30, 100).records();
    const std::size_t begin = records[first].begin;
    const std::size_t size = records[last].end - begin;
    bytes.replace(begin, size, size, '\0');
    return read_chunk(bytes).damages;
  };
  EXPECT_EQ(lost(10, 14),
            (std::vector<EvtxDamage>{{4096 + sysmon_like_chunk(30, 100).records()[10].begin, "5 damaged records", 5}}));
  EXPECT_EQ(lost(20, 29).at(0).records, 10U);
  const std::vector<EvtxDamage> from_the_start = lost(0, 3);
  EXPECT_EQ(from_the_start.at(0).records, 4U);
  EXPECT_EQ(from_the_start.size(), 27U);  // the others need templates of the first
}

TEST(EvtxDamage, NumbersThatMakeNoSenseCountAsOneRecord) {
  std::string bytes = sample().bytes;
  const auto [begin, end, needs] = sample().writer.records()[4];
  bytes[sample().writer.records()[3].begin + 14] = '\x7f';  // the number of the previous one
  bytes.replace(begin, end - begin, end - begin, '\0');
  const EvtxChunk chunk = read_chunk(bytes);
  ASSERT_EQ(chunk.damages.size(), 1U);
  EXPECT_EQ(chunk.damages[0].records, 1U);
}

TEST(EvtxDamage, AZeroedHeaderCostsNothingElse) {
  std::string bytes = sample().bytes;
  bytes.replace(0, 512, 512, '\0');
  const EvtxChunk chunk = read_chunk(bytes);
  EXPECT_EQ(chunk.records, sample().whole.records);
  EXPECT_EQ(chunk.damages, (std::vector<EvtxDamage>{{4096, "a chunk has no signature"}}));
}

TEST(EvtxDamage, ATruncatedChunkKeepsWhatComesBefore) {
  const std::size_t end_of_records = sample().writer.records().back().end;
  for (std::size_t length = 0; length <= end_of_records + 8; ++length) {
    // In a buffer of exactly this size, so that a sanitizer detects every read past the end.
    const std::string bytes(sample().bytes, 0, length);
    const EvtxChunk chunk = read_chunk(bytes);
    std::size_t expected = 0;
    while (expected < records_in_chunk && sample().writer.records()[expected].end <= length) ++expected;
    ASSERT_EQ(chunk.records.size(), expected) << length;
    for (std::size_t i = 0; i < expected; ++i) ASSERT_EQ(chunk.records[i], sample().whole.records[i]) << length;
    ASSERT_FALSE(chunk.damages.empty()) << length;
  }
}

TEST(EvtxDamage, AChangedValueIsNotedByTheChecksum) {
  std::string bytes = sample().bytes;
  const std::size_t at = bytes.rfind("p\0r\0o\0g\0r\0a\0m\0");
  ASSERT_NE(at, std::string::npos);
  bytes[at] = 'q';
  const EvtxChunk chunk = read_chunk(bytes);
  EXPECT_EQ(chunk.records.size(), records_in_chunk);
  EXPECT_EQ(chunk.damages,
            (std::vector<EvtxDamage>{
                {4096, "the checksum of the chunk's records does not match: some values may be wrong"}}));
}

TEST(EvtxDamage, ADamagedNameIsNotMistakenForAnother) {
  // Every event of the chunk refers to the same stored name "Computer".
  std::string bytes = sample().bytes;
  const std::size_t element = bytes.find(utf16("Computer"));
  ASSERT_NE(element, std::string::npos);
  bytes[element] = 'K';
  renew_checksums(bytes);
  const EvtxChunk chunk = read_chunk(bytes);
  EXPECT_TRUE(chunk.records.empty());
  EXPECT_EQ(chunk.damages.size(), records_in_chunk);
  EXPECT_EQ(chunk.damages.at(0).what, "a damaged record: a name is damaged");
}

TEST(EvtxDamage, RecordsThatTheHeaderDoesNotKnowYetAreRead) {
  // A log copied while Windows was writing to it: the header dates from when the chunk had four records.
  std::string bytes = sysmon_like_chunk(4, 100).finish();
  bytes.replace(512, bytes.size() - 512, sample().bytes, 512, std::string::npos);
  const EvtxChunk chunk = read_chunk(bytes);
  EXPECT_EQ(chunk.records, sample().whole.records);
  EXPECT_TRUE(chunk.damages.empty());
}

TEST(EvtxDamage, RecordsLeftOverFromAnEarlierUseAreNot) {
  const EvtxWriter newer = sysmon_like_chunk(4, 1000);
  std::string bytes = newer.finish();
  const std::size_t used = newer.records().back().end;
  const EvtxWriter::Record old = sample().writer.records()[0];
  bytes.replace(used, old.end - old.begin, sample().bytes, old.begin, old.end - old.begin);
  const EvtxChunk chunk = read_chunk(bytes);
  EXPECT_EQ(chunk.records, read_chunk(newer.finish()).records);
  EXPECT_TRUE(chunk.damages.empty());
}

TEST(EvtxDamage, ZerosThatTheHeaderCountsAsRecordsAreNotDamage) {
  std::string bytes = sample().bytes;
  bytes.replace(48, 4, std::string("\0\0\1\0", 4));
  renew_checksums(bytes);
  const EvtxChunk chunk = read_chunk(bytes);
  EXPECT_EQ(chunk.records, sample().whole.records);
  EXPECT_TRUE(chunk.damages.empty());
}

TEST(EvtxDamage, WrongSizesAreNotFollowed) {
  for (const std::uint32_t size : {0U, 1U, 27U, 28U, 0xFFFFU, 0x10000U, 0x7FFFFFFFU, 0x80000000U, 0xFFFFFFFFU}) {
    const auto [begin, end, needs] = sample().writer.records()[3];
    std::string bytes = sample().bytes;
    for (std::size_t i = 0; i < 4; ++i) {
      bytes[begin + 4 + i] = static_cast<char>(size >> (8 * i) & 0xFF);
      bytes[end - 4 + i] = bytes[begin + 4 + i];
    }
    EXPECT_TRUE(others_are_whole(read_chunk(bytes), 3)) << size;
  }
}

TEST(EvtxDamage, GarbageIsOneDamage) {
  std::string bytes(65536, '\x2a');
  EXPECT_EQ(read_chunk(bytes).damages, (std::vector<EvtxDamage>{{4096, "a chunk has no signature"}}));
}

}  // namespace
}  // namespace proclens

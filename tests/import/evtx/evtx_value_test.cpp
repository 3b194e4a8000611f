#include "import/evtx/evtx_value.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <limits>

#include "import/evtx/evtx_reading.hpp"
#include "import/evtx/evtx_writer.hpp"

namespace proclens {
namespace {

std::string shown(EvtxType type, std::string_view bytes) {
  std::string text = "before ";
  if (!append_evtx_value(text, type, as_bytes(bytes))) {
    EXPECT_EQ(text, "before ");
    return "(does not fit)";
  }
  EXPECT_TRUE(text.starts_with("before "));
  return text.substr(7);
}

std::string shown(const EvtxTestValue& value) { return shown(static_cast<EvtxType>(value.type), value.bytes); }

TEST(EvtxValue, ShowsNumbersWithTheirSign) {
  EXPECT_EQ(shown(evtx_number(EvtxType::int8, 0xFF, 1)), "-1");
  EXPECT_EQ(shown(evtx_number(EvtxType::uint8, 0xFF, 1)), "255");
  EXPECT_EQ(shown(evtx_number(EvtxType::int16, 0x8000, 2)), "-32768");
  EXPECT_EQ(shown(evtx_number(EvtxType::uint16, 0x8000, 2)), "32768");
  EXPECT_EQ(shown(evtx_number(EvtxType::int32, 0xFFFFFFFF, 4)), "-1");
  EXPECT_EQ(shown(evtx_number(EvtxType::uint32, 0xFFFFFFFF, 4)), "4294967295");
  EXPECT_EQ(shown(evtx_number(EvtxType::int64, ~0ULL, 8)), "-1");
  EXPECT_EQ(shown(evtx_number(EvtxType::uint64, ~0ULL, 8)), "18446744073709551615");
  EXPECT_EQ(shown(evtx_number(EvtxType::hexadecimal32, 0x1f, 4)), "0x0000001f");
  EXPECT_EQ(shown(evtx_number(EvtxType::hexadecimal64, 0x3e7, 8)), "0x00000000000003e7");
  EXPECT_EQ(shown(evtx_number(EvtxType::size, 0x3e7, 4)), "0x000003e7");
  EXPECT_EQ(shown(evtx_number(EvtxType::size, 0x3e7, 8)), "0x00000000000003e7");
  EXPECT_EQ(shown(evtx_number(EvtxType::boolean, 1, 4)), "true");
  EXPECT_EQ(shown(evtx_number(EvtxType::boolean, 0, 4)), "false");
}

TEST(EvtxValue, ShowsRealNumbersAsWindowsDoes) {
  const auto real = [](double number) {
    return shown(evtx_number(EvtxType::float64, std::bit_cast<std::uint64_t>(number), 8));
  };
  EXPECT_EQ(real(0), "0.000000e+000");
  EXPECT_EQ(real(-1.5), "-1.500000e+000");
  EXPECT_EQ(real(1e-7), "1.000000e-007");
  EXPECT_EQ(real(1.7976931348623157e308), "1.797693e+308");
  EXPECT_EQ(real(std::numeric_limits<double>::infinity()), "Inf");
  EXPECT_EQ(real(-std::numeric_limits<double>::infinity()), "-Inf");
  EXPECT_EQ(real(std::numeric_limits<double>::quiet_NaN()), "Ind");
  EXPECT_EQ(shown(evtx_number(EvtxType::float32, std::bit_cast<std::uint32_t>(3.1415926F), 4)), "3.141593e+000");
}

TEST(EvtxValue, RefusesBytesThatDoNotFitTheType) {
  for (int type = 0x03; type <= 0x15; ++type) {
    if (static_cast<EvtxType>(type) == EvtxType::binary) continue;
    EXPECT_EQ(shown(static_cast<EvtxType>(type), "abc"), "(does not fit)") << type;
    EXPECT_EQ(shown(static_cast<EvtxType>(type), ""), "(does not fit)") << type;
  }
  EXPECT_EQ(shown(EvtxType::binary_xml, "abcd"), "(does not fit)");
  EXPECT_EQ(shown(static_cast<EvtxType>(0x16), "abcd"), "(does not fit)");
  EXPECT_EQ(shown(static_cast<EvtxType>(0x81), "abcd"), "(does not fit)");
}

TEST(EvtxValue, ShowsGuidsAndSecurityIdentifiers) {
  EXPECT_EQ(
      shown(EvtxType::guid, std::string_view("\x04\x03\x02\x01\x06\x05\x08\x07\x09\x0a\x0b\x0c\x0d\x0e\x0f\xff", 16)),
      "{01020304-0506-0708-090A-0B0C0D0E0FFF}");
  EXPECT_EQ(shown(EvtxType::security_identifier, std::string_view("\x01\x01\0\0\0\0\0\x05\x12\0\0\0", 12)), "S-1-5-18");
  EXPECT_EQ(shown(EvtxType::security_identifier, std::string_view("\x01\x02\0\0\0\0\0\x05\x12\0\0\0", 12)),
            "(does not fit)");
  EXPECT_EQ(shown(EvtxType::security_identifier, std::string_view("\x01\x00\0\0\0\0\0\x05", 8)), "S-1-5");
}

TEST(EvtxValue, ShowsTimes) {
  EXPECT_EQ(shown(evtx_number(EvtxType::file_time, 0, 8)), "1601-01-01T00:00:00.000000000Z");
  EXPECT_EQ(shown(evtx_number(EvtxType::file_time, 116'444'736'000'000'000 - 1, 8)), "1969-12-31T23:59:59.999999900Z");
  EXPECT_EQ(shown(evtx_number(EvtxType::file_time, 125'963'423'990'000'000, 8)), "2000-02-29T23:59:59.000000000Z");
  EXPECT_EQ(shown(evtx_number(EvtxType::file_time, 132'853'824'000'000'001, 8)), "2021-12-31T00:00:00.000000100Z");
  EXPECT_EQ(shown(evtx_number(EvtxType::file_time, ~0ULL, 8)), "60056-05-28T05:36:10.955161500Z");
  EXPECT_EQ(shown(EvtxType::system_time,
                  std::string_view("\xe4\x07\x02\x00\x06\x00\x1d\x00\x17\x00\x3b\x00\x3a\x00\x09\x00", 16)),
            "2020-02-29T23:59:58.009Z");
  EXPECT_EQ(shown(EvtxType::system_time,
                  std::string_view("\xe4\x07\x0d\x00\x06\x00\x1d\x00\x17\x00\x3b\x00\x3a\x00\x09\x00", 16)),
            "(does not fit)");
}

TEST(EvtxValue, TurnsTextIntoUtf8UpToItsFirstNul) {
  EXPECT_EQ(shown(EvtxType::utf16_text, std::string_view("a\0\xe9\0\xac\x20\x3d\xd8\x00\xde", 10)),
            "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  EXPECT_EQ(shown(EvtxType::utf16_text, std::string_view("a\0\0\0b\0", 6)), "a");
  EXPECT_EQ(shown(EvtxType::utf16_text, std::string_view("\x3d\xd8z\0", 4)), "\xEF\xBF\xBDz");
  EXPECT_EQ(shown(EvtxType::utf16_text, std::string_view("\x00\xdez\0", 4)), "\xEF\xBF\xBDz");
  EXPECT_EQ(shown(EvtxType::utf16_text, std::string_view("\x3d\xd8", 2)), "\xEF\xBF\xBD");
  EXPECT_EQ(shown(EvtxType::utf16_text, std::string_view("a\0b", 3)), "a");
  EXPECT_EQ(shown(EvtxType::ansi_text, std::string_view("a\x80\xe9\0z", 5)), "a\xE2\x82\xAC\xC3\xA9");
  EXPECT_EQ(shown(EvtxType::binary, std::string_view("\x00\xab", 2)), "00AB");
}

TEST(EvtxValue, FindsTheItemsOfArrays) {
  EXPECT_EQ(first_item_bytes(EvtxType::uint16, as_bytes("abcd")), 2U);
  EXPECT_EQ(first_item_bytes(EvtxType::uint64, as_bytes("abcd")), std::nullopt);
  EXPECT_EQ(first_item_bytes(EvtxType::utf16_text, as_bytes(std::string_view("a\0\0\0b\0", 6))), 4U);
  EXPECT_EQ(first_item_bytes(EvtxType::utf16_text, as_bytes("b")), 1U);
  EXPECT_EQ(first_item_bytes(EvtxType::ansi_text, as_bytes(std::string_view("ab\0c", 4))), 3U);
  EXPECT_EQ(first_item_bytes(EvtxType::ansi_text, as_bytes("ab")), 2U);
  EXPECT_EQ(first_item_bytes(EvtxType::security_identifier,
                             as_bytes(std::string_view("\x01\x01\0\0\0\0\0\x05\x12\0\0\0z", 13))),
            12U);
  EXPECT_EQ(first_item_bytes(EvtxType::security_identifier, as_bytes("abcdefgh")), std::nullopt);
  EXPECT_EQ(first_item_bytes(EvtxType::binary, as_bytes("abcd")), std::nullopt);
}

}  // namespace
}  // namespace proclens

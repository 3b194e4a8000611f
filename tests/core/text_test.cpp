#include "core/text.hpp"

#include <gtest/gtest.h>

namespace proclens {
namespace {

TEST(ValidUtf8, KeepsValidTextAndReplacesWhatIsNot) {
  EXPECT_EQ(valid_utf8("h\xC3\xA9llo \xF0\x9F\x98\x80"), "h\xC3\xA9llo \xF0\x9F\x98\x80");
  EXPECT_EQ(valid_utf8("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(valid_utf8("\xC3"), "\xEF\xBF\xBD");
  EXPECT_EQ(valid_utf8(std::string_view("a\0b", 3)), std::string("a\0b", 3));
}

TEST(ValidUtf8, RefusesOverlongFormsAndSurrogates) {
  EXPECT_EQ(valid_utf8("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(valid_utf8("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Printable, ShowsControlCharactersInsteadOfSendingThem) {
  EXPECT_EQ(printable("\x1B[2Jevil\r\n"), "\\x1B[2Jevil\\x0D\\x0A");
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\\x9B31m");
  EXPECT_EQ(printable("exe\xE2\x80\xAE"
                      "gpj"),
            "exe\\u{202E}gpj");
  EXPECT_EQ(printable("a\xFF"), "a\\xFF");
}

TEST(Printable, CutsLongText) { EXPECT_EQ(printable("abcdef", 3), "abc…"); }

TEST(TerminalColumns, CountsWideCharactersTwiceAndMarksNotAtAll) {
  EXPECT_EQ(terminal_columns("svchost.exe"), 11);
  EXPECT_EQ(terminal_columns("Übung…"), 6);
  EXPECT_EQ(terminal_columns("悪い.exe"), 8);
  EXPECT_EQ(terminal_columns("e\u0301"), 1);
  EXPECT_EQ(terminal_columns("\xFF\xFE"), 2);
}

TEST(LastPathPart, KnowsBothSlashes) {
  EXPECT_EQ(last_path_part("c:\\windows\\ntdll.dll"), "ntdll.dll");
  EXPECT_EQ(last_path_part("/usr/lib/libc.so"), "libc.so");
  EXPECT_EQ(last_path_part("plain"), "plain");
  EXPECT_EQ(last_path_part("ends\\"), "ends\\");
}

TEST(Numbers, ReadWell) {
  EXPECT_EQ(with_separators(0), "0");
  EXPECT_EQ(with_separators(999), "999");
  EXPECT_EQ(with_separators(1526088), "1,526,088");
  EXPECT_EQ(human_bytes(999), "999 B");
  EXPECT_EQ(human_bytes(5'230'000), "5.2 MB");
  EXPECT_EQ(human_bytes(999'600), "1.0 MB");
}

TEST(Counted, AgreesWithTheNumber) {
  EXPECT_EQ(counted(1, "host"), "1 host");
  EXPECT_EQ(counted(0, "host"), "0 hosts");
  EXPECT_EQ(counted(1526088, "image load"), "1,526,088 image loads");
  EXPECT_EQ(counted(1, "process", "processes"), "1 process");
  EXPECT_EQ(counted(2, "process", "processes"), "2 processes");
}

TEST(ParseBytes, TakesFractionsAndUnits) {
  EXPECT_EQ(parse_bytes("1.5GB"), 1'500'000'000);
  EXPECT_EQ(parse_bytes("1.5 gb"), 1'500'000'000);
  EXPECT_EQ(parse_bytes("0.5GiB"), 512U << 20U);
  EXPECT_EQ(parse_bytes("4g"), 4'000'000'000);
  EXPECT_EQ(parse_bytes(".25k"), 250);
  EXPECT_EQ(parse_bytes("1500000000"), 1'500'000'000);
  EXPECT_EQ(parse_bytes("7B"), 7);
  EXPECT_EQ(parse_bytes("0.0001kB"), 1) << "rounded up: 0 would mean no limit";
  EXPECT_EQ(parse_bytes("15EiB"), 15ULL << 60U);
}

TEST(ParseBytes, RefusesAnythingElse) {
  for (const char* text : {"", " ", "GB", ".", "-1GB", "+1GB", "1.5.5GB", "1e3", "1,5GB", "inf", "nan", "0x10", "1 G B",
                           "1GBB", "1iB", "1XB", "16EiB", " 1GB", "1GB "}) {
    EXPECT_EQ(parse_bytes(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace proclens

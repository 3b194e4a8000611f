// How text is recognised and decoded: formats, dialects of CSV, UTF-16.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "import/files/read_text.hpp"
#include "import/text/csv_dialect.hpp"
#include "import/text/record_reader.hpp"
#include "import/text/utf16_text.hpp"

namespace proclens {
namespace {

using namespace std::string_literals;

TEST(LogFormats, AreRecognisedByContent) {
  EXPECT_EQ(log_format("{\"a\":1}"), LogFormat::json);
  EXPECT_EQ(log_format("\xEF\xBB\xBF [\n{"), LogFormat::json);
  EXPECT_EQ(log_format("Record 1\n{\n"), LogFormat::json);
  EXPECT_EQ(log_format("<14>1 2024-03-05T08:00:01Z h NXLog - - - {\"a\":1}\n"), LogFormat::json);
  EXPECT_EQ(log_format("Record 1\n<?xml version=\"1.0\"?>\n<Event"), LogFormat::xml);
  EXPECT_EQ(log_format("<?xml version=\"1.0\"?>\n<Events><Event "), LogFormat::xml);
  EXPECT_EQ(log_format("<Event xmlns='x'>"), LogFormat::xml);
  EXPECT_EQ(log_format("Mar  5 08:00:01 h sysmon: <Event><System>\n"), LogFormat::xml);
  EXPECT_EQ(log_format("a,b\n1,2\n"), LogFormat::csv);
  EXPECT_EQ(log_format("a;b\n"), LogFormat::csv);
  EXPECT_EQ(log_format("a\tb\n"), LogFormat::csv);
  EXPECT_EQ(log_format("sep=;\na;b\n"), LogFormat::csv);
  EXPECT_EQ(log_format("#TYPE x\n\"a\",\"b\"\n"), LogFormat::csv);
  EXPECT_EQ(log_format("03/05/2024 08:00:01 AM\nLogName=Security\n"), LogFormat::splunk_text);
  EXPECT_EQ(log_format("\xFF\xFE{\0"s), LogFormat::utf16_little);
  EXPECT_EQ(log_format("\xFE\xFF\0{"s), LogFormat::utf16_big);
  EXPECT_EQ(log_format("{\0\"\0a\0"s), LogFormat::utf16_little);
  EXPECT_EQ(log_format("\0{\0\"\0a"s), LogFormat::utf16_big);
  EXPECT_EQ(log_format("ElfFile\0"s), LogFormat::evtx);
  EXPECT_EQ(log_format(std::string(4096, '\0') + "ElfChnk\0"s), LogFormat::evtx) << "of a memory dump";
  EXPECT_EQ(log_format(std::string(4095, '\0') + "ElfChnk\0"s), LogFormat::unknown);
  EXPECT_EQ(log_format(" \r\n"), LogFormat::empty);
  EXPECT_EQ(log_format("#separator \\x09\n"), LogFormat::unknown);
  EXPECT_EQ(log_format("\xD4\xC3\xB2\xA1,\x02"), LogFormat::unknown);
}

TEST(CsvDialects, AreToldByTheHeader) {
  const auto dialect = [](std::string_view start) {
    const CsvDialect found = csv_dialect(start);
    return found.delimiter + std::to_string(found.start);
  };
  EXPECT_EQ(dialect("a,b;c,d\n"), ",0");
  EXPECT_EQ(dialect("a;b;c,d\n"), ";0");
  EXPECT_EQ(dialect("\"a;b;c\",d\n"), ",0");
  EXPECT_EQ(dialect("a\tb\n"), "\t0");
  EXPECT_EQ(dialect("a|b\n"), "|0");
  EXPECT_EQ(dialect("sep=;\r\na,b;c,d,e\n"), ";7");
  EXPECT_EQ(dialect("\xEF\xBB\xBF"
                    "#TYPE System\n\na,b\n"),
            ",17");
  EXPECT_EQ(dialect("a"), ",0");
  EXPECT_EQ(dialect(""), ",0");
}

std::string decoded(const std::string& bytes, bool is_big_endian, std::size_t piece) {
  const ReadBytes read = utf16_as_utf8(read_text(bytes, piece), is_big_endian);
  std::string text;
  std::vector<std::byte> buffer(3);
  while (const std::size_t got = read(buffer)) text.append(reinterpret_cast<const char*>(buffer.data()), got);
  return text;
}

TEST(Utf16Text, IsUtf8HoweverItIsCut) {
  const std::u16string text = u"{\"\u00e9\u20ac\U0001F600\"}\xD800x\xDC00\xD801";
  std::string little;
  std::string big;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    little += {low, high};
    big += {high, low};
  }
  const std::string expected = "{\"\u00e9\u20ac\U0001F600\"}\uFFFDx\uFFFD\uFFFD";
  for (std::size_t piece = 1; piece < 9; ++piece) {
    EXPECT_EQ(decoded(little, false, piece), expected) << piece;
    EXPECT_EQ(decoded(big, true, piece), expected) << piece;
  }
  EXPECT_EQ(decoded("a\0b"s, false, 10), "a\uFFFD") << "an odd last byte";
}

}  // namespace
}  // namespace proclens

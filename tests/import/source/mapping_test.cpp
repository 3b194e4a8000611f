#include "import/source/mapping.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "import/source/sql_functions.hpp"
#include "import/source/times.hpp"
#include "table/database.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr const char* kSmall =
    "-- A source.\n"
    "-- rank: 3\n"
    "-- form: first; channel = log.name | name; event = id; host = host.name\n"
    "-- form: second; event = e; host = h; time = t; fields = data.\n"
    "-- channel: One, TWO\n"
    "-- event: Start, 7\n"
    "-- event of TWO: Stop\n"
    "\n"
    "-- column: image from Image\n"
    "\"Image\"\n"
    "-- why: it is so\n"
    "-- column: loaded from b.c, Image, event\n"
    "CASE event WHEN 7\n"
    "    THEN \"Image\" || \"b.c\" END\n";

TEST(Mapping, SaysWhatTheFileSays) {
  const Mapping mapping = parse_mapping("small", kSmall);
  EXPECT_EQ(mapping.rank, 3);
  EXPECT_EQ(mapping.channels, (std::set<std::string, std::less<>>{"one", "two"}));
  EXPECT_EQ(mapping.events, (std::set<std::string, std::less<>>{"start", "7"}));
  EXPECT_EQ(mapping.channel_events.at("two"), (std::set<std::string, std::less<>>{"stop"}));
  EXPECT_EQ(mapping.fields, (std::vector<std::string>{"Image", "b.c"}));
  EXPECT_EQ(mapping.record_columns(), (std::vector<std::string>{"event", "host", "time", "record", "Image", "b.c"}));
  ASSERT_EQ(mapping.columns.size(), 2U);
  EXPECT_EQ(mapping.columns[0].name, "image");
  EXPECT_EQ(mapping.columns[0].inputs, std::vector<std::string>{"Image"});
  EXPECT_EQ(mapping.columns[0].expression, "\"Image\"\n");
  EXPECT_EQ(mapping.columns[1].name, "loaded");
  EXPECT_EQ(mapping.columns[1].inputs, (std::vector<std::string>{"event", "Image", "b.c"}));
  EXPECT_EQ(mapping.columns[1].expression, "CASE event WHEN 7\n    THEN \"Image\" || \"b.c\" END\n");
  ASSERT_EQ(mapping.forms.size(), 2U);
  EXPECT_EQ(mapping.forms[0].name, "first");
  ASSERT_EQ(mapping.forms[0].channel.size(), 2U);
  EXPECT_EQ(mapping.forms[0].channel[1].whole, "name");
  EXPECT_EQ(mapping.forms[0].fields[1].whole, "b.c");
  EXPECT_TRUE(mapping.forms[1].channel.empty());
  EXPECT_EQ(mapping.forms[1].fields[0].whole, "data.Image");
  EXPECT_EQ(mapping.forms[1].fields[0].parts, (std::vector<std::string>{"data", "Image"}));
}

TEST(Mapping, MistakesInAFileAreFound) {
  const std::string good = "-- form: f; event = e; host = h\n-- event: 1\n";
  EXPECT_NO_THROW(static_cast<void>(parse_mapping("x", good)));
  EXPECT_THROW(static_cast<void>(parse_mapping("x", "SELECT 1")), std::logic_error);
  EXPECT_THROW(static_cast<void>(parse_mapping("x", good + "\"a\"\n-- column: image from a\n")), std::logic_error);
  EXPECT_THROW(static_cast<void>(parse_mapping("x", good + "-- column: image\n\"a\"\n")), std::logic_error);
  EXPECT_THROW(static_cast<void>(parse_mapping("x", "-- form: f; event = e\n-- event: 1\n")), std::logic_error);
  EXPECT_THROW(static_cast<void>(parse_mapping("x", "-- form: f; evnt = e; host = h\n-- event: 1\n")),
               std::logic_error);
  EXPECT_THROW(static_cast<void>(parse_mapping("x", "-- form: f; event = e; host = h\n")), std::logic_error);
}

TEST(Mapping, ExpressionsReadWhatTheirColumnsFollowFrom) {
  for (const Mapping& mapping : import_mappings()) {
    EXPECT_FALSE(mapping.columns.empty()) << mapping.name;
    for (const MappingColumn& column : mapping.columns) {
      for (const std::string& input : column.inputs) {
        EXPECT_NE(column.expression.find(input), std::string::npos) << mapping.name << ' ' << column.name;
      }
    }
  }
}

TEST(Mapping, LowerRanksComeFirst) {
  int rank = 0;
  for (const Mapping& mapping : import_mappings()) {
    EXPECT_GE(mapping.rank, rank);
    rank = mapping.rank;
  }
}

class MacroTest : public testing::Test {
 protected:
  MacroTest() { add_import_functions(database); }
  std::string value(const std::string& expression) {
    return database.text("SELECT coalesce((" + expression + ")::VARCHAR, 'NULL')").value_or("");
  }
  Database database;
};

TEST_F(MacroTest, TimesAreUtcToTheMicrosecond) {
  EXPECT_EQ(value("utc('2024-05-01 08:00:00.123')"), "2024-05-01 08:00:00.123");
  EXPECT_EQ(value("utc('2024-05-01T08:00:00.1234567Z')"), "2024-05-01 08:00:00.123456");
  EXPECT_EQ(value("utc('2024-05-01T08:00:00.999999999+02:00')"), "2024-05-01 06:00:00.999999");
  EXPECT_EQ(value("utc('yesterday')"), "NULL");
  EXPECT_EQ(value("utc('')"), "NULL");
}

/// plain_time agrees with DuckDB's own cast on the times that it reads, and leaves the others to it.
TEST_F(MacroTest, PlainTimesAreReadAsDuckDbReadsThem) {
  int plain = 0;
  for (const char* date : {"2024-02-29", "2023-02-29", "1969-12-31", "1600-01-01", "9999-12-31", "0001-01-01",
                           "2024-13-01", "2024-4-01", "2024-04-31", "x024-04-30"}) {
    for (const char* separator : {" ", "T", "  ", "_"}) {
      for (const char* time :
           {"00:00:00", "23:59:59", "24:00:00", "12:60:00", "12:00:60", "1:02:03", "12:34", "12:34:5"}) {
        for (const char* rest :
             {"", ".1", ".123456", ".1234569", ".1234567Z", "Z", "ZZ", ".", ".Z", "+02:00", " UTC"}) {
          const std::string text = std::string(date) + separator + time + rest;
          const auto read = plain_time(text);
          plain += read ? 1 : 0;
          if (!read) continue;
          EXPECT_EQ(value("epoch_us(any_utc('" + text + "'))"), std::to_string(*read)) << text;
        }
      }
    }
  }
  EXPECT_EQ(plain, 4 * 2 * 2 * 6);
  EXPECT_EQ(value("utc('2024-05-01 24:00:00')"), value("any_utc('2024-05-01 24:00:00')"));
}

TEST_F(MacroTest, PlainTimesHaveTheirDigitsAndSignsInPlace) {
  const std::string good = "2024-05-01 08:09:10.123456789Z";
  ASSERT_TRUE(plain_time(good));
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const char wrong : {'/', ':', 'x', '\0', '\xB1'}) {
      std::string text = good;
      if (wrong == good[i]) continue;
      text[i] = wrong;
      EXPECT_FALSE(plain_time(text)) << text;
    }
  }
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_EQ(plain_time(good.substr(0, size)).has_value(), size >= 19 && size != 20) << size;
  }
}

TEST_F(MacroTest, WholeNumbersInDecimalAndHexadecimal) {
  EXPECT_EQ(value("whole('4660')"), "4660");
  EXPECT_EQ(value("whole('0x1234')"), "4660");
  EXPECT_EQ(value("whole(' 7 ')"), "7");
  EXPECT_EQ(value("whole('99999999999999999999')"), "NULL");
  EXPECT_EQ(value("whole('x')"), "NULL");
}

TEST_F(MacroTest, GuidsHaveOneSpelling) {
  EXPECT_EQ(value("guid('{ABCDEF01-0000-0000-0000-000000000001}')"), "{abcdef01-0000-0000-0000-000000000001}");
  EXPECT_EQ(value("guid('ABCDEF01-0000-0000-0000-000000000001')"), "{abcdef01-0000-0000-0000-000000000001}");
  EXPECT_EQ(value("guid('{00000000-0000-0000-0000-000000000000}')"), "NULL");
  EXPECT_EQ(value("guid('-')"), "NULL");
}

TEST_F(MacroTest, ArgumentsAreWhatFollowsTheProgram) {
  EXPECT_EQ(value(R"(arguments('"C:\a b\x.exe" -k  y'))"), "-k  y");
  EXPECT_EQ(value(R"(arguments('C:\x.exe -k'))"), "-k");
  EXPECT_EQ(value(R"(arguments('C:\x.exe'))"), "NULL");
  EXPECT_EQ(value(R"(arguments('"no end'))"), "NULL");
  EXPECT_EQ(value("arguments('a' || chr(10) || 'b' || chr(10) || 'c')"), "b\nc");
}

TEST_F(MacroTest, PathsAndNames) {
  EXPECT_EQ(value(R"(file_name('C:\Windows\CMD.exe'))"), "cmd.exe");
  EXPECT_EQ(value("file_name('/usr/bin/sh')"), "sh");
  EXPECT_EQ(value("file_name('')"), "NULL");
  EXPECT_EQ(value(R"(full_path('C:\Windows', 'cmd.exe'))"), R"(C:\Windows\cmd.exe)");
  EXPECT_EQ(value(R"(full_path('C:\Windows\CMD.EXE', 'cmd.exe'))"), R"(C:\Windows\CMD.EXE)");
  EXPECT_EQ(value(R"(full_path(NULL, 'cmd.exe'))"), "cmd.exe");
  EXPECT_EQ(value(R"(account('CORP', 'ann'))"), R"(CORP\ann)");
  EXPECT_EQ(value("account('-', 'ann')"), "ann");
  EXPECT_EQ(value("account('CORP', '-')"), "NULL");
  EXPECT_EQ(value("short_host('WS1.corp.example')"), "ws1");
  EXPECT_EQ(value("md5_in('SHA1=AA,MD5=0123456789ABCDEF0123456789ABCDEF')"), "0123456789ABCDEF0123456789ABCDEF");
  EXPECT_EQ(value("md5_in('IMPMD5=0123456789ABCDEF0123456789ABCDEF')"), "");
  EXPECT_EQ(value("md5_in('MD5=0123456789ABCDEF0123456789ABCDEF,SHA256=00')"), "0123456789ABCDEF0123456789ABCDEF");
}

}  // namespace
}  // namespace proclens

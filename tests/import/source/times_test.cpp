#include "import/source/times.hpp"

#include <gtest/gtest.h>

#include <string>

#include "import/source/separated_number.hpp"

namespace proclens {
namespace {

constexpr std::int64_t kStart = 1'709'625'601'123'000;  // 2024-03-05 08:00:01.123

TEST(OtherTimes, AreReadAsProductsWriteThem) {
  for (const char* text : {"Mar 5, 2024 @ 08:00:01.123",
                           "March 5, 2024 8:00:01.123 AM",
                           "3/5/2024 8:00:01.123 AM",
                           "3/5/2024, 8:00:01.123 AM",
                           "03/05/2024 08:00:01.123",
                           "05.03.2024 08:00:01.123",
                           "05.03.2024 08:00:01,123",
                           "2024-03-05 08:00:01,123",
                           "2024/03/05 08:00:01.123",
                           "2024-03-05T08:00:01.123+0000",
                           "2024-03-05T10:00:01.123+02:00",
                           "2024-03-05T03:00:01.123-0500",
                           "2024-03-05 08:00:01.123 UTC",
                           "2024-03-05 08:00:01.123 +00",
                           "1709625601.123",
                           "1709625601123",
                           "1709625601123000",
                           "1709625601123000000",
                           "133540992011230000",
                           "638452224011230000",
                           "/Date(1709625601123)/",
                           "\\/Date(1709625601123+0100)\\/",
                           "Tue Mar  5 08:00:01.123 2024",
                           "3/5/2024 8:00:01.123\u202F"
                           "AM",
                           "\"3/5/2024 8:00:01.123 AM\"",
                           "5 Mar 2024 08:00:01.123"}) {
    EXPECT_EQ(other_time(text), kStart) << text;
  }
}

TEST(OtherTimes, AfternoonsAndDayFirst) {
  const std::int64_t hour = 3'600'000'000;
  EXPECT_EQ(other_time("3/5/2024 8:00:01.123 PM"), kStart + 12 * hour);
  EXPECT_EQ(other_time("3/5/2024 12:00:01.123 AM"), kStart - 8 * hour);
  EXPECT_EQ(other_time("3/5/2024 12:00:01.123 PM"), kStart + 4 * hour);
  EXPECT_EQ(other_time("25/3/2024 08:00:01.123"), kStart + 20 * 24 * hour);
  EXPECT_EQ(other_time("3/5/2024 8:00"), kStart - 1'123'000);
}

TEST(OtherTimes, AreNothingElse) {
  for (const char* text : {"",
                           "yesterday",
                           "-",
                           "4100",
                           "12345678",
                           "5,220",
                           "0x1f4",
                           "13/13/2024 08:00:01",
                           "2024-02-30 08:00:01",
                           "3/5/2024 25:00:01",
                           "3/5/2024 13:00:01 AM",
                           "3/5/2024 08:61:01",
                           "a:b",
                           ":",
                           "12:30",
                           "1/2/3/4 10:00",
                           "3/5/2024 08:00:01 MEZ",
                           "99999999999999999999",
                           "/Date(x)/",
                           "/Date(99999999999999999)/",
                           "{5A1C0B7E-1001-65E6-0101-000000001200}",
                           "C:\\Windows\\explorer.exe"}) {
    EXPECT_EQ(other_time(text), std::nullopt) << text;
  }
}

TEST(SeparatedNumbers, HaveGroupsOfThree) {
  for (const char* text : {"5,220", "5.220", "5'220", "5 220", "5\u00A0220", "5\u202F220", "5\u2009220"}) {
    EXPECT_EQ(separated_number(text), 5220) << text;
  }
  EXPECT_EQ(separated_number("123,456,789,012,345,678"), 123'456'789'012'345'678);
  for (const char* text : {"", "5220", "5,22", "5,2200", ",220", "5,,220", "5,220,", "a,220", "1234,567", "5;220",
                           "123,456,789,012,345,678,901"}) {
    EXPECT_EQ(separated_number(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace proclens

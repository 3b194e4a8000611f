#include "import/text/text_windows.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <random>
#include <stdexcept>

#include "import/files/read_text.hpp"

namespace proclens {
namespace {

struct Cut {
  std::vector<std::string> values;
  std::uint64_t too_long = 0;
};

Cut cut(const std::string& text, const TextWindowLimits& limits = {}, std::size_t piece = 7) {
  TextWindows windows(read_text(text, piece), limits);
  TextWindow window;
  Cut result;
  while (windows.next(window)) {
    for (const std::string_view value : window.values) {
      result.values.emplace_back(value);
      EXPECT_GE(window.memory.size(), static_cast<std::size_t>(value.end() - window.memory.data()) + limits.padding);
    }
    result.too_long += window.too_long;
  }
  return result;
}

using Values = std::vector<std::string>;

TEST(TextWindows, LinesWithoutBlanksAndWithoutALastLineEnd) {
  EXPECT_EQ(cut("{\"a\":1}\r\n\n  {\"b\":2} \n{\"c\":3}").values, (Values{"{\"a\":1}", "{\"b\":2}", "{\"c\":3}"}));
}

TEST(TextWindows, NothingInNothing) {
  EXPECT_TRUE(cut("").values.empty());
  EXPECT_TRUE(cut("\n\n \r\n").values.empty());
}

TEST(TextWindows, ByteOrderMarkIsSkipped) { EXPECT_EQ(cut("\xEF\xBB\xBF{}\n").values, Values{"{}"}); }

TEST(TextWindows, ArraysAreCutAtTheirObjects) {
  EXPECT_EQ(cut("[{\"a\":\"}{\"},\n {\"b\":{\"c\":[1,2]}}]\n").values,
            (Values{"{\"a\":\"}{\"}", "{\"b\":{\"c\":[1,2]}}"}));
}

TEST(TextWindows, ObjectsMaySpanLines) {
  EXPECT_EQ(cut("{\n \"a\": \"\\\"}\"\n}\n{\n \"b\": 2\n}\n").values,
            (Values{"{\n \"a\": \"\\\"}\"\n}", "{\n \"b\": 2\n}"}));
}

TEST(TextWindows, WindowsOfAnySizeGiveTheSameValues) {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    Values values;
    std::string lines;
    std::string array = "[";
    const int count = static_cast<int>(random() % 40);
    for (int i = 0; i < count; ++i) {
      std::string value = "{\"text\":\"";
      for (std::size_t c = random() % 60; c > 0; --c) value += "ab{}[],: \\\""[random() % 10];
      // No lone escape character at the end of the string.
      std::string escaped;
      for (const char c : value.substr(9)) escaped += c == '\\' ? std::string("\\\\") : std::string(1, c);
      value = "{\"text\":\"" + escaped + "\"}";
      lines += value + (i % 3 == 0 ? "\r\n" : "\n");
      array += (i == 0 ? "" : ",\n") + value;
      values.push_back(value);
    }
    TextWindowLimits limits;
    limits.window = 1 + random() % 100;
    limits.longest = 1000;
    EXPECT_EQ(cut(lines, limits, 1 + random() % 50).values, values);
    EXPECT_EQ(cut(array + "]", limits, 1 + random() % 50).values, values);
  }
}

TEST(TextWindows, ALineThatIsTooLongIsCountedAndTheNextOneRead) {
  TextWindowLimits limits;
  limits.window = 64;
  limits.longest = 100;
  const std::string text = "{\"a\":1}\n{\"b\":\"" + std::string(5000, 'x') + "\"}\n{\"c\":3}\n";
  const Cut result = cut(text, limits);
  EXPECT_EQ(result.values, (Values{"{\"a\":1}", "{\"c\":3}"}));
  EXPECT_EQ(result.too_long, 1U);
}

TEST(TextWindows, ALineThatIsJustTooLongForTheLimitWithinAWindow) {
  TextWindowLimits limits;
  limits.longest = 20;
  const Cut result = cut("{\"a\":1}\n{\"b\":\"" + std::string(50, 'x') + "\"}\n{\"c\":3}\n", limits);
  EXPECT_EQ(result.values, (Values{"{\"a\":1}", "{\"c\":3}"}));
  EXPECT_EQ(result.too_long, 1U);
}

TEST(TextWindows, WhatFollowsAnObjectThatIsTooLongOnTheSameLineIsRead) {
  TextWindowLimits limits;
  limits.window = 64;
  limits.longest = 100;
  const Cut result = cut("[{\"a\":1},{\"b\":\"" + std::string(5000, 'x') + "\"},{\"c\":3},{\"d\":4}]", limits);
  EXPECT_EQ(result.values, (Values{"{\"a\":1}", "{\"c\":3}", "{\"d\":4}"}));
  EXPECT_EQ(result.too_long, 1U);
}

TEST(TextWindows, ObjectsOfAnyLengthOnOneLineAreReadOrCounted) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    Values values;
    std::uint64_t too_long = 0;
    std::string array = "[";
    for (std::size_t count = 1 + random() % 12; count > 0; --count) {
      std::string value = "{\"o\":{},\"text\":\"";
      const std::size_t pieces = random() % 4 == 0 ? 200 : 5;
      for (std::size_t i = random() % pieces; i > 0; --i)
        value += std::array{"a", "{", "}", "\\\"", "\\\\", "]"}[random() % 6];
      value += "\"}";
      array += (array.size() == 1 ? "" : ",") + value;
      value.size() > 100 ? void(++too_long) : values.push_back(value);
    }
    TextWindowLimits limits;
    limits.window = 1 + random() % 100;
    limits.longest = 100;
    const Cut result = cut(array + "]", limits, 1 + random() % 50);
    EXPECT_EQ(result.values, values) << array;
    EXPECT_EQ(result.too_long, too_long) << array;
  }
}

TEST(TextWindows, ALastLineThatIsTooLong) {
  TextWindowLimits limits;
  limits.window = 64;
  limits.longest = 100;
  const Cut result = cut("{\"a\":1}\n" + std::string(5000, 'x'), limits);
  EXPECT_EQ(result.values, Values{"{\"a\":1}"});
  EXPECT_EQ(result.too_long, 1U);
}

TEST(TextWindows, WhatWasReadBeforeAFailureComesFirst) {
  TextWindows windows([served = false](std::span<std::byte> into) mutable -> std::size_t {
    if (served) throw std::runtime_error("damaged");
    served = true;
    const std::string_view text = "{\"a\":1}\n{\"b\":2}\n{\"c\"";
    std::memcpy(into.data(), text.data(), text.size());
    return text.size();
  });
  TextWindow window;
  ASSERT_TRUE(windows.next(window));
  EXPECT_EQ(window.values.size(), 3U) << "the last line is cut off, and for its reader to judge";
  EXPECT_THROW(static_cast<void>(windows.next(window)), std::runtime_error);
}

TEST(TextWindows, AnObjectWithoutEndCostsOnlyItselfAndWhatItSwallows) {
  TextWindowLimits limits;
  limits.window = 64;
  limits.longest = 200;
  std::string text = "[\n{\"a\":1},\n{\"b\":\"no end,\n";
  for (int i = 0; i < 40; ++i) text += "{\"i\":" + std::to_string(i) + "},\n";
  const Cut result = cut(text + "{\"z\":1}]", limits);
  ASSERT_FALSE(result.values.empty());
  EXPECT_EQ(result.values.front(), "{\"a\":1}");
  EXPECT_EQ(result.values.back(), "{\"z\":1}");
  EXPECT_GE(result.too_long, 1U);
}

}  // namespace
}  // namespace proclens

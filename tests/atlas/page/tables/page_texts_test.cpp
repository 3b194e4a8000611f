#include "atlas/page/tables/page_texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace proclens {
namespace {

TextBudget plenty() { return {1000, 1'000'000, 10}; }

TEST(TextDictionary, NumbersDistinctTextsAndTellsMissingFromEmpty) {
  TextDictionary dictionary;
  TextBudget budget = plenty();
  EXPECT_EQ(dictionary.number("b", budget), 1U);
  EXPECT_EQ(dictionary.number(std::nullopt, budget), 0U);
  EXPECT_EQ(dictionary.number("", budget), 2U);
  EXPECT_EQ(dictionary.number("a", budget), 3U);
  EXPECT_EQ(dictionary.number("b", budget), 1U);
  const TextDictionary::Sorted sorted = dictionary.sorted();
  EXPECT_EQ(sorted.texts, (std::vector<std::string_view>{"", "a", "b"}));
  EXPECT_EQ(sorted.rank_of, (std::vector<std::uint32_t>{0, 3, 1, 2}));
  EXPECT_EQ(sorted.whole_bytes, (std::vector<std::uint64_t>{0, 0, 0}));
}

TEST(TextDictionary, SortsByBytesLongNumbersOfTexts) {
  TextDictionary dictionary;
  TextBudget budget = plenty();
  std::vector<std::string> texts;
  for (int i = 0; i < 2000; ++i) texts.push_back("t" + std::to_string(i * 7919 % 2000));
  for (const std::string& text : texts) static_cast<void>(dictionary.number(text, budget));
  const TextDictionary::Sorted sorted = dictionary.sorted();
  for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(sorted.texts[sorted.rank_of[i + 1] - 1], texts[i]);
  EXPECT_TRUE(std::is_sorted(sorted.texts.begin(), sorted.texts.end()));
}

TEST(TextDictionary, MakesTextValid) {
  TextDictionary dictionary;
  TextBudget budget = plenty();
  static_cast<void>(dictionary.number(std::string_view("a\xFF\0z", 4), budget));
  EXPECT_EQ(dictionary.sorted().texts.front(), std::string_view("a\xEF\xBF\xBD\0z", 6));
}

TEST(TextDictionary, CutsLongTextsBetweenCharactersAndRemembersTheirLength) {
  TextDictionary dictionary;
  TextBudget budget{5, 1'000'000, 2};
  static_cast<void>(dictionary.number("abcd\xC3\xA9xyz", budget));  // é would end at the sixth byte
  static_cast<void>(dictionary.number("abcde", budget));
  const TextDictionary::Sorted sorted = dictionary.sorted();
  EXPECT_EQ(sorted.texts, (std::vector<std::string_view>{"abcd", "abcde"}));
  EXPECT_EQ(sorted.whole_bytes, (std::vector<std::uint64_t>{9, 0}));
  EXPECT_EQ(dictionary.cut(), 1U);
}

TEST(TextDictionary, TellsACutTextFromAnotherThatIsJustItsStart) {
  TextDictionary dictionary;
  TextBudget budget{3, 1'000'000, 2};
  const std::uint32_t cut = dictionary.number("abcdef", budget);
  EXPECT_NE(dictionary.number("abc", budget), cut);
  EXPECT_NE(dictionary.number("abcdefg", budget), cut);
  EXPECT_EQ(dictionary.number("abcxyz", budget), cut) << "the page could not show the difference";
}

TEST(TextDictionary, CutsLateTextsShortButFindsEarlyOnesWhole) {
  TextDictionary dictionary;
  TextBudget budget{100, 6, 2};
  const std::uint32_t early = dictionary.number("whole text", budget);
  EXPECT_EQ(budget.bytes_left, 0U);
  static_cast<void>(dictionary.number("late text", budget));
  EXPECT_EQ(dictionary.number("whole text", budget), early);
  EXPECT_EQ(dictionary.number("late text", budget), early + 1);
  EXPECT_EQ(dictionary.sorted().texts, (std::vector<std::string_view>{"la", "whole text"}));
}

}  // namespace
}  // namespace proclens

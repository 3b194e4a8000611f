#include "serve/map/lowered_texts.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/random.hpp"

namespace proclens {
namespace {

std::vector<std::int32_t> obvious(const std::vector<std::string>& texts, const std::string& needle) {
  std::vector<std::int32_t> found;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].find(needle) != std::string::npos) found.push_back(static_cast<std::int32_t>(i));
  }
  return found;
}

LoweredTexts all_of(const std::vector<std::string>& texts) {
  LoweredTexts result;
  for (const std::string& text : texts) result.add(text);
  return result;
}

TEST(LoweredTextsTest, FindsWhatLookingAtEveryTextFinds) {
  const CounterRandom random(7, 0);
  std::uint64_t draw = 0;
  const auto below = [&](std::uint64_t limit) { return static_cast<std::size_t>(random.below(draw++, limit)); };
  for (int round = 0; round < 60; ++round) {
    const std::size_t letters = 1 + below(4);
    const auto text_of = [&](std::size_t longest) {
      std::string text(below(longest + 1), 'a');
      for (char& c : text) c = "a\0b\xC3"[below(letters)];
      return text;
    };
    std::vector<std::string> texts(below(40));
    for (std::string& text : texts) text = text_of(round % 3 == 0 ? 3 : 150);
    const LoweredTexts searched = all_of(texts);
    for (int k = 0; k < 40; ++k) {
      std::string needle = text_of(k % 2 == 0 ? 3 : 70);
      if (k % 4 == 1 && !texts.empty()) {
        const std::string& text = texts[below(texts.size())];
        const std::size_t start = below(text.size() + 1);
        needle = text.substr(start, below(80));
      }
      ASSERT_EQ(searched.containing(needle), obvious(texts, needle)) << "round " << round << ", needle " << k;
    }
  }
}

TEST(LoweredTextsTest, FindsNothingThatReachesIntoTheNextText) {
  const LoweredTexts searched = all_of({"abc", "def", "", "abcdef"});
  EXPECT_EQ(searched.containing("cd"), (std::vector<std::int32_t>{3}));
  EXPECT_EQ(searched.containing(""), (std::vector<std::int32_t>{0, 1, 2, 3}));
  EXPECT_TRUE(all_of({}).containing("a").empty());
  EXPECT_TRUE(all_of({"", ""}).containing("a").empty());
}

}  // namespace
}  // namespace proclens

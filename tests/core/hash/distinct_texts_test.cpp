#include "core/hash/distinct_texts.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace proclens {
namespace {

/// Texts of up to 23 bytes, many of which differ in only a few.
std::string some_text(std::uint64_t draw) { return std::string(draw % 21, 'a') + std::to_string(draw % 977); }

TEST(DistinctTexts, NumbersTextsInTheOrderOfTheirFirstUse) {
  DistinctTexts dictionary;
  std::map<std::string, std::uint32_t> expected;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const std::string text = some_text(i * i + 7 * i);
    const auto [entry, is_new] = expected.emplace(text, expected.size() + 1);
    EXPECT_EQ(dictionary.find(text), is_new ? DistinctTexts::kNull : entry->second);
    ASSERT_EQ(dictionary.add(text), entry->second);
  }
  EXPECT_EQ(dictionary.size(), expected.size() + 1);
  for (const auto& [text, id] : expected) {
    EXPECT_EQ(dictionary.text(id), text);
    EXPECT_EQ(dictionary.find(text), id);
  }
}

TEST(DistinctTexts, SameTextsAreThoseWithoutADifferentByte) {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string text(size, 'a');
    EXPECT_TRUE(same_text(text, std::string(size, 'a')));
    EXPECT_FALSE(same_text(text, std::string(size + 1, 'a')));
    for (std::size_t i = 0; i < size; ++i) {
      std::string other = text;
      other[i] = 'b';
      EXPECT_FALSE(same_text(text, other)) << size << " " << i;
    }
  }
}

/// A text of 16 bytes whose second half cancels what a multiply-and-fold hash with public constants makes of the first:
/// all such texts have the same hash.
std::string text_that_cancels(std::uint64_t first) {
  constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;
  const std::uint64_t start = 16 * kGolden + 1;
  const std::uint64_t second = folded_product(start ^ first, kGolden);
  std::string text(16, '\0');
  std::memcpy(text.data(), &first, 8);
  std::memcpy(text.data() + 8, &second, 8);
  return text;
}

TEST(DistinctTexts, TextsThatCancelPublicConstantsAreFoundQuickly) {
  DistinctTexts dictionary;
  for (std::uint64_t i = 0; i < 5000; ++i) EXPECT_EQ(dictionary.add(text_that_cancels(i)), i + 1);
  EXPECT_LE(dictionary.longest_probe(), 100U);
}

TEST(DistinctTexts, HashesOfAllSizesDependOnEveryByteAndOnTheKey) {
  const HashKey key = HashKey::drawn();
  const HashKey other = HashKey::drawn();
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string text(size, 'a');
    const std::uint64_t hash = keyed_hash(text, key);
    EXPECT_NE(hash, keyed_hash(text, other));
    EXPECT_NE(hash, keyed_hash(text + 'a', key));
    for (std::size_t i = 0; i < size; ++i) {
      std::string changed = text;
      changed[i] = 'b';
      EXPECT_NE(hash, keyed_hash(changed, key)) << size << " " << i;
    }
  }
}

TEST(DistinctTexts, AKeyUnderWhichAllHashesCollideIsReplaced) {
  DistinctTexts dictionary{HashKey()};
  std::map<std::string, std::uint32_t> expected;
  for (std::uint32_t i = 0; i < 3000; ++i) expected.emplace(std::to_string(i), dictionary.add(std::to_string(i)));
  EXPECT_LE(dictionary.longest_probe(), HashSlots::kMaxProbes);
  EXPECT_EQ(dictionary.size(), 3001U);
  for (const auto& [text, id] : expected) EXPECT_EQ(dictionary.find(text), id);
}

TEST(DistinctTexts, NoTextIsNotTheEmptyText) {
  DistinctTexts dictionary;
  EXPECT_EQ(dictionary.find(""), DistinctTexts::kNull);
  EXPECT_EQ(dictionary.add_cell(std::nullopt), DistinctTexts::kNull);
  EXPECT_EQ(dictionary.add(""), 1U);
  EXPECT_EQ(dictionary.cell(0), std::nullopt);
  EXPECT_EQ(dictionary.cell(1), std::optional<std::string_view>(""));
  EXPECT_EQ(dictionary.add(std::string_view("a\0b", 3)), 2U);
  EXPECT_EQ(dictionary.add("a"), 3U);
}

TEST(DistinctColumn, AppendedColumnsHoldTheCellsOfBoth) {
  std::vector<std::optional<std::string>> cells;
  DistinctColumn whole;
  for (int part = 0; part < 5; ++part) {
    DistinctColumn column;
    for (std::uint64_t i = 0; i < 300; ++i) {
      const std::uint64_t draw = (i + 31 * static_cast<std::uint64_t>(part)) * 2654435761U >> 8U;
      cells.push_back(draw % 7 == 0 ? std::nullopt : std::optional(some_text(draw)));
      column.add(cells.back());
    }
    whole.append(column);
  }
  ASSERT_EQ(whole.rows(), cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const auto cell = whole.cell(row);
    EXPECT_EQ(cell ? std::optional(std::string(*cell)) : std::nullopt, cells[row]);
  }
}

TEST(DistinctColumn, TextsThatDoNotRepeatAreStoredAsTheyCome) {
  DistinctColumn whole;
  std::vector<std::string> cells;
  for (int part = 0; part < 3; ++part) {
    DistinctColumn column;
    for (int i = 0; i < 700; ++i) {
      cells.push_back(i == 650 ? cells.front() : std::to_string(part) + " " + std::to_string(i));
      column.add(cells.back());
    }
    EXPECT_FALSE(column.repeats());
    whole.append(column);
  }
  EXPECT_FALSE(whole.repeats());
  ASSERT_EQ(whole.rows(), cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row)
    EXPECT_EQ(whole.cell(row), std::optional<std::string_view>(cells[row]));
}

TEST(DistinctColumn, TextsThatRepeatHaveOneNumber) {
  DistinctColumn column;
  for (int i = 0; i < 2000; ++i) column.add("process " + std::to_string(i / 2 % 400));
  EXPECT_TRUE(column.repeats());
  EXPECT_EQ(column.texts().size(), 401U);
}

}  // namespace
}  // namespace proclens

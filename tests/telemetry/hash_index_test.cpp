// Finds rows by hash, compared with a map from text to rows.
#include "telemetry/hash_index.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

std::vector<std::int32_t> found(const HashIndex& index, const std::string& hash) {
  const auto rows = index.find(hash);
  return {rows.begin(), rows.end()};
}

TextColumn column_of(const std::vector<std::string>& texts) {
  TextColumn column;
  for (const std::string& text : texts) column.add(text);
  return column;
}

/// The definition: the same text after trimming, ignoring case.
using Oracle = std::map<std::string, std::vector<std::int32_t>>;

Oracle oracle_of(const std::vector<std::string>& texts) {
  Oracle oracle;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (const std::string text = normal_hash(texts[row]); !text.empty()) {
      oracle[text].push_back(static_cast<std::int32_t>(row));
    }
  }
  return oracle;
}

void expect_as_oracle(const std::vector<std::string>& texts, const Context& context = Context()) {
  const TextColumn column = column_of(texts);
  const HashIndex index(context, column);
  const Oracle oracle = oracle_of(texts);
  EXPECT_EQ(index.hashes(), oracle.size());
  for (const auto& [text, rows] : oracle) EXPECT_EQ(found(index, text), rows) << text;
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  std::vector<std::int32_t> first(texts.size());
  index.find_first(views, first);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto known = oracle.find(normal_hash(texts[i]));
    const std::vector<std::int32_t> none;
    const std::vector<std::int32_t>& rows = known == oracle.end() ? none : known->second;
    EXPECT_EQ(found(index, texts[i]), rows) << texts[i];
    EXPECT_EQ(first[i], rows.empty() ? HashIndex::kNoRow : rows.front()) << texts[i];
  }
  std::size_t rows = 0;
  index.for_each_hash([&](std::span<const std::int32_t> bearers) {
    EXPECT_EQ(oracle.at(normal_hash(texts[bearers.front()])),
              std::vector<std::int32_t>(bearers.begin(), bearers.end()));
    rows += bearers.size();
  });
  std::size_t expected = 0;
  for (const auto& [text, bearers] : oracle) expected += bearers.size();
  EXPECT_EQ(rows, expected);
}

std::string hexadecimal(std::uint64_t high, std::uint64_t low) {
  char text[33];
  std::snprintf(text, sizeof text, "%016llx%016llX", static_cast<unsigned long long>(high),
                static_cast<unsigned long long>(low));
  return text;
}

TEST(HashIndex, FindsWhatAMapFinds) {
  std::vector<std::string> texts;
  const CounterRandom random(7, 0);
  for (std::uint64_t i = 0; i < 20000; ++i) {
    const std::uint64_t kind = random.bits(3 * i) % 16;
    const std::uint64_t value = random.bits(3 * i + 1) % 9000;  // so that many repeat
    if (kind == 0) {
      texts.emplace_back(value % 2 == 0 ? "" : "  ");
    } else if (kind == 1) {
      texts.push_back("odd-" + std::to_string(value % 50));
    } else if (kind == 2) {
      texts.push_back(" " + normal_hash(hexadecimal(value * 0x9E3779B97F4A7C15U, value)) + "  ");
    } else if (kind == 3) {
      texts.push_back(hexadecimal(value, value).substr(0, 31) + "g");
    } else {
      texts.push_back(hexadecimal(value * 0x9E3779B97F4A7C15U, value));
    }
  }
  for (const int threads : {1, 2, 5}) {
    const Context context({.threads = threads});
    expect_as_oracle(texts, context);
  }
}

TEST(HashIndex, FindsHashesThatBeginAlike) {
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < 5000; ++i) texts.push_back(hexadecimal(0xFFFFFFFFFFFFFFFFU, i % 4000));
  texts.push_back(hexadecimal(0, 0));
  expect_as_oracle(texts);
}

TEST(HashIndex, KnowsWhatIsNotThere) {
  const HashIndex index(Context(), column_of({hexadecimal(1, 2), "odd", ""}));
  for (const char* text : {"", " ", "odd ly", "od", "00000000000000010000000000000003",
                           "0000000000000001000000000000000", "ffffffffffffffffffffffffffffffff"}) {
    EXPECT_TRUE(index.find(text).empty()) << text;
  }
  EXPECT_TRUE(HashIndex().find("odd").empty());
  EXPECT_TRUE(HashIndex(Context(), TextColumn()).find(hexadecimal(1, 2)).empty());
  EXPECT_TRUE(HashIndex(Context(), column_of({"odd"})).find(hexadecimal(1, 2)).empty());
  for (const HashIndex& other :
       {HashIndex(), HashIndex(Context(), column_of({"odd"})), HashIndex(Context(), column_of({hexadecimal(9, 9)}))}) {
    const std::vector<std::string_view> wanted = {"", "00000000000000010000000000000002", "no"};
    std::vector<std::int32_t> first(wanted.size(), 7);
    other.find_first(wanted, first);
    EXPECT_EQ(first, std::vector<std::int32_t>(3, HashIndex::kNoRow));
  }
}

TEST(HashIndex, ComparesWithoutCaseAndSurroundingBlanks) {
  const HashIndex index(Context(), column_of({"aBcDeF00112233445566778899aAbBcC", "Ödd"}));
  EXPECT_EQ(found(index, "  ABCDEF00112233445566778899AABBCC "), std::vector<std::int32_t>{0});
  EXPECT_EQ(found(index, "ÖDD"), std::vector<std::int32_t>{1});
  EXPECT_TRUE(index.find("öDD").empty()) << "only ASCII letters have no case";
}

TEST(WellFormedHash, IsThirtyTwoHexadecimalDigits) {
  EXPECT_TRUE(is_well_formed_hash("0123456789abcdefABCDEF0123456789"));
  for (const char* text :
       {"", "0123456789abcdefABCDEF012345678", "0123456789abcdefABCDEF01234567890", " 123456789abcdefABCDEF0123456789",
        "0123456789abcdefABCDEF012345678g", "0123456789abcdefABCDEF01234567\xFF\x80"}) {
    EXPECT_FALSE(is_well_formed_hash(text)) << text;
  }
}

}  // namespace
}  // namespace proclens

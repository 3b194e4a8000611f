#include "table/arrow_stream.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <stdexcept>

#include "proclens/error.hpp"
#include "table/arrow_reader.hpp"

namespace proclens {
namespace {

/// Every type, with values that only depend on the row.
constexpr const char* kEveryType =
    "SELECT CAST(i - 7 AS INTEGER) AS small, i * 3000000000 AS large, CAST(i AS FLOAT) / 4 AS single, "
    "CASE WHEN i % 5 = 0 THEN 'NaN'::DOUBLE ELSE i / 8.0 END AS twice, repeat('é', i % 4) || i AS word, "
    "[CAST(j AS INTEGER) for j in range(i % 4)] AS numbers, [CAST(j AS FLOAT) / 2 for j in range(i % 3)] AS shares "
    "FROM range(5000) t(i) ORDER BY i";

TEST(ArrowStreamTest, GivesEveryValueOfEveryTypeBack) {
  Database database;
  const ReadStream stream = read_stream(arrow_stream(database, kEveryType));
  EXPECT_EQ(stream.names, (std::vector<std::string>{"small", "large", "single", "twice", "word", "numbers", "shares"}));
  ASSERT_EQ(stream.rows, 5000U);
  for (const auto& [name, column] : stream.columns) EXPECT_FALSE(column.nullable) << name;
  EXPECT_EQ(stream.at("small").format + stream.at("large").format + stream.at("single").format +
                stream.at("twice").format + stream.at("word").format,
            "ilfgu");
  EXPECT_EQ(stream.at("numbers").format + stream.at("numbers").element_format, "+li");
  EXPECT_EQ(stream.at("shares").format + stream.at("shares").element_format, "+lf");
  for (std::size_t i = 0; i < 5000; ++i) {
    const auto value = static_cast<std::int64_t>(i);
    ASSERT_EQ(stream.at("small").whole[i], value - 7);
    ASSERT_EQ(stream.at("large").whole[i], value * 3'000'000'000);
    ASSERT_EQ(stream.at("single").real[i], static_cast<double>(i) / 4);
    if (i % 5 == 0) {
      ASSERT_TRUE(std::isnan(stream.at("twice").real[i]));
    } else {
      ASSERT_EQ(stream.at("twice").real[i], static_cast<double>(i) / 8);
    }
    std::string word;
    for (std::size_t k = 0; k < i % 4; ++k) word += "é";
    ASSERT_EQ(stream.at("word").text[i], word + std::to_string(i));
    std::vector<std::int64_t> numbers(i % 4);
    std::iota(numbers.begin(), numbers.end(), 0);
    ASSERT_EQ(stream.at("numbers").whole_list[i], numbers);
    ASSERT_EQ(stream.at("shares").real_list[i].size(), i % 3);
    if (i % 3 == 2) {
      ASSERT_EQ(stream.at("shares").real_list[i][1], 0.5);
    }
  }
}

TEST(ArrowStreamTest, RowsDoNotDependOnWhereBatchesEnd) {
  Database database;
  const ReadStream whole = read_stream(arrow_stream(database, kEveryType));
  const ReadStream parts = read_stream(arrow_stream(database, kEveryType, {}, {2000, 1'000'000}));
  EXPECT_EQ(whole.batches, 1U);
  EXPECT_EQ(parts.batches, 3U);
  EXPECT_EQ(parts.at("large").whole, whole.at("large").whole);
  EXPECT_EQ(parts.at("word").text, whole.at("word").text);
  EXPECT_EQ(parts.at("numbers").whole_list, whole.at("numbers").whole_list);
}

TEST(ArrowStreamTest, KeepsHostileTextAsItIs) {
  Database database;
  const std::string hostile = std::string("a\0b", 3) + "</script>\xE2\x80\xAEtxt'\";--%_\\ \n\x1B[31m";
  const std::vector<SqlValue> parameters = {hostile, std::string()};
  const ReadStream stream = read_stream(arrow_stream(database, "SELECT $1 AS a, $2 AS b", parameters));
  EXPECT_EQ(stream.at("a").text, std::vector<std::string>{hostile});
  EXPECT_EQ(stream.at("b").text, std::vector<std::string>{""});
}

TEST(ArrowStreamTest, NoRowsAreABatchWithoutRows) {
  Database database;
  const ReadStream stream = read_stream(arrow_stream(database, "SELECT 1 AS a, [1] AS b, 'x' AS c WHERE false"));
  EXPECT_EQ(stream.batches, 1U);
  EXPECT_EQ(stream.rows, 0U);
  EXPECT_EQ(stream.names, (std::vector<std::string>{"a", "b", "c"}));
}

TEST(ArrowStreamTest, ValuesInMemoryAreAStreamWhereverBatchesEnd) {
  std::vector<std::int32_t> small(1000);
  std::iota(small.begin(), small.end(), -3);
  std::vector<std::int64_t> large(1000, std::int64_t{1} << 60);
  std::vector<float> single(1000, 0.25F);
  std::vector<double> twice(1000, -1e300);
  std::vector<std::int32_t> elements;
  std::vector<std::size_t> ends;
  std::vector<std::vector<std::int64_t>> lists;
  for (std::int32_t i = 0; i < 1000; ++i) {
    lists.emplace_back();
    for (std::int32_t k = 0; k < i % 7; ++k) {
      elements.push_back(i * k);
      lists.back().push_back(i * k);
    }
    ends.push_back(elements.size());
  }
  std::vector<std::string> words;
  for (std::size_t i = 0; i < 1000; ++i) words.push_back(std::string(i % 4, 'x') + std::to_string(i));
  const std::vector<std::string_view> texts(words.begin(), words.end());
  const std::vector<NamedValues> columns = {{"small", small},
                                            {"large", large},
                                            {"single", single},
                                            {"twice", twice},
                                            {"texts", std::span<const std::string_view>(texts)},
                                            {"lists", ArrowLists{elements, ends}}};
  for (const std::size_t batch_rows : {64U, 1000U, 5000U}) {
    const ReadStream stream = read_stream(arrow_stream(columns, {batch_rows, 1'000'000}));
    EXPECT_EQ(stream.batches, (1000 + batch_rows - 1) / batch_rows);
    EXPECT_EQ(stream.names, (std::vector<std::string>{"small", "large", "single", "twice", "texts", "lists"}));
    EXPECT_EQ(stream.at("small").whole, std::vector<std::int64_t>(small.begin(), small.end()));
    EXPECT_EQ(stream.at("large").whole, large);
    EXPECT_EQ(stream.at("single").real, std::vector<double>(1000, 0.25));
    EXPECT_EQ(stream.at("twice").real, twice);
    EXPECT_EQ(stream.at("texts").text, words);
    EXPECT_EQ(stream.at("lists").whole_list, lists);
  }
  const std::vector<NamedValues> none = {{"id", std::span<const std::int32_t>()}};
  EXPECT_EQ(read_stream(arrow_stream(none)).rows, 0U);
  const std::vector<NamedValues> uneven = {{"a", small}, {"b", std::span<const float>()}};
  EXPECT_THROW(static_cast<void>(arrow_stream(uneven)), std::logic_error);
}

TEST(ArrowStreamTest, EndsABatchWhereItsTextsGrowLong) {
  const std::string long_text(40'000'000, 'x');
  const std::vector<std::string_view> texts = {long_text, "a", long_text, "b"};
  const std::vector<NamedValues> columns = {{"text", std::span<const std::string_view>(texts)}};
  const ReadStream stream = read_stream(arrow_stream(columns));
  EXPECT_EQ(stream.batches, 2U);
  EXPECT_EQ(stream.at("text").text, std::vector<std::string>(texts.begin(), texts.end()));
}

TEST(ArrowStreamTest, StopsAtTheLongestStreamThatIsAllowed) {
  Database database;
  const std::string all = arrow_stream(database, "SELECT i FROM range(10000) t(i) ORDER BY i");
  EXPECT_EQ(arrow_stream(database, "SELECT i FROM range(10000) t(i) ORDER BY i", {}, {131'072, all.size()}), all);
  EXPECT_THROW(static_cast<void>(
                   arrow_stream(database, "SELECT i FROM range(10000) t(i) ORDER BY i", {}, {131'072, all.size() - 1})),
               Error);
}

TEST(ArrowStreamTest, RefusesWhatItWasNotMadeFor) {
  Database database;
  EXPECT_THROW(static_cast<void>(arrow_stream(database, "SELECT CAST(NULL AS INTEGER) AS a")), std::logic_error);
  EXPECT_THROW(static_cast<void>(arrow_stream(database, "SELECT true AS a")), std::logic_error);
  EXPECT_THROW(static_cast<void>(arrow_stream(database, "SELECT ['a'] AS a")), std::logic_error);
}

}  // namespace
}  // namespace proclens

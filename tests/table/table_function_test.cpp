#include "table/table_function.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "proclens/cancel.hpp"
#include "proclens/error.hpp"
#include "table/database.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

/// `rows` rows: i, i even, "row i" or NULL, a list of i % 4 texts or NULL.
TableFunction counting(std::int64_t rows) {
  return {"counting",
          {{"number", SourceType::int64},
           {"small", SourceType::int32},
           {"even", SourceType::boolean},
           {"name", SourceType::text},
           {"names", SourceType::text_list}},
          [rows]() -> FillRows {
            return [rows, next = std::int64_t{0}](RowWriter& writer) mutable {
              for (; next < rows && writer.room() > 0; ++next) {
                writer.int64(next);
                writer.int32(static_cast<std::int32_t>(next % 7));
                writer.boolean(next % 2 == 0);
                const std::string name = "the name of row " + std::to_string(next);
                if (next % 3 == 0) {
                  writer.null();
                } else {
                  writer.text(name);
                }
                if (next % 5 == 0) {
                  writer.null();
                } else {
                  writer.text_list(std::vector<std::string_view>(static_cast<std::size_t>(next % 4), name));
                }
                writer.end_row();
              }
            };
          }};
}

constexpr const char* kRight =
    "SELECT count(*) FROM counted WHERE small = number % 7 AND even = (number % 2 = 0) AND (name IS NULL) = (number % "
    "3 "
    "= 0) AND (name IS NULL OR name = 'the name of row ' || number) AND (names IS NULL) = (number % 5 = 0) AND (names "
    "IS NULL OR (len(names) = number % 4 AND len(list_filter(names, lambda n: n = 'the name of row ' || number)) = "
    "number % 4))";

TEST(TableFunction, IsReadAsATable) {
  Database database;
  database.add_table_function(counting(10000));
  database.run("CREATE TABLE counted AS FROM counting()");
  EXPECT_EQ(database.number("SELECT count(DISTINCT number) FROM counted"), 10000);
  EXPECT_EQ(database.number(kRight), 10000);
}

TEST(TableFunction, StartsAnewForEveryQuery) {
  Database database;
  database.add_table_function(counting(3));
  EXPECT_EQ(database.number("SELECT sum(number) FROM counting()"), 3);
  EXPECT_EQ(database.number("SELECT sum(number) FROM counting()"), 3);
}

TEST(TableFunction, IsCopiedToParquetInItsOrder) {
  const auto path = std::filesystem::temp_directory_path() / "proclens_row_source.parquet";
  {
    Database database;
    database.add_table_function(counting(300000));
    database.run("COPY (FROM counting()) TO " + sql_literal(path.string()) + " (FORMAT parquet, COMPRESSION zstd)");
  }
  Database database;
  database.run("CREATE VIEW counted AS FROM read_parquet(" + sql_literal(path.string()) + ", file_row_number = true)");
  EXPECT_EQ(database.number(kRight), 300000);
  EXPECT_EQ(database.number("SELECT count(*) FROM counted WHERE file_row_number <> number"), 0);
  std::filesystem::remove(path);
}

TEST(TableFunction, MayBeEmpty) {
  Database database;
  database.add_table_function(counting(0));
  EXPECT_EQ(database.number("SELECT count(*) FROM counting()"), 0);
}

TEST(TableFunction, EndsTheQueryWithWhatItThrows) {
  Database database;
  database.add_table_function({"failing", {{"a", SourceType::int64}}, [] {
                                 return [](RowWriter&) { throw std::runtime_error("no more of that"); };
                               }});
  try {
    (void)database.number("SELECT count(*) FROM failing()");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("no more of that"), std::string::npos) << error.what();
  }
}

TEST(TableFunction, RefusesValuesThatDoNotFitItsColumns) {
  Database database;
  database.add_table_function(
      {"wrong", {{"a", SourceType::int64}}, [] { return [](RowWriter& writer) { writer.text("x"); }; }});
  database.add_table_function({"long", {{"a", SourceType::int64}}, [] {
                                 return [](RowWriter& writer) {
                                   writer.int64(1);
                                   writer.int64(2);
                                 };
                               }});
  database.add_table_function(
      {"short", {{"a", SourceType::int64}}, [] { return [](RowWriter& writer) { writer.end_row(); }; }});
  for (const std::string name : {"wrong", "long", "short"}) {
    EXPECT_ANY_THROW((void)database.number("SELECT count(*) FROM " + name + "()")) << name;
  }
}

TEST(TableFunction, StopsWhenAskedTo) {
  CancelFlag cancel;
  Database database({0, 0, "", false, &cancel});
  database.add_table_function(counting(10000));
  cancel.request();
  EXPECT_THROW(database.run("CREATE TABLE counted AS FROM counting()"), Cancelled);
}

TEST(Chunk, GivesTheElementsOfListsOfText) {
  Database database;
  Rows rows = database.query(
      "SELECT CASE WHEN i % 3 > 0 THEN list_transform(range(i % 5), lambda k: CASE WHEN k <> 2 THEN 'element ' || k || "
      "' of a row' END) END FROM range(5000) t(i) ORDER BY i");
  std::size_t at = 0;
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row, ++at) {
      ASSERT_EQ(chunk->valid(0, row), at % 3 > 0);
      if (at % 3 == 0) continue;
      ASSERT_EQ(chunk->list_size(0, row), at % 5);
      for (std::size_t k = 0; k < at % 5; ++k) {
        ASSERT_EQ(chunk->list_text(0, row, k), k == 2 ? "" : "element " + std::to_string(k) + " of a row");
      }
    }
  }
  EXPECT_EQ(at, 5000);
}

TEST(TableFunction, BorrowsTextOfAnyLength) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 5000; ++i) texts.push_back(std::string(i % 40, 'a') + std::to_string(i));
  Database database;
  database.add_table_function(
      {"borrowed", {{"one", SourceType::text}, {"two", SourceType::text_list}}, [&texts]() -> FillRows {
         return [&texts, next = std::size_t{0}](RowWriter& writer) mutable {
           for (; next < texts.size() && writer.room() > 0; ++next) {
             writer.borrowed_text(texts[next]);
             writer.borrowed_text_list(std::vector<std::string_view>{texts[next], "", texts[next]});
             writer.end_row();
           }
         };
       }});
  database.run("CREATE TABLE kept AS FROM borrowed()");
  EXPECT_EQ(database.number("SELECT count(*) FROM kept WHERE one = repeat('a', rowid % 40) || rowid AND two = [one, "
                            "'', one]"),
            5000);
}

/// `count` texts, the first of them empty.
std::vector<std::string> some_choices(std::size_t count) {
  std::vector<std::string> choices{""};
  while (choices.size() < count) choices.push_back("the choice " + std::to_string(choices.size()));
  return choices;
}

/// `rows` rows: i, its choice as text, and as a choice; every seventh NULL.
TableFunction choosing(const std::vector<std::string>& choices, std::size_t rows) {
  return {"choosing",
          {{"number", SourceType::int64}, {"told", SourceType::text}, {"chosen", SourceType::choice, choices}},
          [choices, rows]() -> FillRows {
            return [choices, rows, next = std::size_t{0}](RowWriter& writer) mutable {
              for (; next < rows && writer.room() > 0; ++next) {
                const std::size_t number = next * 7919 % choices.size();
                writer.int64(static_cast<std::int64_t>(next));
                if (next % 7 == 0) {
                  writer.null();
                  writer.null();
                } else {
                  writer.text(choices[number]);
                  writer.choice(static_cast<std::uint32_t>(number));
                }
                writer.end_row();
              }
            };
          }};
}

/// Around the sizes at which the numbers get wider.
class Choices : public testing::TestWithParam<std::size_t> {};

TEST_P(Choices, AreTextToQueriesAndInParquet) {
  constexpr std::size_t kRows = 70'000;
  const auto path = std::filesystem::temp_directory_path() / ("proclens_choices_" + std::to_string(GetParam()));
  Database database;
  database.add_table_function(choosing(some_choices(GetParam()), kRows));
  EXPECT_EQ(database.number("SELECT count(*) FROM choosing() WHERE told IS NOT DISTINCT FROM chosen"), kRows);
  database.run("COPY (FROM choosing()) TO " + sql_literal(path.string()) + " (FORMAT parquet, ROW_GROUP_SIZE 30720)");
  database.run("CREATE VIEW written AS FROM read_parquet(" + sql_literal(path.string()) + ", file_row_number = true)");
  EXPECT_EQ(database.number("SELECT count(*) FROM written WHERE told IS NOT DISTINCT FROM chosen AND number = "
                            "file_row_number AND (chosen IS NULL) = (number % 7 = 0)"),
            kRows);
  EXPECT_EQ(database.text("SELECT column_type FROM (DESCRIBE written) WHERE column_name = 'chosen'"), "VARCHAR");
  // Readers skip row groups according to these.
  EXPECT_EQ(database.number("SELECT count(*) FROM parquet_metadata(" + sql_literal(path.string()) +
                                ") WHERE path_in_schema = 'chosen' AND (stats_min_value IS DISTINCT FROM '' OR "
                                "stats_max_value IS DISTINCT FROM $text OR stats_null_count < 1000)",
                            std::vector<SqlValue>{[&] {
                              const auto choices = some_choices(GetParam());
                              return *std::max_element(choices.begin(), choices.end());
                            }()}),
            0);
  std::filesystem::remove(path);
}

INSTANTIATE_TEST_SUITE_P(Sizes, Choices, testing::Values(1, 2, 255, 256, 257, 65'535, 65'536));

TEST(TableFunction, RefusesChoicesThatCannotBeToldApart) {
  Database database;
  using Texts = std::vector<std::string>;
  for (const Texts& choices : {Texts{}, Texts{"a", "b", "a"}, Texts{"a", std::string("a\0b", 3)}}) {
    EXPECT_THROW(database.add_table_function(choosing(choices, 1)), std::logic_error);
  }
}

TEST(TableFunction, RefusesANumberThatIsNoChoice) {
  Database database;
  database.add_table_function(
      {"wrong", {{"a", SourceType::choice, {"x", "y"}}}, [] { return [](RowWriter& writer) { writer.choice(2); }; }});
  EXPECT_ANY_THROW((void)database.number("SELECT count(*) FROM wrong()"));
}

TEST(TableFunction, RepeatsTheTextAbove) {
  constexpr std::int64_t kRows = 10'000;
  Database database;
  database.add_table_function({"repeating", {{"text", SourceType::text}}, []() -> FillRows {
                                 return [next = std::int64_t{0}](RowWriter& writer) mutable {
                                   const std::size_t room = writer.room();
                                   for (; next < kRows && writer.room() > 0; ++next) {
                                     if (writer.room() < room && next % 10 != 0) {
                                       writer.repeat_text();
                                     } else {
                                       writer.text("text of row " + std::to_string(next / 10 * 10));
                                     }
                                     writer.end_row();
                                   }
                                 };
                               }});
  database.run("CREATE TABLE repeated AS FROM repeating()");
  EXPECT_EQ(database.number("SELECT count(*) FROM repeated WHERE text = 'text of row ' || (rowid // 10 * 10)"), kRows);
}

TEST(TableFunction, RefusesToRepeatWhatIsNoText) {
  Database database;
  database.add_table_function(
      {"nothing_above", {{"a", SourceType::text}}, [] { return [](RowWriter& writer) { writer.repeat_text(); }; }});
  database.add_table_function({"null_above", {{"a", SourceType::text}}, [] {
                                 return [](RowWriter& writer) {
                                   writer.null();
                                   writer.end_row();
                                   writer.repeat_text();
                                 };
                               }});
  for (const std::string name : {"nothing_above", "null_above"}) {
    EXPECT_ANY_THROW((void)database.number("SELECT count(*) FROM " + name + "()")) << name;
  }
}

}  // namespace
}  // namespace proclens

#include "table/scalar_function.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "proclens/error.hpp"
#include "table/database.hpp"

namespace proclens {
namespace {

/// described(text): its length, the text twice, and three times as a list; all NULL for an empty text.
ScalarFunction describing() {
  return {"described",
          {{"length", SourceType::int64}, {"twice", SourceType::text}, {"thrice", SourceType::text_list}},
          [](std::span<const std::string_view> texts, RowWriter& writer) {
            for (const std::string_view text : texts) {
              if (text.empty()) {
                for (int field = 0; field < 3; ++field) writer.null();
              } else {
                writer.int64(static_cast<std::int64_t>(text.size()));
                writer.text(std::string(text) + std::string(text));
                writer.text_list(std::vector<std::string_view>(3, text));
              }
              writer.end_row();
            }
          }};
}

TEST(ScalarFunction, AnswersEveryTextInManyThreads) {
  Database database({5, 0, ""});
  database.add_scalar_function(describing());
  database.run(
      "CREATE TABLE texts AS SELECT CASE WHEN i % 10 > 0 THEN repeat('x', i % 40) END AS t FROM range(260000) r(i)");
  EXPECT_EQ(database.number("SELECT count(*) FROM (SELECT t, described(t) AS d FROM texts) WHERE d.length IS DISTINCT "
                            "FROM nullif(len(t), 0) OR d.twice IS DISTINCT FROM nullif(t || t, '') OR d.thrice IS "
                            "DISTINCT FROM CASE WHEN t <> '' THEN [t, t, t] END"),
            0);
  EXPECT_EQ(database.number("SELECT described('abc').length"), 3);
  EXPECT_EQ(database.number("SELECT count(described(NULL).twice)"), 0);
}

TEST(ScalarFunction, KeepsTheOrderOfTheRows) {
  Database database({5, 0, ""});
  database.add_scalar_function(describing());
  database.run(
      "CREATE TABLE texts AS SELECT 'text ' || i AS t FROM range(260000) r(i);"
      "CREATE TABLE answers AS SELECT described(t).twice AS twice FROM texts WHERE described(t).length > 6");
  EXPECT_EQ(database.number("SELECT count(*) FROM answers"), 259990);
  EXPECT_EQ(
      database.number("SELECT count(*) FROM answers a POSITIONAL JOIN (SELECT t FROM texts WHERE len(t) > 6) WHERE "
                      "twice IS DISTINCT FROM t || t"),
      0);
}

ScalarFunction failing(std::function<void()> fail) {
  return {"failing", {{"x", SourceType::int64}}, [fail](std::span<const std::string_view>, RowWriter&) { fail(); }};
}

TEST(ScalarFunction, ErrorsEndTheQuery) {
  Database database;
  database.add_scalar_function(failing([] { throw std::runtime_error("no such process"); }));
  EXPECT_THROW((void)database.number("SELECT failing('a').x"), Error);
  Database other;
  other.add_scalar_function(failing([] {}));  // answers nothing
  EXPECT_THROW((void)other.number("SELECT failing('a').x"), Error);
}

TEST(ScalarFunction, ItsNameIsTakenOnce) {
  Database database;
  database.add_scalar_function(describing());
  EXPECT_THROW(database.add_scalar_function(describing()), std::logic_error);
}

}  // namespace
}  // namespace proclens

#include "table/database.hpp"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "proclens/cancel.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

TEST(Database, StreamsTypedColumnsWithNulls) {
  Database database;
  Rows rows = database.query(
      "SELECT i::INTEGER, i::BIGINT * 10, i / 2.0::DOUBLE, CASE WHEN i % 2 = 0 THEN 'row ' || i END, i > 1 "
      "FROM range(5000) t(i)");
  std::size_t at = 0;
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row, ++at) {
      ASSERT_EQ(chunk->int32(0)[row], at);
      ASSERT_EQ(chunk->int64(1)[row], at * 10);
      ASSERT_EQ(chunk->float64(2)[row], static_cast<double>(at) / 2);
      ASSERT_EQ(chunk->valid(3, row), at % 2 == 0);
      if (at % 2 == 0) {
        ASSERT_EQ(chunk->text(3, row), "row " + std::to_string(at));
      }
      ASSERT_EQ(chunk->boolean(4, row), at > 1);
    }
  }
  EXPECT_EQ(at, 5000);
}

TEST(Database, BindsParametersAsData) {
  Database database;
  const std::vector<SqlValue> parameters = {std::string("'; DROP TABLE x; --"), std::int64_t{7}, nullptr};
  EXPECT_EQ(database.text("SELECT $1 || $2 || coalesce($3, '!')", parameters), "'; DROP TABLE x; --7!");
}

std::vector<std::int64_t> whole_numbers(Rows rows) {
  std::vector<std::int64_t> numbers;
  while (const Chunk* chunk = rows.next()) {
    for (const std::int64_t number : chunk->int64(0)) numbers.push_back(number);
  }
  return numbers;
}

TEST(Statement, RunsAgainWithOtherParametersOverWhatThereIsThen) {
  Database database;
  database.run("CREATE TABLE t (i BIGINT); INSERT INTO t FROM range(3000)");
  std::optional<Statement> statement = database.prepare("SELECT count(*) FROM t WHERE i < $1");
  const auto count = [&](std::int64_t below) {
    const std::vector<SqlValue> parameters{below};
    return whole_numbers(statement->run(parameters));
  };
  EXPECT_EQ(count(10), (std::vector<std::int64_t>{10}));
  EXPECT_EQ(count(5000), (std::vector<std::int64_t>{3000}));
  database.run("INSERT INTO t VALUES (1)");
  EXPECT_EQ(count(10), (std::vector<std::int64_t>{11}));
  database.run("DROP TABLE t; CREATE TABLE t (i BIGINT)");
  EXPECT_EQ(count(10), (std::vector<std::int64_t>{0}));
}

TEST(Statement, LeavesRowsThatStayWhenItIsGone) {
  Database database;
  std::optional<Statement> statement = database.prepare("SELECT i * $1 FROM range(5000) t(i)");
  const std::vector<SqlValue> parameters{std::int64_t{3}};
  Rows rows = statement->run(parameters);
  Rows more = statement->run(parameters);
  statement.reset();
  for (Rows* each : {&rows, &more}) {
    const std::vector<std::int64_t> numbers = whole_numbers(std::move(*each));
    ASSERT_EQ(numbers.size(), 5000U);
    EXPECT_EQ(numbers.back(), 3 * 4999);
  }
}

TEST(Statement, ReadsASourceAnewEachTime) {
  Database database;
  std::int64_t value = 1;
  database.add_table_function({"shown", {{"value", SourceType::int64}}, [&value]() -> FillRows {
                                 return [&value, done = false](RowWriter& writer) mutable {
                                   if (std::exchange(done, true)) return;
                                   writer.int64(value);
                                   writer.end_row();
                                 };
                               }});
  Statement statement = database.prepare("FROM shown()");
  EXPECT_EQ(whole_numbers(statement.run()), (std::vector<std::int64_t>{1}));
  value = 2;
  EXPECT_EQ(whole_numbers(statement.run()), (std::vector<std::int64_t>{2}));
}

TEST(Statement, SaysWhatIsWrongWhenItIsPlannedOrRunAndRunsOn) {
  Database database;
  EXPECT_THROW(static_cast<void>(database.prepare("SELECT * FROM nowhere")), std::logic_error);
  Statement statement = database.prepare("SELECT $1::VARCHAR::BIGINT");
  const std::vector<SqlValue> word{std::string("word")};
  const std::vector<SqlValue> number{std::string("12")};
  const std::vector<SqlValue> too_many{std::string("1"), std::string("2")};
  EXPECT_THROW(static_cast<void>(statement.run(word)), Error);
  EXPECT_THROW(static_cast<void>(statement.run(too_many)), std::logic_error);
  EXPECT_EQ(whole_numbers(statement.run(number)), (std::vector<std::int64_t>{12}));
}

TEST(Database, AppendsWhatItIsGiven) {
  Database database;
  database.run("CREATE TABLE t (a INTEGER, b VARCHAR, c FLOAT[], d VARCHAR[], e TIMESTAMP)");
  TableAppender appender = database.append_to("t");
  appender.int32(3);
  appender.text("x");
  appender.float32_list(std::vector<float>{1, 2});
  appender.text_list(std::vector<std::string>{"p", "q"});
  appender.timestamp(1'500'000);
  appender.end_row();
  appender.close();
  EXPECT_EQ(database.text("SELECT concat_ws('|', a, b, c, d, e) FROM t"),
            "3|x|[1.0, 2.0]|[p, q]|1970-01-01 00:00:01.5");
}

TEST(Database, AppendsManyRowsWithListsAndNulls) {
  Database database;
  database.run("CREATE TABLE t (a BIGINT, b VARCHAR, c FLOAT[], d INTEGER[], e VARCHAR[])");
  TableAppender appender = database.append_to("t");
  for (std::int64_t i = 0; i < 10000; ++i) {
    appender.int64(i);
    if (i % 3 == 0) {
      appender.null();
    } else {
      appender.text("text longer than twelve bytes " + std::to_string(i));
    }
    appender.float32_list(std::vector<float>(static_cast<std::size_t>(i % 5), static_cast<float>(i)));
    if (i % 7 == 0) {
      appender.null();
    } else {
      appender.int32_list(std::vector<std::int32_t>{static_cast<std::int32_t>(i), 1});
    }
    appender.text_list(
        std::vector<std::string>(static_cast<std::size_t>(i % 2), "element number " + std::to_string(i)));
    appender.end_row();
  }
  appender.close();
  EXPECT_EQ(
      database.number("SELECT count(*) FROM t WHERE (b IS NULL) = (a % 3 = 0) AND (b IS NULL OR b = 'text longer "
                      "than twelve bytes ' || a) AND len(c) = a % 5 AND list_sum(c) IS NOT DISTINCT FROM CASE WHEN "
                      "a % 5 > 0 THEN (a * (a % 5))::DOUBLE END AND d IS NOT DISTINCT FROM CASE WHEN a % 7 <> 0 THEN "
                      "[a::INTEGER, 1] END AND e = CASE WHEN a % 2 = 1 THEN ['element number ' || a] ELSE "
                      "[]::VARCHAR[] END"),
      10000);
}

TEST(Database, AppendsUuids) {
  struct Uuid {
    std::uint64_t high;
    std::uint64_t low;
    const char* text;
  };
  constexpr std::array<Uuid, 3> kUuids = {{{0, 1, "00000000-0000-0000-0000-000000000001"},
                                           {0x8123456789abcdef, 0, "81234567-89ab-cdef-0000-000000000000"},
                                           {~0ULL, ~0ULL, "ffffffff-ffff-ffff-ffff-ffffffffffff"}}};
  Database database;
  database.run("CREATE TABLE t (a UUID)");
  TableAppender appender = database.append_to("t");
  for (const Uuid& uuid : kUuids) {
    appender.uuid(uuid.high, uuid.low);
    appender.end_row();
  }
  appender.null();
  appender.end_row();
  appender.close();
  Rows rows = database.query("SELECT a::VARCHAR FROM t ORDER BY a");
  const Chunk* chunk = rows.next();
  ASSERT_NE(chunk, nullptr);
  ASSERT_EQ(chunk->rows(), kUuids.size() + 1);
  for (std::size_t i = 0; i < kUuids.size(); ++i) EXPECT_EQ(chunk->text(0, i), kUuids[i].text);
  EXPECT_FALSE(chunk->valid(0, kUuids.size()));
}

TEST(Database, RefusesAppendingWhatDoesNotFitTheTable) {
  Database database;
  database.run("CREATE TABLE t (a INTEGER)");
  TableAppender appender = database.append_to("t");
  EXPECT_THROW(appender.text("x"), std::logic_error);
  TableAppender second = database.append_to("t");
  EXPECT_THROW(second.end_row(), std::logic_error);
  second.int32(1);
  EXPECT_THROW(second.int32(1), std::logic_error);
}

TEST(Database, KeepsSeveralQueriesOpenAtOnce) {
  Database database;
  database.run("CREATE TABLE t AS SELECT * FROM range(10000) t(i)");
  Rows first = database.query("SELECT i FROM t ORDER BY i");
  ASSERT_NE(first.next(), nullptr);
  EXPECT_EQ(database.number("SELECT count(*) FROM t"), 10000);
  const Chunk* chunk = first.next();
  ASSERT_NE(chunk, nullptr);
  EXPECT_EQ(chunk->int64(0)[0], 2048);
}

TEST(Database, StreamsInOrderAgainAndAgainWhateverBecameOfEarlierQueries) {
  Database database({5, 0, ""});
  database.run("CREATE TABLE numbers AS SELECT i AS n, repeat('x', i % 50) AS t FROM range(300000) r(i)");
  for (int round = 0; round < 4; ++round) {
    EXPECT_ANY_THROW((void)database.query("SELECT nothing FROM numbers"));
    Rows unread = database.query("SELECT n FROM numbers");
    ASSERT_NE(unread.next(), nullptr);
    Rows rows = database.query("SELECT n, t FROM numbers WHERE n % 3 > 0");
    std::int64_t expected = 0;
    while (const Chunk* chunk = rows.next()) {
      for (const std::int64_t n : chunk->int64(0)) {
        expected += expected % 3 == 2 ? 2 : 1;
        ASSERT_EQ(n, expected);
      }
    }
    EXPECT_EQ(expected, 299999);
  }
}

TEST(Database, SaysThatADamagedFileIsTheDatasFault) {
  const auto path = std::filesystem::temp_directory_path() / "proclens_damaged.parquet";
  std::ofstream(path) << "PAR1 but nothing more";
  Database database;
  try {
    (void)database.number("SELECT count(*) FROM read_parquet(" + sql_literal(path.string()) + ")");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::data);
    EXPECT_NE(std::string(error.what()).find("proclens_damaged.parquet"), std::string::npos) << error.what();
  }
  std::filesystem::remove(path);
}

TEST(Database, StopsAQueryThatAnExceptionLeavesUnread) {
  for (int round = 0; round < 30; ++round) {
    DatabaseOptions options;
    options.threads = 2;
    const auto read_wrongly = [&options] {
      Database database(options);
      database.run("CREATE TABLE t AS SELECT i, i % 10 AS g, 'host' || i AS h FROM range(6) r(i)");
      Rows rows = database.query(
          "SELECT min(h), sum(g), count(*) FROM t GROUP BY GROUPING SETS ((), (h), (g), (i), (h, i)) ORDER BY 2");
      (void)rows.next()->text(1, 0);
    };
    EXPECT_THROW(read_wrongly(), std::logic_error);
  }
}

TEST(Database, LoadsNoExtensionsAndKeepsItsConfiguration) {
  Database database;
  EXPECT_ANY_THROW(database.run("SET threads = 1"));
  EXPECT_ANY_THROW(database.run("INSTALL httpfs"));
}

TEST(Database, CancelInterruptsARunningStatement) {
  CancelFlag cancel;
  Database database({0, 0, "", false, &cancel});
  std::thread presser([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    cancel.request();
  });
  EXPECT_THROW(database.run("SELECT sum(hash(a.i, b.i)) FROM range(1000000) a(i), range(1000000) b(i)"), Cancelled);
  presser.join();
}

/// Runs until it is stopped.
constexpr const char* kEndless = "SELECT sum(hash(a.i, b.i)) FROM range(1000000) a(i), range(1000000) b(i)";

TEST(Database, StopsAStatementAtItsDeadlineAndGoesOnWithTheNext) {
  Database database;
  database.set_deadline(std::chrono::milliseconds(500));
  EXPECT_THROW(database.run(kEndless), TimedOut);
  EXPECT_THROW(static_cast<void>(database.number(kEndless)), TimedOut);
  EXPECT_EQ(database.number("SELECT 7"), 7);
  // The deadline applies to a statement, not to the handle.
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  EXPECT_EQ(database.number("SELECT sum(i) FROM range(100000) t(i)"), 4999950000);
  database.set_deadline({});
  EXPECT_EQ(database.number("SELECT 8"), 8);
}

TEST(Database, GivesEveryThreadAHandleOntoTheSameTables) {
  std::optional<Database> first(std::in_place);
  first->run("CREATE TABLE t AS SELECT i FROM range(100000) t(i)");
  std::vector<Database> handles;
  for (int i = 0; i < 4; ++i) handles.push_back(first->new_connection());
  handles.back().set_deadline(std::chrono::milliseconds(50));
  first.reset();  // the tables remain
  std::vector<std::thread> threads;
  std::vector<std::int64_t> sums(3);
  for (std::size_t k = 0; k < sums.size(); ++k) {
    threads.emplace_back([&, k] {
      for (int repeat = 0; repeat < 20; ++repeat) {
        const std::vector<SqlValue> parameters = {static_cast<std::int64_t>(k)};
        sums[k] += handles[k].number("SELECT count(*) FROM t WHERE i % 3 = $1", parameters);
      }
    });
  }
  EXPECT_THROW(handles.back().run(kEndless), TimedOut);
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(sums, (std::vector<std::int64_t>{20 * 33334, 20 * 33333, 20 * 33333}));
}

TEST(Database, ForbidsFilesForGood) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "proclens_forbidden.csv";
  std::ofstream(file) << "a\n1\n";
  const std::string read = "SELECT count(*) FROM read_csv(" + sql_literal(file.string()) + ")";
  Database database({1, 0, "", true});
  EXPECT_EQ(database.number(read), 1);
  Database other = database.new_connection();
  database.forbid_files();
  EXPECT_ANY_THROW(static_cast<void>(database.number(read)));
  EXPECT_ANY_THROW(static_cast<void>(other.number(read)));
  EXPECT_ANY_THROW(other.run("COPY (SELECT 1) TO " + sql_literal(file.string() + ".out")));
  EXPECT_ANY_THROW(other.run("ATTACH " + sql_literal(file.string() + ".db")));
  EXPECT_ANY_THROW(other.run("SET enable_external_access = true"));
  EXPECT_THROW(database.forbid_files(), std::logic_error);
  EXPECT_FALSE(std::filesystem::exists(file.string() + ".out"));
  EXPECT_EQ(other.number("SELECT 1"), 1);
  std::filesystem::remove(file);
}

TEST(Sql, QuotesLiteralsAndIdentifiers) {
  EXPECT_EQ(sql_literal("it's"), "'it''s'");
  EXPECT_EQ(sql_identifier("a\"b"), "\"a\"\"b\"");
}

}  // namespace
}  // namespace proclens

// Lenses of users: what their queries may read, what they must yield, and that they can do nothing else.
#include "lens/user_lens.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "lens/lens_bags.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

class UserLensTest : public testing::Test {
 protected:
  UserLensTest() {
    const std::string number = "printf('%032X', i) AS pid_hash";
    scratch.write("data/process.parquet", "SELECT " + number +
                                              ", 'p' || i % 2 || '.exe' AS process_name, 'user' || i % 3 AS user_name "
                                              "FROM range(6) t(i)");
    scratch.write("data/process_image_load.parquet",
                  "SELECT " + number + ", 'c:\\Users\\u' || i || '\\x.dll' AS filename FROM range(6) t(i)");
    database.run(
        "CREATE TABLE selected AS SELECT i::INTEGER AS process, printf('%032X', i) AS pid_hash "
        "FROM range(4) t(i);"
        "CREATE TABLE process AS SELECT printf('%032X', i) AS pid_hash FROM range(6) t(i)");
  }

  [[nodiscard]] fs::path write(const std::string& name, const std::string& query) const {
    const fs::path file = scratch.path() / name;
    std::ofstream(file, std::ios::binary) << query;
    return file;
  }

  std::uint64_t run(Lens& lens) {
    return run_users_query(Context(), database, Dataset(scratch.path() / "data"), lens, "map", 0);
  }

  LensBags bags(const std::string& query) {
    Lens lens = read_users_lens(write("mine.sql", query));
    run(lens);
    return lens_bags(Context(), database, lens, 4);
  }

  /// The message of the refusal.
  std::string refusal(const std::string& query) {
    try {
      Lens lens = read_users_lens(write("mine.sql", query));
      run(lens);
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::usage) << query;
      EXPECT_FALSE(error.remedy().empty());
      return error.what();
    }
    ADD_FAILURE() << "not refused: " << query;
    return "";
  }

  static std::string left_out(const LensBags& bags) {
    std::string all;
    for (const RowsLeftOut& rows : bags.left_out) all += rows.reason + ' ' + std::to_string(rows.count) + ' ';
    return all;
  }

  ScratchFolder scratch;
  Database database;
};

TEST_F(UserLensTest, RowsByPidHashMakeBagsOfProcesses) {
  const LensBags result = bags(
      "-- a comment; with a semicolon\nSELECT lower(pid_hash) AS pid_hash, folded_path(lower(filename)).folder AS "
      "Feature,"
      " 2 AS count FROM process_image_load UNION ALL SELECT NULL, 'x', 1 UNION ALL SELECT pid_hash, '', 1 FROM process "
      "WHERE pid_hash LIKE '%0';");
  EXPECT_TRUE(result.lens.objects_are_processes);
  EXPECT_EQ(result.feature_names, (std::vector<std::string>{"c:\\users\\<u>"}));
  EXPECT_EQ(result.feature_objects, (std::vector<std::uint64_t>{4}));
  EXPECT_EQ(result.distinct.bags.counts.value, (std::vector<double>{2}));
  EXPECT_EQ(result.recorded_rows, 8);
  EXPECT_EQ(result.counted_rows, 4);
  EXPECT_EQ(left_out(result), "of_processes_left_out 2 of_unknown_processes 1 without_name 1 ");
}

TEST_F(UserLensTest, RowsByObjectAndPidHashMakeBagsOfObjectsWithMembers) {
  const LensBags result =
      bags("SELECT user_name AS object, process_name AS feature, pid_hash FROM process WHERE user_name <> 'user2'");
  EXPECT_FALSE(result.lens.objects_are_processes);
  EXPECT_EQ(result.object_names, (std::vector<std::string>{"user0", "user1"}));
  EXPECT_EQ(result.object_of, (std::vector<std::uint32_t>{0, 1, LensBags::kNoObject, 0}));
  const SparseRows rows = expanded(Context(), result.distinct);
  EXPECT_EQ(rows.column, (std::vector<std::uint32_t>{0, 1, 1}));
  EXPECT_EQ(rows.value, (std::vector<double>{1, 1, 1}));
  EXPECT_EQ(left_out(result), "of_processes_left_out 1 ");
}

TEST_F(UserLensTest, AnObjectWithoutPidHashIsTheProcess) {
  const LensBags result = bags("SELECT pid_hash AS object, process_name AS feature FROM process");
  EXPECT_TRUE(result.lens.objects_are_processes);
  EXPECT_EQ(result.counted_rows, 4);
}

TEST_F(UserLensTest, IsFoundAgainByWhatResultsRecord) {
  Lens lens = read_users_lens(write("mine.sql", "SELECT pid_hash, user_name AS feature FROM process"));
  EXPECT_EQ(run(lens), 6);
  std::optional<Lens> again = recorded_lens("mine", lens.parameters, lenses());
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->counts_like(lens));
  EXPECT_EQ(run(*again), 6);
  LensParameters wrong = lens.parameters;
  wrong["objects"] = "sheep";
  EXPECT_FALSE(recorded_lens("mine", wrong, lenses()));
  for (const char* name : {"../mine", "images", "Hunt", "", "a b", "a.b"}) {
    EXPECT_FALSE(recorded_lens(name, lens.parameters, lenses())) << name;
  }
}

TEST_F(UserLensTest, ProblemsAreGivenWithFileAndLine) {
  EXPECT_TRUE(refusal("SELECT pid_hash,\n\n  nothing AS feature FROM process")
                  .starts_with("mine.sql, line 3: Referenced column"));
  EXPECT_TRUE(refusal("SELECT pid_hash\nFROMM process x y").starts_with("mine.sql, line 2: syntax error at or near"));
  EXPECT_EQ(refusal(""), "mine.sql: it contains no statement");
  EXPECT_EQ(refusal("SELECT 1; SELECT 2"), "mine.sql: it contains 2 statements instead of one");
  EXPECT_EQ(refusal("SELECT $1 AS object, 1 AS feature"), "mine.sql: it has parameters");
  EXPECT_EQ(refusal("SELECT pid_hash FROM process"), "mine.sql: it yields no column 'feature'");
  EXPECT_EQ(refusal("SELECT user_name AS feature FROM process"),
            "mine.sql: it yields neither a column 'object' nor 'pid_hash'");
  EXPECT_EQ(refusal("SELECT 1 AS object, 2 AS feature, 3 AS colour"),
            "mine.sql: it yields the unknown column 'colour'");
  EXPECT_EQ(refusal("SELECT 1 AS object, 2 AS feature, 3 AS Feature"), "mine.sql: two columns are called 'Feature'");
  EXPECT_NE(refusal("SELECT 1 AS object, CAST(user_name AS INTEGER) AS feature FROM process").find("user0"),
            std::string::npos);
  EXPECT_NE(refusal("SELECT 1 AS object, error('boom') AS feature FROM process").find("boom"), std::string::npos);
}

TEST_F(UserLensTest, ACountThatIsNoWholeNumberIsRefused) {
  for (const char* count : {"0", "-1", "1.5", "NULL", "'x'", "1e300"}) {
    EXPECT_THROW(
        static_cast<void>(bags("SELECT pid_hash, 'x' AS feature, " + std::string(count) + " AS count FROM process")),
        Error)
        << count;
  }
  EXPECT_EQ(bags("SELECT pid_hash, 'x' AS feature, sum(2) AS count FROM process GROUP BY ALL").counted_rows, 4);
}

TEST_F(UserLensTest, AMissingTableIsNamed) {
  Lens lens = read_users_lens(write("mine.sql", "SELECT pid_hash, filename AS feature FROM Process_File"));
  EXPECT_THROW(run(lens), Error);
  lens = read_users_lens(write("mine.sql",
                               "WITH process_file AS (FROM process) SELECT pid_hash, 'x' AS feature FROM "
                               "process_file -- not process_net_conn"));
  EXPECT_EQ(run(lens), 6) << "only tables that are read must exist";
}

TEST_F(UserLensTest, AQueryCanOnlyRead) {
  const std::string secret = sql_literal(write("secret.csv", "a,b\n1,2\n").string());
  const std::string made = sql_literal((scratch.path() / "made").string());
  const std::string good = "SELECT 1 AS object, 2 AS feature";
  for (const std::string& query : std::vector<std::string>{
           "SELECT 1 AS object, content AS feature FROM read_text(" + secret + ")",
           "SELECT 1 AS object, content AS feature FROM read_text('/etc/passwd')",
           "SELECT 1 AS object, a AS feature FROM read_csv(" + secret + ")",
           "SELECT 1 AS object, a AS feature FROM " + secret,
           "SELECT 1 AS object, a AS feature FROM \"" + (scratch.path() / "secret.csv").string() + "\"",
           "SELECT 1 AS object, file AS feature FROM glob('/etc/*')",
           "SELECT 1 AS object, Columns AS feature FROM sniff_csv(" + secret + ")",
           "SELECT 1 AS object, a AS feature FROM query('FROM read_csv(" + std::string("''x''") + ")')",
           "SELECT 1 AS object, a AS feature FROM read_csv('https://example.org/x.csv')",
           "SELECT 1 AS object, getenv('HOME') AS feature",
           "SELECT 1 AS object, x AS feature FROM sqlite_scan('a', 'b')",
           "COPY (" + good + ") TO " + made,
           "COPY process TO " + made + " (FORMAT parquet)",
           "EXPORT DATABASE " + made,
           "ATTACH " + made,
           "SET enable_external_access = true",
           "RESET enable_external_access",
           "SET threads = 1",
           "PRAGMA threads = 1",
           "PRAGMA database_size",
           "INSTALL httpfs",
           "LOAD httpfs",
           "CALL enable_logging()",
           "CREATE TABLE made AS " + good,
           "INSERT INTO process SELECT * FROM process",
           "DROP TABLE process",
           "DELETE FROM process",
           "WITH x AS (DELETE FROM process RETURNING *) SELECT pid_hash, user_name AS feature FROM x",
           "EXPLAIN ANALYZE COPY process TO " + made,
           "PREPARE x AS " + good,
           "DESCRIBE process",
           good + "; COPY process TO " + made,
           good + "; " + good,
           good + ") ; COPY process TO " + made + "; SELECT (1",
       }) {
    refusal(query);
  }
  EXPECT_FALSE(fs::exists(scratch.path() / "made"));
  EXPECT_EQ(refusal(good + std::string(1, '\0') + "; DROP TABLE process"), "mine.sql: it contains a NUL byte");
}

TEST_F(UserLensTest, AFileThatCannotBeALensIsRefused) {
  for (const char* name : {"images.sql", "Commands.sql", "audit.sql", "a b.sql", "a.b.sql", ".sql"}) {
    EXPECT_THROW(static_cast<void>(read_users_lens(write(name, "SELECT 1"))), Error) << name;
  }
  EXPECT_THROW(static_cast<void>(read_users_lens(scratch.path() / "missing.sql")), Error);
  fs::create_directory(scratch.path() / "folder.sql");
  EXPECT_THROW(static_cast<void>(read_users_lens(scratch.path() / "folder.sql")), Error);
  EXPECT_THROW(static_cast<void>(read_users_lens(write("mine.sql", "SELECT '\xff'"))), Error);
}

}  // namespace
}  // namespace proclens

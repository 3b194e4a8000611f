// Classifies DuckDB's errors: the machine's faults, the data's, ours, and none.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "proclens/error.hpp"
#include "table/database.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

/// The exception of `step` as text: "data" or "machine" and the message.
template <class Step>
std::string failure(Step step) {
  try {
    step();
  } catch (const Error& error) {
    return std::string(error.fault() == Fault::machine ? "machine: " : "data: ") + error.what();
  }
  return "none";
}

/// A folder whose name contains the words of a message about writing.
class QueryErrorTest : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder);
    database.run("COPY (SELECT i AS a FROM range(100000) r(i)) TO " + literal("whole"));
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  [[nodiscard]] std::string literal(const std::string& name) const {
    return sql_literal((folder / (name + ".parquet")).string());
  }
  [[nodiscard]] std::string sum_of(const std::string& name) const {
    return "SELECT sum(a) FROM read_parquet(" + literal(name) + ")";
  }
  [[nodiscard]] std::string whole_bytes() const {
    std::ifstream file(folder / "whole.parquet", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder / (name + ".parquet"), std::ios::binary) << bytes;
  }
  /// The exceptions of a statement when it is run and when it is queried.
  void expect_both(const std::string& statement, const std::string& start) {
    for (const std::string& text : {failure([&] { database.run(statement); }), failure([&] {
                                      Rows rows = database.query(statement);
                                      while (rows.next() != nullptr) {
                                      }
                                    })}) {
      EXPECT_TRUE(text.starts_with(start)) << statement << "\n" << text;
    }
  }

  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / ("favorite No space left memory " + std::to_string(getpid()));
  Database database{{2, 20'000'000, ""}};
};

TEST_F(QueryErrorTest, DamagedFilesAreTheDatas) {
  const std::string whole = whole_bytes();
  ASSERT_GT(whole.size(), 2000U);
  write("empty", "");
  write("words", "these are no columns");
  write("cut", whole.substr(0, whole.size() / 2));
  // A file ends with its footer, the footer's length in four bytes, and PAR1.
  std::uint32_t footer = 0;
  std::memcpy(&footer, whole.data() + whole.size() - 8, sizeof footer);
  ASSERT_LT(footer, whole.size() - 8);
  write("footer",
        whole.substr(0, whole.size() - 8 - footer) + std::string(footer, '\xff') + whole.substr(whole.size() - 8));
  write("garbled", whole.substr(0, 10) + std::string(40, 'x') + whole.substr(50));
  for (const char* name : {"empty", "words", "cut", "footer", "garbled", "missing"})
    expect_both(sum_of(name), "data: ");
}

TEST_F(QueryErrorTest, AMissingColumnIsTheDatas) {
  expect_both("SELECT b FROM read_parquet(" + literal("whole") + ")", "data: Binder Error: Referenced column \"b\"");
}

TEST_F(QueryErrorTest, ValuesThatDoNotFitAreTheDatas) {
  expect_both("SELECT CAST('{\"errno\":\"28\"}' AS INTEGER)", "data: Conversion Error: ");
}

TEST_F(QueryErrorTest, AFullDiskIsTheMachines) {
  EXPECT_EQ(failure([&] { database.run("COPY (FROM range(1000000)) TO '/dev/full' (FORMAT parquet)"); }),
            "machine: IO Error: Could not write file \"/dev/full\": No space left on device");
}

TEST_F(QueryErrorTest, WhatCannotBeWrittenToSaysWhy) {
  // Root can write to every folder, but nobody can create files in that of processes.
  const std::string text = failure([&] { database.run("COPY (SELECT 1) TO '/proc/none.parquet'"); });
  EXPECT_NE(text.find("IO Error: Cannot open file \"/proc/none.parquet\""), std::string::npos) << text;
}

TEST_F(QueryErrorTest, MemoryIsTheMachines) {
  expect_both("SELECT count(*) FROM (SELECT DISTINCT i, repeat('x', i % 1000) FROM range(1000000) r(i))",
              "machine: Out of Memory Error: ");
}

TEST_F(QueryErrorTest, MemoryOfAnAppenderIsTheMachines) {
  database.run("CREATE TABLE memory (t VARCHAR)");
  const std::string text = failure([&] {
    TableAppender rows = database.append_to("memory");
    for (int i = 0; i < 100'000; ++i) {
      rows.text(std::string(1000, static_cast<char>('a' + i % 26)) + std::to_string(i));
      rows.end_row();
    }
    rows.close();
  });
  EXPECT_TRUE(text.starts_with("machine: ")) << text;
}

TEST_F(QueryErrorTest, WrongStatementsAreOurs) {
  for (const char* statement : {"SELEC 1", "SELECT * FROM nowhere", "SELECT no_function(1)"}) {
    EXPECT_THROW(database.run(statement), std::logic_error) << statement;
    EXPECT_THROW(static_cast<void>(database.query(statement)), std::logic_error) << statement;
    EXPECT_THROW(static_cast<void>(database.prepare(statement)), std::logic_error) << statement;
  }
  EXPECT_THROW(static_cast<void>(database.append_to("nowhere")), std::logic_error);
}

}  // namespace
}  // namespace proclens

// The lens `commands`, counted by hand.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lens/lens_bags.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

class CommandsTest : public testing::Test {
 protected:
  CommandsTest() {
    database.run(
        "CREATE TABLE selected (process INTEGER, pid_hash VARCHAR, process_path VARCHAR, process_name VARCHAR, args "
        "VARCHAR, process_started TIMESTAMP);"
        "CREATE TABLE process AS SELECT 'LEFT' AS pid_hash, 'x' AS args, NULL::TIMESTAMP AS process_started");
  }

  /// @param args SQL
  void process(const std::string& path, const std::string& name, const std::string& args, bool is_started = true) {
    const std::string number = std::to_string(processes++);
    database.run(
        "INSERT INTO selected VALUES (" + number + ", 'P" + number + "', nullif('" + path + "', ''), nullif('" + name +
        "', ''), " + args + ", " + (is_started ? "'2024-05-01'" : "NULL") +
        "); INSERT INTO process SELECT pid_hash, args, process_started FROM selected WHERE process = " + number);
  }

  LensBags bags() { return lens_bags(Context(), database, find_lens("commands"), processes); }

  Database database;
  std::uint64_t processes = 0;
};

TEST_F(CommandsTest, AnObjectIsADistinctLineAndItsMembersAreTheProcessesRunWithIt) {
  process("c:\\a.exe", "a.exe", "'-x  y '");
  process("c:\\a.exe", "A.EXE", "'-x  y'");
  process("c:\\a.exe", "a.exe", "'-x y'");
  process("c:\\a.exe", "a.exe", "'-X y y'");
  const LensBags result = bags();
  EXPECT_EQ(result.object_names,
            (std::vector<std::string>{"\"c:\\a.exe\" -X y y", "\"c:\\a.exe\" -x  y", "\"c:\\a.exe\" -x y"}));
  EXPECT_EQ(result.object_of, (std::vector<std::uint32_t>{1, 1, 2, 0}));
  EXPECT_EQ(result.feature_names, (std::vector<std::string>{"\"c:\\a.exe\"", "-X", "-x", "y"}));
  EXPECT_EQ(result.feature_objects, (std::vector<std::uint64_t>{3, 1, 2, 3}));
  const SparseRows rows = expanded(Context(), result.distinct);
  EXPECT_EQ(rows.column, (std::vector<std::uint32_t>{0, 1, 3, 0, 2, 3, 0, 2, 3}));
  EXPECT_EQ(rows.value, (std::vector<double>{1, 1, 2, 1, 1, 1, 1, 1, 1}));
  // Lines that differ only in white space are two objects with one sequence and one bag.
  EXPECT_EQ(result.distinct.bags.multiplicity, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(result.sequences.multiplicity, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(result.sequences.feature, (std::vector<std::uint32_t>{0, 1, 3, 3, 0, 2, 3}));
  EXPECT_EQ(result.counted_rows, 4);
}

TEST_F(CommandsTest, OnlyTheWhiteSpaceThatSplitsTokensIsTrimmed) {
  process("", "a.exe", "'x' || chr(9) || chr(13) || chr(10)");
  process("", "a.exe", "'x' || chr(160)");
  process("", "a.exe", "'x ' || chr(12288)");
  EXPECT_EQ(bags().feature_names.size(), 4U) << "a.exe, x, x with a no-break space, an ideographic space";
}

TEST_F(CommandsTest, LinesThatDifferInOrderHaveOneBagAndTwoSequences) {
  process("", "a.exe", "'x y'");
  process("", "a.exe", "'y x'");
  const LensBags result = bags();
  EXPECT_EQ(result.distinct.bags.multiplicity, (std::vector<std::uint32_t>{2}));
  EXPECT_EQ(result.sequences.multiplicity, (std::vector<std::uint32_t>{1, 1}));
}

TEST_F(CommandsTest, WithoutAPathTheNameStandsForTheProgramAndWithoutEitherTheArgumentsStandAlone) {
  process("", "a.exe", "'x'");
  process("", "", "'x'");
  process("c:\\b.exe", "", "NULL");
  process("c:\\c.exe", "", "''");
  process("", "", "NULL");
  const LensBags result = bags();
  EXPECT_EQ(result.object_names, (std::vector<std::string>{"\"a.exe\" x", "\"c:\\b.exe\"", "\"c:\\c.exe\"", "x"}));
  EXPECT_EQ(result.object_of, (std::vector<std::uint32_t>{0, 3, 1, 2, LensBags::kNoObject}));
}

TEST_F(CommandsTest, AnUnrecordedStartWithoutArgumentsHasNoCommandLine) {
  process("c:\\a.exe", "a.exe", "NULL", false);
  process("c:\\a.exe", "a.exe", "'x'", false);
  const LensBags result = bags();
  EXPECT_EQ(result.object_of, (std::vector<std::uint32_t>{LensBags::kNoObject, 0}));
  EXPECT_EQ(result.recorded_rows, 2);  // of these, and the process that is left out
  ASSERT_EQ(result.left_out.size(), 1U);
  EXPECT_EQ(result.left_out[0].reason, "of_processes_left_out");
  EXPECT_EQ(result.left_out[0].count, 1);
}

TEST_F(CommandsTest, WithoutAnyArgumentsNothingIsRecorded) {
  database.run("DELETE FROM process");
  process("c:\\a.exe", "a.exe", "NULL");
  process("c:\\b.exe", "b.exe", "''");
  try {
    require_counted_rows(bags());
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()),
              "the dataset has no recorded lines, so the lens 'commands' has nothing to map");
    EXPECT_NE(error.remedy().find("4688"), std::string::npos);
  }
}

TEST_F(CommandsTest, StrangeLinesAreLinesToo) {
  process("", "", "'\"open'");
  process("", "", "'\"\" '''''");
  process("", "", "chr(8238) || 'gnp.exe'");
  process("", "", "'a' || chr(0) || 'b'");
  process("", "", "repeat('x', 1000000)");
  process("", "", "repeat('y ', 100000)");
  const LensBags result = bags();
  EXPECT_EQ(result.objects(), 6);
  EXPECT_EQ(result.features(), 7);
  EXPECT_EQ(result.open_quotes, 1);
  EXPECT_EQ(result.sequences.feature.size(), 1U + 2 + 1 + 1 + 1 + 100'000);
}

}  // namespace
}  // namespace proclens

// What the tests of lenses on the command line share: datasets in a scratch folder, runs, and questions about results.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "cli/run_program.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {

class LensCommandTest : public testing::Test {
 protected:
  [[nodiscard]] std::string path(const std::string& name) const { return (scratch.path() / name).string(); }

  [[nodiscard]] ProgramResult run(const std::string& arguments) const {
    return run_program(scratch.path(), arguments + " --quiet");
  }
  void expect_success(const std::string& arguments) const {
    const ProgramResult result = run(arguments);
    ASSERT_EQ(result.exit_code, 0) << arguments << '\n' << result.errors;
  }
  void expect_refused(const std::string& arguments, int exit_code, const std::string& message) const {
    const ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, exit_code) << result.errors;
    EXPECT_NE(result.errors.find(message), std::string::npos) << result.errors;
  }

  /// The result of `select`, in which names in <> stand for Parquet files.
  [[nodiscard]] std::string answer(std::string select) const {
    for (std::size_t at = select.find('<'); at != std::string::npos; at = select.find('<', at + 1)) {
      const std::size_t end = select.find('>', at);
      select.replace(at, end - at + 1, sql_literal(path(select.substr(at + 1, end - at - 1) + ".parquet")));
    }
    Database database;
    return database.text("SELECT CAST((" + select + ") AS VARCHAR)").value_or("NULL");
  }
  /// The result of `select` FROM a file.
  [[nodiscard]] std::string answer(const std::string& select, const std::string& file) const {
    Database database;
    return database.text("SELECT CAST((" + select + " FROM " + sql_literal(path(file)) + ") AS VARCHAR)")
        .value_or("NULL");
  }

  ScratchFolder scratch;
};

}  // namespace proclens

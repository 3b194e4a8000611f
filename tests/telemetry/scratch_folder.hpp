// A temporary folder for one test.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "table/database.hpp"
#include "table/sql.hpp"

namespace proclens {

class ScratchFolder {
 public:
  ScratchFolder() {
    const auto* suite = testing::UnitTest::GetInstance()->current_test_suite();
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();  // none while a suite is set up
    std::string name = std::string("proclens_") + suite->name() + "_" + (test == nullptr ? "all" : test->name()) + "_" +
                       std::to_string(getpid());
    for (char& c : name) c = c == '/' ? '_' : c;
    path_ = std::filesystem::temp_directory_path() / name;
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() { std::filesystem::remove_all(path_); }

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  /// Writes the rows of `select` to FILE below the folder as Parquet.
  void write(const std::string& file, const std::string& select) const {
    std::filesystem::create_directories((path_ / file).parent_path());
    Database database;
    database.run("COPY (" + select + ") TO " + sql_literal((path_ / file).string()) + " (FORMAT parquet)");
  }

 private:
  std::filesystem::path path_;
};

}  // namespace proclens

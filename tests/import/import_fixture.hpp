// Imports files and reads the tables back.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "import/import.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"
#include "table/sql.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {

class ImportTest : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path write(const std::string& name, const std::string& content) const {
    std::filesystem::create_directories((scratch.path() / name).parent_path());
    std::ofstream(scratch.path() / name, std::ios::binary) << content;
    return scratch.path() / name;
  }

  /// Imports into the folder `name`.
  ImportReport import(const std::vector<std::filesystem::path>& sources, const std::string& name = "data",
                      const std::string& earlier = "", const Context& context = Context(),
                      const std::string& password = "") const {
    std::filesystem::create_directories(scratch.path() / name);
    const DatabaseOptions options{0, 0, (scratch.path() / "spill").string()};
    return import_logs(context, options, find_log_files(context, sources), scratch.path() / name,
                       earlier.empty() ? std::filesystem::path() : scratch.path() / earlier, password);
  }

  /// The rows of a query over a table of a dataset, cells separated by '|', rows by line ends.
  [[nodiscard]] std::string table(const std::string& columns, const std::string& name,
                                  const std::string& folder = "data", const std::string& rest = "") const {
    Database database;
    const auto text = database.text(
        "SELECT string_agg(line, chr(10)) FROM (SELECT concat_ws('|', " + columns + ") AS line FROM read_parquet(" +
        sql_literal((scratch.path() / folder / (name + ".parquet")).string()) + ") " + rest + ")");
    return text.value_or("");
  }

  [[nodiscard]] std::string bytes_of(const std::string& folder, const std::string& name) const {
    std::ifstream file(scratch.path() / folder / (name + ".parquet"), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  ScratchFolder scratch;
};

}  // namespace proclens
